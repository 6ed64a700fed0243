import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockRun, people, peopleTable } from '../../test/support/model-run.js';
import { logit, type Task } from '../core/index.js';
import type { Schema } from '../data/index.js';
import { learn } from '../expr/index.js';
import { gbdt } from '../learn/index.js';
import {
  checkData,
  deleteVersion,
  diffVersions,
  evaluateVersion,
  explainFile,
  explainRow,
  featuresSource,
  listModels,
  listRuns,
  model,
  openModel,
  predictFile,
  promoteVersion,
  rollbackAlias,
  train,
  writeReport,
  type Model,
} from './index.js';

const table = peopleTable(500);

const churn = model(
  'churn',
  table.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan), risk: learn.targetMean(c.plan) })),
  { decide: { act: 'call', cost: 5, valueIfRight: 30 } },
);
const segment = model(
  'segment',
  table.target('segment').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan) })),
);
const spend = model(
  'spend',
  table.target('spend').features((c) => ({ tenure: c.tenure, bill: learn.scale(c.bill), plan: learn.oneHot(c.plan) })),
);

const csvOf = (list: readonly object[], names: readonly string[]): string =>
  [names.join(','), ...list.map((row) => names.map((name) => (row as Record<string, unknown>)[name] ?? '').join(','))].join('\n');

describe.each<{ name: string; definition: Model<Schema, Task> }>([
  { name: 'binary', definition: churn as Model<Schema, Task> },
  { name: 'multiclass', definition: segment as Model<Schema, Task> },
  { name: 'regression', definition: spend as Model<Schema, Task> },
])('$name: from rows to a registered, judged and explained model', ({ definition }) => {
  const block = blockRun();
  const { name } = definition;
  const { target } = definition.problem;
  const fresh = people(200, 99);
  const labelled = (): string => {
    const file = join(block.root, 'fresh.csv');
    writeFileSync(file, csvOf(fresh, ['id', 'tenure', 'bill', 'plan', target]));
    return file;
  };

  it('checks and trains, and beats knowing nothing on rows that no fit saw', async () => {
    expect(await checkData(definition, block.run)).toMatchObject({ rows: 500, passed: true, quarantined: 0 });
    const trained = await train(definition, block.run);
    expect(trained).toMatchObject({
      model: name,
      version: 1,
      task: expect.any(String),
      rows: { train: 400, holdout: 100, quarantined: 0 },
    });
    expect(trained.leaderboard.map((l) => l.learner).toSorted()).toEqual(['gbdt', 'linear']);
    const chosen = trained.metrics[trained.metric];
    expect(chosen.high).toBeLessThan(trained.baseline[trained.metric]);
    expect(chosen.low).toBeLessThanOrEqual(chosen.value);
  });

  it('evaluates on a labelled file as it promised', async () => {
    const evaluated = await evaluateVersion(name, labelled(), block.run);
    expect(evaluated).toMatchObject({ version: 1, rows: 200, unlabelled: 0 });
    const { record } = await openModel(name, block.run);
    const seen = record.metrics[record.metric];
    const [low, high] = [seen.low - (seen.high - seen.low), seen.high + (seen.high - seen.low)];
    expect(evaluated.metrics[record.metric].value).toBeGreaterThan(low);
    expect(evaluated.metrics[record.metric].value).toBeLessThan(high);
    expect(Object.keys(evaluated.metrics)).toEqual(Object.keys(record.metrics));
  });

  it('predicts a file, and every contribution adds up to what it predicts', async () => {
    const file = labelled();
    const out = join(block.root, 'scores.jsonl');
    expect(await predictFile(name, { in: file, out }, block.run)).toMatchObject({ rows: 200, out });
    const scores = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(scores.map((s) => s['id'])).toEqual(fresh.map((row) => row.id));
    const explained = await explainFile(name, file, block.run);
    const { rowMargins } = await openModel(name, block.run);
    explained.rows.forEach(({ prediction, probability, base, contributions }, i) => {
      const sum = contributions.reduce((total, c) => total + c.effect, base);
      expect(prediction).toBe(scores[i]['prediction']);
      if (explained.task === 'regression') expect(sum).toBeCloseTo(prediction as number, 9);
      if (explained.task === 'binary') expect(sum).toBeCloseTo(logit(probability!), 9);
      if (explained.task === 'multiclass') expect(sum).toBeCloseTo(Math.max(...rowMargins(fresh[i] as never)), 9);
      expect(contributions.map((c) => c.feature).toSorted()).toEqual(Object.keys(definition.features).toSorted());
    });
  });

  it('explains one row given as JSON as it explains the file', async () => {
    const { id, tenure, bill, plan } = fresh[3];
    const [row] = (await explainRow(name, { id, tenure, bill, plan }, block.run)).rows;
    expect(row).toEqual((await explainFile(name, labelled(), block.run)).rows[3]);
  });

  it('trains again, promotes, rolls back, compares and deletes', async () => {
    expect(await promoteVersion(`${name}@1`, 'champion', { force: false }, block.run)).toMatchObject({ moved: true, from: null, to: 1 });
    const again = await train(definition, { ...block.run, learner: 'gbdt', params: { trees: 30 } });
    expect(again.version).toBe(2);
    expect(again.leaderboard).toEqual([
      { learner: 'gbdt', params: again.params, metric: again.metrics[again.metric].value, seconds: again.seconds },
    ]);
    expect(await promoteVersion(`${name}@2`, 'champion', { force: true }, block.run)).toMatchObject({ moved: true, from: 1, to: 2 });
    const diff = await diffVersions(`${name}@1`, `${name}@2`, block.run);
    expect(diff).toMatchObject({ same: false, gain: { rows: 100 } });
    expect(diff.changed.map((c) => c.what)).toContain('params.trees');
    expect(await diffVersions(`${name}@1`, `${name}@1`, block.run)).toMatchObject({ same: true, changed: [], gain: { value: 0 } });
    await expect(deleteVersion(`${name}@2`, block.run)).rejects.toMatchObject({ code: 'MW_MODEL_VERSION_IN_USE' });
    expect(await rollbackAlias(name, block.run)).toMatchObject({ alias: 'champion', from: 2, to: 1 });
    expect(await deleteVersion(`${name}@2`, block.run)).toEqual({ model: name, version: 2 });
    const [listed] = await listModels(block.run);
    expect(listed).toMatchObject({ model: name, aliases: { champion: 1 }, versions: [{ version: 1 }] });
    expect((await listRuns(block.run)).map((r) => [r.status, r.version])).toEqual([
      ['finished', 2],
      ['finished', 1],
    ]);
  });

  it('prints its features as SQL and as JavaScript, and writes a report', async () => {
    expect(await featuresSource(name, { dialect: 'duckdb', js: false }, block.run)).toMatch(/^SELECT[\s\S]*"tenure"/);
    expect(await featuresSource(name, { dialect: 'duckdb', js: true }, block.run)).toMatch(/tenure/);
    await expect(featuresSource(name, { dialect: 'oracle', js: false }, block.run)).rejects.toMatchObject({ code: 'MW_MODEL_DIALECT' });
    const { out } = await writeReport(name, undefined, block.run);
    expect(out).toBe(join(block.root, 'reports', `${name}-1.html`));
    expect(existsSync(out)).toBe(true);
  });
});

describe('a learner that is named', () => {
  const block = blockRun();
  it('is the one of the model unless the options name another; parameters need an owner', async () => {
    const named = model(
      'named',
      table.target('spend').features((c) => ({ bill: c.bill })),
      { learner: gbdt({ trees: 5, leaves: 4 }) },
    );
    expect((await train(named, block.run)).params).toMatchObject({ trees: 5, leaves: 4 });
    expect((await train(named, { ...block.run, params: { trees: 7 } })).params).toMatchObject({ trees: 7, leaves: 4 });
    expect((await train(named, { ...block.run, learner: 'linear' })).learner).toBe('linear');
    await expect(train(spend, { ...block.run, params: { trees: 7 } })).rejects.toMatchObject({ code: 'MW_MODEL_PARAMS_WHOSE' });
    expect(await listRuns(block.run)).toHaveLength(3);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockRun } from '../../test/support/model-run.js';
import { random } from '../core/index.js';
import { t } from '../data/index.js';
import { learn } from '../expr/index.js';
import { rows } from '../features/index.js';
import { dbscan, isolationForest, kmeans } from '../learn/index.js';
import {
  diffVersions,
  evaluateVersion,
  explainRows,
  listModels,
  model,
  openAnyModel,
  openModel,
  predictFile,
  predictRows,
  promoteVersion,
  reportHtml,
  train,
} from './index.js';

const draw = random(5, 'shoppers');
/** Three kinds of shoppers, and each fiftieth spends what nobody does. */
const shoppers = Array.from({ length: 300 }, (_, i) => {
  const kind = i % 3;
  return {
    id: `s${i}`,
    income: [20, 60, 100][kind] + 4 * draw.normal(),
    spending_score: (i % 50 === 7 ? 900 : [80, 20, 80][kind]) + 4 * draw.normal(),
    plan: ['basic', 'basic', 'gold'][kind],
  };
});
const table = rows(shoppers, { id: t.id(), income: t.number(), spending_score: t.number(), plan: t.category() });
const usual = rows(
  shoppers.filter((_, i) => i % 50 !== 7),
  { id: t.id(), income: t.number(), spending_score: t.number(), plan: t.category() },
);
const segments = model(
  'segments',
  usual.segments().features((c) => ({ income: c.income, spending_score: c.spending_score, plan: learn.category(c.plan) })),
);
const outliers = model(
  'outliers',
  table.outliers().features((c) => ({ income: c.income, spending_score: c.spending_score })),
);

describe('segments, from rows to named and explained answers', () => {
  const block = blockRun();
  const [{ id: _, ...poor }] = shoppers;

  it('finds how many there are, says how clear they are beside nothing, and names them', async () => {
    const trained = await train(segments, block.run);
    expect(trained).toMatchObject({ task: 'segment', target: null, learner: 'kmeans', params: { segments: 3 }, metric: 'silhouette' });
    expect(trained.leaderboard[0]).toMatchObject({ params: { segments: 3 }, stability: 1 });
    expect(trained.metrics['silhouette'].low).toBeGreaterThan(trained.baseline['silhouette']);
    expect(trained.metrics['stability']).toEqual({ value: 1, low: 1, high: 1 });
    // income lies at ∓1.22 standard deviations, spending at +0.70 and −1.40, gold at +1.41, basic at +0.71
    expect(trained.segments!.map((s) => s.name).toSorted()).toEqual([
      'low income, plan basic',
      'low spending score, plan basic',
      'plan gold, high income',
    ]);
    expect(trained.segments!.reduce((sum, s) => sum + s.rows, 0)).toBe(294);
  });

  it('answers the same in a file, in memory and one row at a time, by name', async () => {
    const file = join(block.root, 'in.jsonl');
    writeFileSync(file, shoppers.map((row) => JSON.stringify(row)).join('\n'));
    const out = join(block.root, 'out.jsonl');
    await predictFile('segments', { in: file, out }, block.run);
    const inFile = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; prediction: string });
    const { rows: inMemory } = await predictRows('segments', shoppers, block.run);
    expect(inFile).toEqual(inMemory);
    expect(new Set(inFile.filter((_, i) => i % 3 === 0 && i % 50 !== 7).map((row) => row.prediction))).toEqual(
      new Set(['low income, plan basic']),
    );
  });

  it('explains by exact shares which add up to the score of the answered segment', async () => {
    const { rows: explained } = await explainRows('segments', [poor], block.run);
    const { rowMargins, content } = await openAnyModel('segments', block.run);
    const [{ prediction, base, contributions }] = explained;
    const margins = rowMargins(poor);
    expect(prediction).toBe('low income, plan basic');
    expect(contributions.reduce((sum, c) => sum + c.effect, base)).toBeCloseTo(margins[content.labels.indexOf(String(prediction))], 9);
    expect(contributions[0].feature).toBe('income');
  });

  it('gates by silhouettes of rows that neither saw, and compares versions', async () => {
    expect(await promoteVersion('segments@1', 'champion', { force: false }, block.run)).toMatchObject({ moved: true });
    await train(segments, { ...block.run, params: { segments: 7 } });
    const refused = await promoteVersion('segments@2', 'champion', { force: false }, block.run);
    expect(refused).toMatchObject({ moved: false, gate: { passed: false } });
    expect(refused.gate.reasons[0]).toMatch(/^silhouette is .* worse than that of segments@1/);
    const diff = await diffVersions('segments@1', 'segments@2', block.run);
    expect(diff).toMatchObject({ same: false, gain: { metric: 'silhouette' } });
    expect(diff.gain!.high).toBeLessThan(0);
    const narrow = model(
      'segments',
      usual.segments().features((c) => ({ income: c.income })),
    );
    await train(narrow, { ...block.run, params: { segments: 3 } });
    expect((await promoteVersion('segments@3', 'champion', { force: false }, block.run)).gate.reasons[0]).toBe(
      'There is nothing to compare with segments@1 by: segments@1 measures distances in other features.',
    );
    const [{ versions }] = await listModels(block.run);
    expect(versions.map((v) => v.metric)).toEqual(['silhouette', 'silhouette', 'silhouette']);
  });

  it('evaluates without labels, reports, and gives the same digest again', async () => {
    const file = join(block.root, 'in.jsonl');
    const { metrics } = await evaluateVersion('segments@1', file, block.run);
    expect(metrics['silhouette'].value).toBeGreaterThan(0.3);
    const opened = await openAnyModel('segments@1', block.run);
    expect(reportHtml(opened)).toContain('low income, plan basic');
    expect((await train(segments, { ...block.run, threads: 2 })).digest).toBe(opened.digest);
  });

  it('is refused by work that needs a target', async () => {
    await expect(openModel('segments', block.run, 'monitor')).rejects.toMatchObject({
      code: 'MW_MODEL_NO_TARGET',
      message: '"segments@1" does segment and has no target, and monitor needs one',
    });
  });
});

describe('segments with names of their own, and rows that belong to none', () => {
  const block = blockRun();
  const named = model(
    'named',
    table.segments().features((c) => ({ income: c.income, spending_score: c.spending_score, plan: learn.category(c.plan) })),
    {
      learner: dbscan({ eps: 0.6, minRows: 5 }),
      segments: { names: { 'low income, plan basic': 'students', 'none of them': 'odd ones', poor: 'nobody' } },
    },
  );

  it('answers, explains and reports by them, and tells a name that is not found', async () => {
    const trained = await train(named, block.run);
    expect(trained.headline).toMatch(/^There are 3 segments\. .* 2% of the rows belong to none of them\./);
    expect(trained.segments).toContainEqual(expect.objectContaining({ name: 'students', foundAs: 'low income, plan basic' }));
    expect(trained.segments!.at(-1)).toMatchObject({ name: 'odd ones', foundAs: 'none of them', outside: true, rows: 6, silhouette: null });
    expect(trained.notes).toContainEqual(expect.stringMatching(/^segments\.names calls "poor" "nobody", and no segment is found/));
    const { rows: answered } = await predictRows('named', shoppers, block.run);
    expect(answered.filter(({ prediction }) => prediction === 'odd ones').map((row) => row['id'])).toEqual([
      's7',
      's57',
      's107',
      's157',
      's207',
      's257',
    ]);
    expect(answered[0].prediction).toBe('students');
    const { rows: explained } = await explainRows('named', [shoppers[7]], block.run);
    expect(explained[0]).toMatchObject({ prediction: 'odd ones', contributions: [{ feature: 'spending_score' }, {}, {}] });
    const page = reportHtml(await openAnyModel('named', block.run));
    expect(page).toContain('students<br /><span class="soft">low income, plan basic</span>');
    expect(page).toContain('These rows belong to no segment');
  });

  it('refuses a learner that finds none, and names where no segments are', async () => {
    const none = model(
      'none',
      table.segments().features((c) => ({ income: c.income })),
      { learner: dbscan({ eps: 1e-6, minRows: 50 }) },
    );
    await expect(train(none, block.run)).rejects.toMatchObject({ code: 'MW_MODEL_NO_SEGMENTS' });
    const odd = { segments: { names: { a: 'b' } } } as never;
    expect(() =>
      model(
        'm',
        table.outliers().features((c) => ({ income: c.income })),
        odd,
      ),
    ).toThrow(expect.objectContaining({ code: 'MW_MODEL_SEGMENTS_TASK' }));
    expect(() =>
      model(
        'm',
        table.segments().features((c) => ({ income: c.income })),
        { segments: { names: { a: '' } } },
      ),
    ).toThrow(expect.objectContaining({ code: 'MW_MODEL_OPTION' }));
  });
});

describe('outliers, from rows to scores with reasons', () => {
  const block = blockRun();

  it('scores odd rows higher, says why, and how far two fits agree', async () => {
    const trained = await train(outliers, block.run);
    expect(trained).toMatchObject({ task: 'outlier', target: null, learner: 'isolation_forest', metric: 'stability' });
    expect(trained.metrics['stability'].low).toBeGreaterThan(0.5);
    const { rows: scored } = await predictRows('outliers', shoppers, block.run);
    const odd = scored.toSorted((a, b) => Number(b.prediction) - Number(a.prediction)).slice(0, 6);
    expect(odd.map((row) => row['id']).toSorted()).toEqual(['s107', 's157', 's207', 's257', 's57', 's7']);
    const { found } = (await openAnyModel('outliers', block.run)).record as { found?: { kind: string } };
    expect(found).toMatchObject({ kind: 'outlier', oddest: expect.arrayContaining([expect.objectContaining({ ids: { id: 's7' } })]) });
    const { rows: explained } = await explainRows('outliers', [shoppers[7]], block.run);
    expect(explained[0].contributions[0]).toMatchObject({ feature: 'spending_score' });
    expect(explained[0].contributions.reduce((sum, c) => sum + c.effect, explained[0].base)).toBeCloseTo(
      Number(explained[0].prediction),
      9,
    );
  });

  it('by a learner without contributions: scored the same way, and nothing claims a reason', async () => {
    const trained = await train(outliers, { ...block.run, learner: 'lof', params: { neighbours: 30 } });
    expect(trained).toMatchObject({ learner: 'lof', importance: [] });
    const { rows: scored } = await predictRows(`outliers@${trained.version}`, shoppers, block.run);
    const odd = scored.toSorted((a, b) => Number(b.prediction) - Number(a.prediction)).slice(0, 6);
    expect(odd.map((row) => row['id']).toSorted()).toEqual(['s107', 's157', 's207', 's257', 's57', 's7']);
    await expect(explainRows(`outliers@${trained.version}`, [shoppers[7]], block.run)).rejects.toMatchObject({
      code: 'MW_MODEL_NO_CONTRIBUTIONS',
      fix: 'Train isolation_forest or ecod for exact explanations.',
    });
    const html = reportHtml(await openAnyModel(`outliers@${trained.version}`, block.run));
    expect(html).toContain('It cannot say exactly what each feature contributes');
    expect(html).not.toContain('because of');
  });

  it('is gated by how far it ranks the rows as the champion does, and says when nobody asked', async () => {
    await train(outliers, { ...block.run, seed: 8 });
    await promoteVersion('outliers@1', 'champion', { force: false }, block.run);
    expect((await promoteVersion('outliers@3', 'champion', { force: false }, block.run)).gate).toMatchObject({
      passed: false,
      reasons: [
        'There is nothing to compare with outliers@1 by: outliers@1 was not asked about the rows of outliers@3, and without labels nobody can say which finds the odder rows.',
        expect.any(String),
      ],
    });
    expect(await promoteVersion('outliers@3', 'champion', { force: true }, block.run)).toMatchObject({ moved: true });
    await train(outliers, { ...block.run, seed: 9 });
    const { moved, gate } = await promoteVersion('outliers@4', 'champion', { force: false }, block.run);
    expect({ moved, gate }).toMatchObject({ moved: true, gate: { passed: true } });
    expect(gate.reasons.join(' ')).toMatch(
      /On the same 60 rows its ranks agree with those of outliers@3 to 0\.\d+; it must be at least 0\.\d+/,
    );
    expect(reportHtml(await openAnyModel('outliers@3', block.run))).toContain('id s7');
  });

  it('refuses rows of which nothing can be learned', async () => {
    const one = (list: readonly object[]) =>
      model(
        'one',
        rows(list as never, { x: t.number() })
          .outliers()
          .features((c) => ({ x: c.x })),
      );
    await expect(train(one([{ x: 1 }]), block.run)).rejects.toMatchObject({ code: 'MW_EVALUATE_SPLIT_ROWS' });
    await expect(train(one(Array.from({ length: 50 }, () => ({ x: 3 }))), block.run)).rejects.toMatchObject({
      code: 'MW_LEARN_NOTHING_VARIES',
    });
  });
});

it('a model takes learners of its own task alone', () => {
  const features = table.segments().features((c) => ({ income: c.income }));
  expect(model('m', features, { learner: kmeans({ segments: 4 }) }).learner).toEqual({ learner: 'kmeans', params: { segments: 4 } });
  // @ts-expect-error an outlier learner does not make segments
  model('m', features, { learner: isolationForest() });
});

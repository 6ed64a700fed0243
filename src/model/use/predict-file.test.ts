import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { openEngine, t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { linear } from '../../learn/index.js';
import { evaluateVersion, explainRow, model, openModel, predictFile, predictRows, train, type Model } from '../index.js';

const block = blockRun();
const list = people(400);
const table = rows(list as never, {
  id: t.id(),
  tenure: t.int(),
  note: t.text(),
  plan: t.category().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
});
const churn = model(
  'churn',
  table.target('left').features((c) => ({ tenure: c.tenure, note: c.note.ngrams('char', 3, 16), plan: learn.oneHot(c.plan) })),
  { learner: linear(), decide: { act: 'call', cost: 5, valueIfRight: 30 } },
) as Model;
const segment = model(
  'segment',
  table.target('segment').features((c) => ({ tenure: c.tenure })),
  { learner: linear() },
) as Model;

/** Later ids first, so that keeping the order means something. */
const fresh = people(3000, 9).toReversed();
const csv = (names: readonly string[], from: readonly object[] = fresh): string =>
  [names.join(','), ...from.map((row) => names.map((n) => JSON.stringify((row as never)[n] ?? '')).join(','))].join('\n');
const file = (name: string, text: string): string => {
  writeFileSync(join(block.root, name), text);
  return join(block.root, name);
};
const at = (name: string): string => join(block.root, name);

beforeAll(async () => {
  await train(churn, block.run);
  await train(segment, block.run);
});

describe('a file of scores', () => {
  it('is the same in CSV, JSONL and Parquet, in the order of the rows, and by rows in memory', async () => {
    const input = file('fresh.csv', csv(['note', 'plan', 'tenure', 'id']));
    const outs = [at('s.csv'), at('s.jsonl'), at('s.parquet')];
    for (const out of outs) expect(await predictFile('churn', { in: input, out }, block.run)).toMatchObject({ rows: 3000, out });
    await using engine = await openEngine();
    const [inCsv, inJson, inParquet] = await Promise.all(
      [`read_csv('${outs[0]}', all_varchar = true)`, `read_json('${outs[1]}')`, `'${outs[2]}'`].map((from) =>
        engine.rows(`SELECT * FROM ${from}`),
      ),
    );
    expect(Object.keys(inParquet[0])).toEqual(['id', 'prediction', 'probability', 'decision']);
    expect(inParquet.map((r) => r['id'])).toEqual(fresh.map((r) => r.id));
    expect(inJson).toEqual(inParquet);
    expect(inCsv.map((r) => ({ ...r, probability: Number(r['probability']), decision: r['decision'] ?? '' }))).toEqual(inParquet);
    expect((await predictRows('churn', fresh as never, block.run)).rows).toEqual(inParquet);
  });

  it('decides by money: the act from the threshold on, else nothing', async () => {
    const { content } = await openModel('churn', block.run);
    expect(content.decide!.threshold).toBeCloseTo(5 / 30, 12);
    const { rows: scored } = await predictRows('churn', fresh as never, block.run);
    expect(new Set(scored.map((s) => s['decision']))).toEqual(new Set(['call', '']));
    for (const s of scored) expect(s['decision']).toBe((s['probability'] as number) >= 5 / 30 ? 'call' : '');
    const { decided } = await predictFile('churn', { in: at('fresh.csv'), out: at('counted.csv') }, block.run);
    const acts = scored.filter((s) => s['decision'] === 'call').length;
    expect(decided).toMatchObject({ acts, spend: 5 * acts, leftOut: 0, threshold: content.decide!.threshold });
  });

  it('has a probability for every class, and they add up to 1', async () => {
    const { rows: scored } = await predictRows('segment', fresh.slice(0, 50) as never, block.run);
    expect(Object.keys(scored[0])).toEqual(['id', 'prediction', 'probability_basic', 'probability_gold', 'probability_silver']);
    for (const row of scored) {
      const of = (label: string): number => row[`probability_${label}`] as number;
      expect(of('basic') + of('gold') + of('silver')).toBeCloseTo(1, 12);
      expect(of(row.prediction as string)).toBe(Math.max(of('basic'), of('gold'), of('silver')));
    }
  });

  it('appears whole or not at all', async () => {
    const before = readdirSync(block.root);
    await expect(predictFile('churn', { in: file('bad.csv', csv(['id', 'plan'])), out: at('never.csv') }, block.run)).rejects.toThrow(
      'tenure',
    );
    await expect(predictFile('churn', { in: at('fresh.csv'), out: at('never.txt') }, block.run)).rejects.toMatchObject({
      code: 'MW_CLI_OUTPUT_FORMAT',
    });
    expect(readdirSync(block.root).toSorted()).toEqual([...before, 'bad.csv'].toSorted());
    expect(existsSync(at('never.csv'))).toBe(false);
  });

  it('is not made of no rows', async () => {
    const input = file('empty.csv', 'id,tenure,note,plan\n');
    await expect(predictFile('churn', { in: input, out: at('none.csv') }, block.run)).rejects.toMatchObject({
      code: 'MW_DATA_FILE_NO_ROWS',
    });
    expect(existsSync(at('none.csv'))).toBe(false);
  });
});

describe('a labelled file', () => {
  it('is judged in the spelling of the data, rows without a label are counted', async () => {
    const names = ['id', 'tenure', 'note', 'plan', 'left'];
    const some = fresh.slice(0, 300).map((row, i) => ({ ...row, left: i < 20 ? '' : ` ${row.left} ` }));
    const evaluated = await evaluateVersion('churn', file('labelled.csv', csv(names, some)), block.run);
    expect(evaluated).toMatchObject({ rows: 280, unlabelled: 20, money: { threshold: expect.closeTo(5 / 30, 12) } });
    expect(evaluated.metrics['auc'].value).toBeGreaterThan(0.7);
  });

  it('with a class that training had not is refused, with its name', async () => {
    const some = fresh.slice(0, 9).map((row, i) => ({ ...row, segment: i === 3 ? 'platinum' : row.segment }));
    const input = file('unseen.csv', csv(['id', 'tenure', 'segment'], some));
    await expect(evaluateVersion('segment', input, block.run)).rejects.toMatchObject({
      code: 'MW_MODEL_CLASS_UNSEEN',
      message: expect.stringContaining('platinum'),
    });
    const none = file(
      'unlabelled.csv',
      csv(
        ['id', 'tenure', 'segment'],
        some.map((row) => ({ ...row, segment: '' })),
      ),
    );
    await expect(evaluateVersion('segment', none, block.run)).rejects.toMatchObject({ code: 'MW_MODEL_UNLABELLED' });
  });
});

describe('an explanation', () => {
  it('adds the parts of a vector up under its feature, and shows which one was there', async () => {
    const [row] = (await explainRow('churn', { id: 'x', tenure: 3, note: 'slow support', plan: 'yearly' }, block.run)).rows;
    expect(row.contributions.map((c) => c.feature).toSorted()).toEqual(['note', 'plan', 'tenure']);
    expect(row.contributions.find((c) => c.feature === 'plan')!.value).toBe('yearly');
    const sizes = row.contributions.map((c) => Math.abs(c.effect));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });
});

import { expect, it } from 'vitest';
import { crossValidate, type Candidate } from './leaderboard.js';
import { metricNamed } from './metrics/index.js';
import { foldSplits } from './splits/index.js';

const y = Float64Array.from({ length: 12 }, (_, i) => i);
const splits = foldSplits({ rows: 12 }, { seed: 1, folds: 3 });
const off = (name: string, by: number): Candidate => ({ name, fit: async (split) => Float64Array.from(split.test, (row) => y[row] + by) });
const run = (candidates: Candidate[], signal = new AbortController().signal): Parameters<typeof crossValidate>[0] => {
  let now = 0;
  return { candidates, splits, metric: metricNamed('rmse'), task: 'regression', classes: 1, y, clock: () => (now += 500), signal };
};

it('ranks by the mean over the folds, keeps every fold, its spread, its time and its out-of-fold margins', async () => {
  const growing: Candidate = { name: 'growing', fit: async (split, fold) => Float64Array.from(split.test, (row) => y[row] + fold + 1) };
  const { best, entries, metric } = await crossValidate(run([off('far', 5), growing, off('near', 0.5)]));
  expect(metric).toBe('rmse');
  expect(entries.map((e) => [e.name, e.mean])).toEqual([
    ['near', 0.5],
    ['growing', 2],
    ['far', 5],
  ]);
  expect(entries[1].folds).toEqual([1, 2, 3]);
  expect(entries[1].standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
  expect(best.seconds).toBe(0.5);
  expect([...best.outOfFold]).toEqual([...y].map((v) => v + 0.5));
});

it('prefers the first listed of equals, and puts candidates without a figure last', async () => {
  const { entries } = await crossValidate(run([off('simple', 1), off('complex', -1)]));
  expect(entries.map((e) => e.name)).toEqual(['simple', 'complex']);
  const constant = { ...run([off('a', 1)]), metric: metricNamed('auc'), task: 'binary' as const, y: new Float64Array(12) };
  expect((await crossValidate(constant)).best.mean).toBeNaN();
});

it('stops when told to', async () => {
  const controller = new AbortController();
  const quits: Candidate = {
    name: 'quits',
    fit: async (split) => {
      controller.abort(new Error('enough'));
      return new Float64Array(split.test.length);
    },
  };
  await expect(crossValidate(run([quits], controller.signal))).rejects.toThrow('enough');
});

it('leaves rows that no fold tests undefined', async () => {
  const timed = foldSplits({ rows: 12, time: y }, { seed: 1, folds: 2 });
  const { best } = await crossValidate({ ...run([off('a', 1)]), splits: timed });
  expect([...best.outOfFold].map(Number.isNaN).filter(Boolean)).toHaveLength(4);
});

it('judges the margins that would be served, and keeps the out-of-fold ones as they were', async () => {
  const served = (margins: Float64Array): Float64Array => margins.map((m, i) => m - (y[i] + 3 === m ? 3 : 0));
  const { entries } = await crossValidate({ ...run([off('near', 1), off('far but mended', 3)]), served });
  expect(entries.map((e) => [e.name, e.mean])).toEqual([
    ['far but mended', 0],
    ['near', 1],
  ]);
  expect([...entries[0].outOfFold]).toEqual([...y].map((v) => v + 3));
});

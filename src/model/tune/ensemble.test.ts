import { describe, expect, it } from 'vitest';
import type { Split } from '../../evaluate/index.js';
import { learnerFor } from '../../learn/index.js';
import type { Training } from '../train/training.js';
import { blendOf, ensembleOf } from './ensemble.js';

/** Eight rows of a table, whose target is 0 everywhere, in two folds. */
const training = {
  options: { signal: new AbortController().signal },
  plan: { task: 'regression' },
  prepared: { rows: 8, weights: undefined, groups: undefined, target: { task: 'regression', y: new Float64Array(8), labels: [] } },
} as unknown as Training;
const rows = Int32Array.from({ length: 8 }, (_, i) => i);
const half = (from: number): Split => ({
  train: rows.filter((row) => row < from || row >= from + 4),
  test: rows.slice(from, from + 4),
  unused: new Int32Array(0),
});
const splits = [half(0), half(4)];
const member = (first: number, second: number) => ({ margins: [new Float64Array(4).fill(first), new Float64Array(4).fill(second)] });
const all = () => true;

describe('a blend of trials', () => {
  it('weighs members by rows that none of them saw, and is judged by weights that were found on the other folds', async () => {
    // On both folds 3 and −3 cancel out at halves: nothing is lost where the weights come from elsewhere.
    const even = await ensembleOf(training, rows, splits, [member(3, 3), member(-3, -3)], all);
    expect([...even!.weights]).toEqual([0.5, 0.5]);
    expect(even!.nested).toEqual([new Float64Array(4), new Float64Array(4)]);
    expect(even!.nestedAlone).toEqual([new Float64Array(4).fill(3), new Float64Array(4).fill(3)]);
  });

  it('is told apart from what its own rows make of it', async () => {
    // Each member is right on one fold alone: the other fold picks the wrong one.
    const odd = await ensembleOf(training, rows, splits, [member(0, 2), member(-2, 0)], all);
    expect([...odd!.weights]).toEqual([0.5, 0.5]);
    expect(odd!.margins).toEqual([new Float64Array(4).fill(-1), new Float64Array(4).fill(1)]);
    expect(odd!.nested).toEqual([new Float64Array(4).fill(-2), new Float64Array(4).fill(2)]);
    expect(odd!.nestedAlone).toEqual(odd!.nested);
  });

  it('is none where one is best, where no second may join, or where one fold is all', async () => {
    expect(await ensembleOf(training, rows, splits, [member(0, 0), member(1, 1)], all)).toBeUndefined();
    expect(await ensembleOf(training, rows, splits, [member(3, 3), member(-3, -3)], (picked) => picked.length === 0)).toBeUndefined();
    expect(await ensembleOf(training, rows, [half(4)], [member(3, 3), member(-3, -3)], all)).toBeUndefined();
  });

  it('gives margins that were scaled down the less weight', async () => {
    const sure = { ...member(6, 6), calibration: { scale: 0.5, shift: [0] } };
    const { weights } = (await ensembleOf(training, rows, splits, [member(-3, -3), sure], all))!;
    // ½ of −3 and ½ of 0.5 × 6, as shares of the margins themselves.
    expect([...weights]).toEqual([0.5 / 0.75, 0.25 / 0.75]);
  });

  it('is a learner with its members and their weights, those without one left out', () => {
    const given = [{ learner: learnerFor('regression', 'linear'), params: { l2: 3 } }, { learner: learnerFor('regression', 'gbdt'), params: {} }]; // prettier-ignore
    const { learner, params } = blendOf(training, [given[1], given[0], given[1]], Float64Array.of(0, 0.25, 0.75));
    expect(learner.name).toBe('blend');
    expect(params['members']).toMatchObject([
      { learner: 'linear', params: { l2: 3 }, weight: 0.25 },
      { learner: 'gbdt', weight: 0.75 },
    ]);
  });
});

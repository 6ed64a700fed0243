import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { ecod } from './ecod.js';

const run = { params: {}, seed: 1, threads: 1, signal: new AbortController().signal };
const scoresOf = async (x: Matrix, rows: readonly (readonly number[])[]): Promise<number[]> => {
  const predictor = await ecod.fit({ task: 'outlier', x }, run);
  return rows.map((row) => {
    const out = new Float64Array(1);
    predictor.predictRow(Float64Array.from(row), out);
    return out[0];
  });
};

describe('ecod', () => {
  it('by hand: one column with its long tail on the right', async () => {
    const x: Matrix = { rows: 4, columns: [{ kind: 'number', name: 'x', values: Float64Array.of(1, 2, 3, 100) }] };
    // the greater of −ln(share at or below) and −ln(share at or above); beyond the last value as the last
    const scores = await scoresOf(x, [[1], [2], [100], [1e6], [50], [NaN]]);
    [Math.log(4), Math.log(2), Math.log(4), Math.log(4), Math.log(4), 0].forEach((due, i) => expect(scores[i]).toBeCloseTo(due, 12));
  });

  it('by hand: sums over columns, and a level counts by its share', async () => {
    const x: Matrix = {
      rows: 4,
      columns: [
        { kind: 'number', name: 'x', values: Float64Array.of(1, 2, 3, 4) },
        { kind: 'category', name: 'c', levels: ['a', 'b', 'never'], codes: Int32Array.of(0, 0, 0, 1) },
      ],
    };
    const [odd, usual, unseen] = await scoresOf(x, [
      [4, 1],
      [2, 0],
      [4, 2],
    ]);
    expect(odd).toBeCloseTo(Math.log(4) + Math.log(4), 12);
    expect(usual).toBeCloseTo(Math.log(2) + Math.log(4 / 3), 12);
    expect(unseen).toBeCloseTo(odd, 12);
  });
});

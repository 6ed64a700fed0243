import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { pairSearch } from './pair-tree.js';

/** Sums from tables of gradients; every bin has the hessian 1. */
const sumsOf = (gradients: readonly number[]): Float64Array => Float64Array.from(gradients.flatMap((g) => [g, 1]));

describe('the tree of a pair', () => {
  it('sees what neither column shows alone: gradients 1, −1 / −1, 1 have no margins and gain 4', () => {
    const tree = pairSearch(2, 2)(sumsOf([1, -1, -1, 1]), 0);
    expect(tree).toEqual({ alongFirst: true, cut: 1, below: 1, above: 1, gain: 4 });
  });

  it('cuts the column first that lets the other differ on both sides', () => {
    // Rows 0 and 1 part after the first bin, rows 2 and 3 after the second: G² / H is 4 · 2 + 0 on each side, the whole has 0.
    const tree = pairSearch(4, 3)(sumsOf([4, -2, -2, 4, -2, -2, 2, 2, -4, 2, 2, -4]), 0);
    expect(tree).toMatchObject({ alongFirst: true, cut: 2, below: 1, above: 2 });
    expect(tree.gain).toBeCloseTo(8 ** 2 / 2 + 8 ** 2 / 4 + 8 ** 2 / 4 + 8 ** 2 / 2, 12);
  });

  it('leaves a side uncut that has no two leaves of enough hessian', () => {
    const tree = pairSearch(2, 2)(sumsOf([5, 1, 0, 0]), 2);
    expect(tree).toMatchObject({ cut: 1, below: 0, above: 0, gain: 36 / 2 - 36 / 4 });
  });

  it('has no cut where nothing is gained or nothing is known', () => {
    expect(pairSearch(2, 2)(new Float64Array(8), 0)).toMatchObject({ cut: 0, gain: 0 });
    expect(pairSearch(2, 2)(sumsOf([1, 1, 1, 1]), 0)).toMatchObject({ cut: 0, gain: 0 });
  });

  it('is the best of all trees', () => {
    const draw = random(3, 'pair trees');
    for (const [n, m] of [
      [2, 3],
      [3, 2],
      [4, 5],
    ]) {
      const sums = Float64Array.from({ length: 2 * n * m }, (_, at) => (at % 2 === 0 ? draw.normal() : 0.2 + draw.uniform()));
      expect(pairSearch(n, m)(sums, 0.5).gain).toBeCloseTo(bestByHand(sums, n, m, 0.5), 10);
    }
  });
});

/** Tries every tree, leaf by leaf. */
function bestByHand(sums: Float64Array, n: number, m: number, least: number): number {
  const leaf = (inside: (i: number, j: number) => boolean): readonly [number, number] => {
    let [g, h] = [0, 0];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++)
        if (inside(i, j)) {
          g += sums[2 * (i * m + j)];
          h += sums[2 * (i * m + j) + 1];
        }
    return [g, h];
  };
  const side = (length: number, part: (i: number, j: number) => boolean, along: (i: number, j: number) => number): number => {
    const whole = leaf(part);
    if (whole[1] < least) return -Infinity;
    const scores = Array.from({ length: length - 1 }, (_, cut) => {
      const leaves = [leaf((i, j) => part(i, j) && along(i, j) <= cut), leaf((i, j) => part(i, j) && along(i, j) > cut)];
      return leaves.some(([, h]) => h < least) ? -Infinity : leaves.reduce((sum, [g, h]) => sum + (g * g) / h, 0);
    });
    return Math.max((whole[0] * whole[0]) / whole[1], ...scores);
  };
  const [first, second] = [(i: number) => i, (_: number, j: number) => j];
  const [g, h] = leaf(() => true);
  const trees = (
    [
      [n, m, first, second],
      [m, n, second, first],
    ] as const
  ).flatMap(([length, other, along, across]) =>
    Array.from({ length: length - 1 }, (_, cut) => {
      const [below, above] = [(i: number, j: number) => along(i, j) <= cut, (i: number, j: number) => along(i, j) > cut];
      return side(other, below, across) + side(other, above, across) - (g * g) / h;
    }),
  );
  return Math.max(0, ...trees);
}

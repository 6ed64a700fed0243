import { describe, expect, it } from 'vitest';
import { paceOf } from '../pace.js';
import type { Task } from '../learner.js';
import { selectWeights } from './select.js';

const pace = paceOf(new AbortController().signal);

async function weightsOf(task: Task, y: readonly number[], margins: readonly (readonly number[])[], rounds: number, weights?: number[]) {
  const of = {
    y: Float64Array.from(y),
    weights: Float64Array.from(weights ?? y.map(() => 1)),
    margins: margins.map((own) => Float64Array.from(own)),
  };
  return [...(await selectWeights(task, margins[0].length / y.length, of, { rounds }, pace))];
}

describe('greedy selection', () => {
  it('takes the member with the lowest loss when there is one pick', async () => {
    expect(await weightsOf('regression', [0, 0], [[2, 2], [1, 1], [3, 3]], 1)).toEqual([0, 1, 0]); // prettier-ignore
  });

  it('picks 1, then −2, then 1 again for a target of 0: the means are 1, −½ and 0', async () => {
    expect(await weightsOf('regression', [0], [[1], [-2]], 2)).toEqual([0.5, 0.5]);
    expect(await weightsOf('regression', [0], [[1], [-2]], 3)).toEqual([2 / 3, 1 / 3]);
  });

  it('forgets the picks after the lowest loss', async () => {
    expect(await weightsOf('regression', [0], [[1], [-2]], 1000)).toEqual([2 / 3, 1 / 3]);
  });

  it('takes the first of equals', async () => {
    expect(await weightsOf('regression', [0], [[1], [1], [-1]], 10)).toEqual([0.5, 0, 0.5]);
  });

  it('asks whether a member may join those that were picked, each once', async () => {
    const of = { y: Float64Array.of(0), weights: Float64Array.of(1), margins: [1, -2, 0.5].map((margin) => Float64Array.of(margin)) };
    const asked: [readonly number[], number][] = [];
    const mayJoin = (picked: readonly number[], m: number): boolean => (asked.push([picked, m]), picked.length === 0 && m < 2);
    expect([...(await selectWeights('regression', 1, of, { rounds: 3, mayJoin }, pace))]).toEqual([1, 0, 0]);
    expect(asked).toEqual([[[], 0], [[], 1], [[], 2], [[0], 1], [[0], 2], [[0], 1], [[0], 2]]); // prettier-ignore
    expect([...(await selectWeights('regression', 1, of, { rounds: 3, mayJoin: () => false }, pace))]).toEqual([0, 0, 0]);
  });

  it('counts rows by their weight', async () => {
    const margins = [[1, 0], [0, 1]]; // prettier-ignore
    expect(await weightsOf('regression', [1, 1], margins, 1, [3, 1])).toEqual([1, 0]);
    expect(await weightsOf('regression', [1, 1], margins, 1, [1, 3])).toEqual([0, 1]);
  });

  it('averages log-odds, not probabilities: +4 and −1 make +1.5, which is better than either for three yes and one no', async () => {
    const y = [1, 1, 1, 0];
    const lossAt = (margin: number): number => 3 * Math.log1p(Math.exp(-margin)) + Math.log1p(Math.exp(margin));
    expect(lossAt(1.5)).toBeLessThan(Math.min(lossAt(4), lossAt(-1)));
    expect(await weightsOf('binary', y, [y.map(() => 4), y.map(() => -1)], 2)).toEqual([0.5, 0.5]);
  });

  it('averages scores of several classes', async () => {
    const sureOf = (k: number): number[] => [0, 1].flatMap(() => [0, 1, 2].map((own) => (own === k ? 9 : 0)));
    expect(await weightsOf('multiclass', [0, 1], [sureOf(0), sureOf(1), sureOf(2)], 2)).toEqual([0.5, 0.5, 0]);
  });
});

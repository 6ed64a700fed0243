import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../expr/index.js';
import { interactionsOf, likeness } from '../../recommend/index.js';
import { declaredDiversity, diversityOf } from './diversity.js';

const i = columnsOf({ category: 'text', sweet: 'bool', hot: 'bool', price: 'number' });
const table = {
  category: ['tea', 'tea', 'cup', null],
  sweet: Uint8Array.of(1, 1, 0, 255),
  hot: Uint8Array.of(1, 0, 1, 255),
  price: Float64Array.of(1, 1, 3, NaN),
};
/** Two users, each of whom takes two of the four items. */
const interactions = interactionsOf({ user: ['u', 'u', 'v', 'v'], item: ['a', 'b', 'c', 'd'], time: [1, 2, 3, 4] });

/** How alike the items a, b and c are, two and two, and whether d, of which nothing is known, is like any. */
const alikeBy = (by: (of: typeof i) => readonly (typeof i)[keyof typeof i][]): readonly number[] => {
  const { vectors } = diversityOf({ rules: [], explore: 0, ...declaredDiversity('shop', { by }, i) }, interactions, table)!;
  const pairs = [[0, 1], [0, 2], [1, 2], [0, 3]]; // prettier-ignore
  return pairs.map(([a, b]) => Number(likeness(vectors, a, b).toFixed(6)));
};

describe('what items of a list are to differ in', () => {
  it('items of one category are alike, and those of which nothing is known are like none', () =>
    expect(alikeBy((of) => [of.category])).toEqual([1, 0, 0, 0]));

  it('tests: the cosine of what is true of both', () => {
    const half = Number(Math.SQRT1_2.toFixed(6));
    expect(alikeBy((of) => [of.sweet, of.hot])).toEqual([half, half, 0, 0]);
  });

  it('numbers: on one side of the mean or on both', () => expect(alikeBy((of) => [of.price])).toEqual([1, 0, 0, 0]));

  it('expressions count as columns do', () => expect(alikeBy((of) => [of.price.gt(2)])).toEqual([0, 0, 0, 0]));

  it('without a word, it is who takes them', () => {
    const { vectors, weight } = diversityOf({ rules: [], diversity: 0.2, explore: 0 }, interactions, table)!;
    expect([weight, likeness(vectors, 0, 1), likeness(vectors, 0, 2)]).toEqual([0.2, expect.closeTo(1, 6), expect.closeTo(0, 6)]);
    expect(diversityOf({ rules: [], diversity: 0, explore: 0 }, interactions, table)).toBeUndefined();
  });
});

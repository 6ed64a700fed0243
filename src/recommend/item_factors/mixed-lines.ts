import type { Mixtures } from '../cold/mixture.js';
import { product, type ItemVectors } from './vectors.js';

/** Items whose vectors are mixtures of those of others, in doubles: a product with one is the mixture of the others' products. */
export interface MixedLines {
  /** Of all items, mixtures among them. */
  readonly items: number;
  readonly item: Int32Array;
  /** Per item its line among the mixtures. */
  readonly lineOf: ReadonlyMap<number, number>;
  /** Mixtures × factors. */
  readonly factor: Float64Array;
  /** The lines of `factor`. */
  readonly lines: readonly Float64Array[];
  readonly own: Float64Array;
}

/** Mixes vectors, and what items have of their own. */
export function mixedLines(model: ItemVectors, { items, mixed, usual }: Mixtures): MixedLines {
  const { factors } = model;
  const all = new Float64Array(mixed.length * factors);
  const lines = mixed.map((_, line) => all.subarray(line * factors, (line + 1) * factors));
  const mean = meanOf(model, usual);
  const owns = mixed.map(({ of, shares, rest }, line) => {
    for (let k = 0; k < factors; k++) lines[line][k] = rest * mean.line[k];
    let sum = rest * mean.own;
    for (let n = 0; n < of.length; n++) sum += add(model, of[n], shares[n], lines[line]);
    return sum;
  });
  return {
    items,
    item: Int32Array.from(mixed, ({ item }) => item),
    lineOf: new Map(mixed.map(({ item }, line) => [item, line])),
    factor: all,
    lines,
    own: Float64Array.from(owns),
  };
}

/** The score of a mixture. */
export const mixedScore = ({ lines, own }: MixedLines, line: number, vector: Float64Array): number =>
  product(vector, lines[line]) + own[line];

/** The mean item, by weights. */
function meanOf(model: ItemVectors, weights: ArrayLike<number>): { readonly line: Float64Array; readonly own: number } {
  const line = new Float64Array(model.factors);
  let [weight, own] = [0, 0];
  for (let item = 0; item < weights.length; item++) {
    if (weights[item] === 0) continue;
    weight += weights[item];
    own += add(model, item, weights[item], line);
  }
  return { line: line.map((sum) => (weight > 0 ? sum / weight : 0)), own: weight > 0 ? own / weight : 0 };
}

/** Adds an item so many times to a line; gives what that adds of its own. */
function add({ factors, factor, own }: ItemVectors, item: number, times: number, line: Float64Array): number {
  for (let k = 0; k < factors; k++) line[k] += times * factor[item * factors + k];
  return own ? times * own[item] : 0;
}

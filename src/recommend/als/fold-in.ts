import { factorise, solveFactored } from '../../core/index.js';
import { lineOf, product, type FoldedHistory } from '../item_factors/vectors.js';
import type { History } from '../recommender.js';
import type { AlsModel } from './model.js';

/**
 * The vector x of a history that solves (YᵀY + l2·I + Σ d y yᵀ) x = Σ (1 + d) y over its items, d being alpha times the item's weights (Hu, Koren and
 * Volinsky, ICDM 2008): what training would give that user while the items stay. The trust in an item is shared by its entries in proportion to their
 * weights. Time: entries × factors² + factors³.
 */
export function foldIn(model: AlsModel, { items, weights }: History): FoldedHistory {
  const { factors, alpha } = model;
  const weightOf = new Map<number, number>();
  for (let h = 0; h < items.length; h++) weightOf.set(items[h], (weightOf.get(items[h]) ?? 0) + weights[h]);
  const factored = model.against.slice();
  const right = new Float64Array(factors);
  addItems(model, factored, right, weightOf);
  factorise(factored, factors);
  return {
    vector: solveFactored(factored, right),
    shares: (line) => {
      const from = solveFactored(factored, line);
      return Float64Array.from(items, (item, h) => {
        const weight = weightOf.get(item)!;
        return (weights[h] / weight) * (1 + alpha * weight) * product(lineOf(model, item), from);
      });
    },
  };
}

/** Adds what each item says, four items at a time: the same sums in the same order, with the triangle read and written a quarter as often. */
function addItems(model: AlsModel, left: Float64Array, right: Float64Array, weightOf: ReadonlyMap<number, number>): void {
  const { factors, alpha } = model;
  const lines = new Float64Array(4 * factors);
  const more = new Float64Array(4);
  let held = 0;
  for (const [item, weight] of weightOf) {
    lines.set(lineOf(model, item), held * factors);
    more[held++] = alpha * weight;
    if (held < 4) continue;
    addFour(left, right, lines, more, factors);
    held = 0;
  }
  lines.fill(0, held * factors);
  if (held > 0) addFour(left, right, lines, more, factors);
}

function addFour(left: Float64Array, right: Float64Array, lines: Float64Array, more: Float64Array, factors: number): void {
  for (let i = 0; i < factors; i++) {
    const [p, q, r, s] = [lines[i], lines[factors + i], lines[2 * factors + i], lines[3 * factors + i]];
    const [a, b, c, d] = [more[0] * p, more[1] * q, more[2] * r, more[3] * s];
    const row = i * factors;
    for (let j = 0; j <= i; j++)
      left[row + j] = left[row + j] + a * lines[j] + b * lines[factors + j] + c * lines[2 * factors + j] + d * lines[3 * factors + j];
    right[i] = right[i] + (1 + more[0]) * p + (1 + more[1]) * q + (1 + more[2]) * r + (1 + more[3]) * s;
  }
}

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
  for (const [item, weight] of weightOf) addItem(factored, right, Float64Array.from(lineOf(model, item)), alpha * weight);
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

function addItem(left: Float64Array, right: Float64Array, line: Float64Array, more: number): void {
  const factors = line.length;
  for (let i = 0; i < factors; i++) {
    const times = more * line[i];
    const row = i * factors;
    for (let j = 0; j <= i; j++) left[row + j] += times * line[j];
    right[i] += (1 + more) * line[i];
  }
}

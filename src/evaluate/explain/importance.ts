import type { Contributions } from '../../learn/index.js';

/** How much a feature matters. */
export interface Importance {
  readonly feature: string;
  /** In the units of the measure named by the function that made it; ≥ 0 except for permutation importance. */
  readonly value: number;
  /** Of the sum over all features; 0 when that is 0. */
  readonly share: number;
}

/**
 * Mean absolute contribution of each feature over the rows (and over the classes of a multiclass model), in the units of the
 * margin: by how much the feature moves a typical prediction. Largest first, equals in column order.
 */
export function globalImportance(features: readonly string[], { base, effects }: Contributions): Importance[] {
  const perRow = base.length * features.length;
  const sums = new Float64Array(features.length);
  for (let i = 0; i < effects.length; i++) sums[i % features.length] += Math.abs(effects[i]);
  const rows = perRow === 0 ? 0 : effects.length / perRow;
  return shared(features.map((feature, f) => ({ feature, value: rows === 0 ? 0 : sums[f] / (rows * base.length) })));
}

/** Adds each value's share of the positive total and sorts, largest first. */
export function shared<V extends { readonly feature: string; readonly value: number }>(values: readonly V[]): (V & Importance)[] {
  const total = values.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  return values.map((v) => ({ ...v, share: total === 0 ? 0 : Math.max(0, v.value) / total })).toSorted((a, b) => b.value - a.value);
}

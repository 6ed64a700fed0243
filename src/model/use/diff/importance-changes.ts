import type { FeatureImportance } from '../../record.js';

/** What share of all importance a feature has in either version; null where the version does not have it. */
export interface ImportanceChange {
  readonly feature: string;
  readonly a: number | null;
  readonly b: number | null;
}

/** Smallest change of a share that is told. */
const LEAST = 0.005;

/** Features that matter more or less than before, the largest change first. */
export function importanceChanges(a: readonly FeatureImportance[], b: readonly FeatureImportance[]): readonly ImportanceChange[] {
  const [one, two] = [sharesOf(a), sharesOf(b)];
  const moved = ({ a: was, b: is }: ImportanceChange): number => Math.abs((is ?? 0) - (was ?? 0));
  return [...new Set([...two.keys(), ...one.keys()])]
    .map((feature) => ({ feature, a: one.get(feature) ?? null, b: two.get(feature) ?? null }))
    .filter((change) => moved(change) >= LEAST)
    .toSorted((x, y) => moved(y) - moved(x));
}

function sharesOf(importance: readonly FeatureImportance[]): ReadonlyMap<string, number> {
  const total = importance.reduce((sum, i) => sum + i.importance, 0);
  return new Map(importance.map(({ feature, importance: own }) => [feature, total === 0 ? 0 : own / total]));
}

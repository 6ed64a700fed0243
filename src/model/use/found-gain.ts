import { canonicalJson, type Json, type TargetlessTask } from '../../core/index.js';
import { meanInterval } from '../../evaluate/index.js';
import type { Evidence } from './evidence.js';
import type { Gain } from './paired-gain.js';

/** What a comparison of two versions without a target says: by how much one is better, or why there is none. */
export type FoundGain = { readonly gain: Gain } | { readonly why: string };

/**
 * How much better `own` is than `other` in what their metric is the mean of, row by row, on rows that neither saw. Silhouettes compare where both
 * measured distances in the same features of the same data; scores of oddness never do, for nobody says which rows are odd.
 */
export function foundGain(own: Evidence<TargetlessTask>, other: Evidence<TargetlessTask>): FoundGain {
  const [mine, theirs] = [own.holdout?.each, other.holdout?.each];
  if (own.content.task !== other.content.task)
    return { why: `${other.name} does ${other.content.task}, ${own.name} does ${own.content.task}` };
  if (!mine || !theirs) return { why: 'without labels nobody can say which of the two finds the odder rows' };
  if (own.record.metric !== other.record.metric)
    return { why: `${other.name} was chosen by ${other.record.metric}, ${own.name} by ${own.record.metric}` };
  if (own.record.lineage.data !== other.record.lineage.data) return { why: `${other.name} learned from other data` };
  if (textOf(own.content.features) !== textOf(other.content.features)) return { why: `${other.name} measures distances in other features` };
  const place = new Map([...other.holdout!.row].map((row, at) => [row, at]));
  const pairs = [...own.holdout!.row].flatMap((row, at) => {
    const there = place.get(row);
    return there === undefined ? [] : [[mine[at], theirs[there]]];
  });
  const common = pairs.filter(([a, b]) => !Number.isNaN(a - b));
  if (common.length === 0) return { why: 'no row was kept from both' };
  const differences = Float64Array.from(common, ([a, b]) => a - b);
  return {
    gain: { ...meanInterval(differences, { seed: own.content.seed }), rows: common.length, other: meanOf(common.map(([, b]) => b)) },
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

const textOf = (value: unknown): string => canonicalJson(value as Json);

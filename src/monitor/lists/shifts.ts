import { driftOf } from '../drift/drift-of.js';
import type { DriftFinding } from '../drift/finding.js';
import type { RegisteredRecommender } from '../../model/index.js';

/** Items that are told apart, those that were taken most; the others are one. */
const MOST_LEVELS = 100;
/** A category of more levels is none that a shop speaks of. */
const MOST_CATEGORIES = 50;
/** From where on a change of the items, and of their categories, is large: Cramér's V of equal sizes. Fashions change what is taken week by week; kinds change slowly. */
const LIMITS = { items: 0.5, category: 0.2 } as const;

/** What is compared: the items of events, or of the places of usual lists, then and now. */
export interface Shift {
  /** `items taken`, `items listed`. */
  readonly name: 'taken' | 'listed';
  /** How often, by item, in training. */
  readonly before: ReadonlyMap<string, number>;
  readonly after: readonly string[];
}

/**
 * How far what users take, or what they are shown, is from what it was in training: by items, and by the categories of the items' table. Effects have intervals; an alarm
 * is a change that is large for sure, since some change there always is. Beside it PSI and the Jensen–Shannon distance.
 */
export function shiftsOf(open: RegisteredRecommender, { name, before, after }: Shift): readonly DriftFinding[] {
  const categories = Object.entries(open.itemSchema ?? {}).flatMap(([column, { kind }]) => (kind === 'category' ? [column] : []));
  const byItem = shift(`items ${name}`, before, after, MOST_LEVELS, LIMITS.items);
  const byCategory = categories.flatMap((column) => {
    const levelOf = (item: string): string | null => (open.cellOf(item, column) as string | null) ?? null;
    const counts = new Map<string, number>();
    for (const [item, times] of before) {
      const level = levelOf(item);
      if (level !== null) counts.set(level, (counts.get(level) ?? 0) + times);
    }
    const levels = after.flatMap((item) => levelOf(item) ?? []);
    return counts.size > MOST_CATEGORIES ? [] : shift(`${column} ${name}`, counts, levels, MOST_CATEGORIES, LIMITS.category);
  });
  return [...byItem, ...byCategory];
}

function shift(
  feature: string,
  before: ReadonlyMap<string, number>,
  after: readonly string[],
  most: number,
  limit: number,
): readonly DriftFinding[] {
  const sorted = [...before].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const listed = sorted.slice(0, most);
  const total = sorted.reduce((sum, [, times]) => sum + times, 0);
  const sketch = {
    name: feature,
    kind: 'level',
    rows: total,
    nulls: 0,
    levels: listed.map(([level]) => level),
    counts: listed.map(([, times]) => times),
    other: total - listed.reduce((sum, [, times]) => sum + times, 0),
    once: sorted.filter(([, times]) => times === 1).length,
  } as const;
  return driftOf({ columns: [sketch] }, { rows: after.length, columns: { [feature]: after } }, { limits: { cramers_v: limit } })
    .filter(({ statistic }) => statistic === 'cramers_v')
    .map((found) => ({ ...found, alarm: found.alarm && found.low >= limit, large: found.large && found.low >= limit }));
}

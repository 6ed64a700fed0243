import { gain, metricNamed, type Interval } from '../../../evaluate/index.js';
import type { ComparedRows } from '../compared-rows.js';
import type { Evidence } from '../evidence.js';
import { comparedOn } from '../paired-gain.js';

/** One metric of two versions. */
export interface MetricChange {
  /** Both on the rows compared, or where there are none each on its own holdout; null where it is not defined there. */
  readonly a: number | null;
  readonly b: number | null;
  /** How much better b is than a, positive is better, with the 95 % interval: paired on the rows compared, else of two independent samples. */
  readonly gain?: Interval;
}

/** All metrics that either version has: on paired rows where there are any, else as each brought them from its own holdout. */
export function metricChanges(
  names: readonly string[],
  a: Evidence,
  b: Evidence,
  compared: ComparedRows | undefined,
): Record<string, MetricChange> {
  const [one, two] = [a.record.metrics, b.record.metrics];
  return Object.fromEntries(names.map((name) => [name, compared ? paired(name, a, b, compared) : unpaired(name, b, one[name], two[name])]));
}

function paired(name: string, a: Evidence, { content }: Evidence, { rows }: ComparedRows): MetricChange {
  const found = comparedOn(metricNamed(name, content.task), content, a.content, rows);
  return changed(found?.b, found?.a, found);
}

function changed(a: number | undefined, b: number | undefined, gained: Interval | undefined): MetricChange {
  const own = { a: known(a), b: known(b) };
  if (!gained || !Number.isFinite(gained.low) || !Number.isFinite(gained.high)) return own;
  return { ...own, gain: { value: gained.value, low: gained.low, high: gained.high } };
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

/** The difference of two figures from samples that share no row: variances add. The intervals are taken for symmetric. */
function unpaired(name: string, { content }: Evidence, a: Interval | undefined, b: Interval | undefined): MetricChange {
  if (!a || !b) return changed(a?.value, b?.value, undefined);
  const value = gain(metricNamed(name, content.task), b.value, a.value);
  const half = Math.hypot((a.high - a.low) / 2, (b.high - b.low) / 2);
  return changed(a.value, b.value, { value, low: value - half, high: value + half });
}

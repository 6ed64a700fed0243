import { gain, metricNamed, type Interval } from '../../../evaluate/index.js';
import type { ComparedRows } from '../compared-rows.js';
import type { Evidence } from '../evidence.js';
import { gainOn } from '../paired-gain.js';

/** One metric of two versions. */
export interface MetricChange {
  /** Each on its own holdout; null where it is not defined there. */
  readonly a: number | null;
  readonly b: number | null;
  /** How much better b is than a, positive is better, with the 95 % interval: paired on the rows compared, else of two independent samples. */
  readonly gain?: Interval;
}

/** All metrics that either version has: on paired rows where there are any, else by the intervals that each brought from its own holdout. */
export function metricChanges(
  names: readonly string[],
  a: Evidence,
  b: Evidence,
  compared: ComparedRows | undefined,
): Record<string, MetricChange> {
  const [one, two] = [a.record.metrics, b.record.metrics];
  return Object.fromEntries(
    names.map((name) => {
      const own = { a: one[name]?.value ?? null, b: two[name]?.value ?? null };
      const found = compared ? paired(name, b, compared) : unpaired(name, b, one[name], two[name]);
      return [name, found && Number.isFinite(found.low) && Number.isFinite(found.high) ? { ...own, gain: found } : own];
    }),
  );
}

function paired(name: string, b: Evidence, { rows }: ComparedRows): Interval | undefined {
  const found = gainOn(metricNamed(name, b.content.task), b.content, rows);
  return found && { value: found.value, low: found.low, high: found.high };
}

/** The difference of two figures from samples that share no row: variances add. The intervals are taken for symmetric. */
function unpaired(name: string, { content }: Evidence, a: Interval | undefined, b: Interval | undefined): Interval | undefined {
  if (!a || !b) return undefined;
  const value = gain(metricNamed(name, content.task), b.value, a.value);
  const half = Math.hypot((a.high - a.low) / 2, (b.high - b.low) / 2);
  return { value, low: value - half, high: value + half };
}

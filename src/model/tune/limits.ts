import { durationWords, mwError, sizeWords } from '../../core/index.js';
import type { Cost } from '../../learn/index.js';

/** What a model may take at most; absent: no limit. */
export interface Limits {
  /** Microseconds for one row, reckoned: the same on every machine, so that the same trials keep to it everywhere. */
  readonly microseconds?: number;
  /** Bytes of the fitted predictor as it is stored. */
  readonly bytes?: number;
}

/** What a definition lets its models take at most. */
export interface ModelLimits {
  /** Longest time for one row, milliseconds, features included, as reckoned. */
  readonly latencyMs?: number;
  /** Largest size of the fitted predictor as it is stored, bytes. */
  readonly sizeBytes?: number;
}

/** Limits of one run, in place of those of the definition. */
export interface LimitsOfRun {
  /** Longest time for one row, milliseconds, features included, as reckoned: trials that would take longer are not finished. */
  readonly maxLatencyMs?: number;
  /** Largest size of the fitted predictor, bytes: likewise. */
  readonly maxBytes?: number;
}

/** Refuses limits of a definition that are no positive numbers, with `MW_TUNE_LIMIT`. */
export const checkLimits = ({ latencyMs, sizeBytes }: ModelLimits): void =>
  checkPositive({ 'limits.latencyMs': latencyMs, 'limits.sizeBytes': sizeBytes });

function checkPositive(limits: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(limits))
    if (value !== undefined && !(value > 0 && Number.isFinite(value))) throw mwError('MW_TUNE_LIMIT', { name, got: String(value) });
}

/** The limits of a run, each that of the definition where the run has none. Throws `MW_TUNE_LIMIT` for one that is no positive number. */
export function limitsOf(run: LimitsOfRun, { latencyMs, sizeBytes }: ModelLimits = {}): Limits {
  checkPositive({ maxLatencyMs: run.maxLatencyMs, maxBytes: run.maxBytes });
  const { maxLatencyMs = latencyMs, maxBytes = sizeBytes } = run;
  return {
    ...(maxLatencyMs === undefined ? {} : { microseconds: 1000 * maxLatencyMs }),
    ...(maxBytes === undefined ? {} : { bytes: maxBytes }),
  };
}

/** How far something is over limits. */
export interface Excess {
  /** The sum of how much larger it is than allowed, as shares: above 0. */
  readonly violation: number;
  /** In words. */
  readonly reason: string;
}

/** The time for a row in words: `12.5 µs`. */
export const latencyWords = ({ microseconds }: Pick<Cost, 'microseconds'>): string => durationWords(microseconds / 1000);

const WORDS = {
  microseconds: { of: (us: number) => `${latencyWords({ microseconds: us })} a row`, what: 'latency' },
  bytes: { of: sizeWords, what: 'size' },
} as const;

/** How far a cost is over the limits; `undefined` where it keeps to all of them. */
export function excessOf(cost: Cost, limits: Limits): Excess | undefined {
  const over = (['microseconds', 'bytes'] as const).flatMap((name) => {
    const most = limits[name];
    return most === undefined || cost[name] <= most ? [] : [{ name, most, share: cost[name] / most - 1 }];
  });
  if (over.length === 0) return undefined;
  return {
    violation: over.reduce((sum, { share }) => sum + share, 0),
    reason: over.map(({ name, most }) => aboveWords(WORDS[name].of(cost[name]), WORDS[name].of(most))).join('; '),
  };
}

/** Rounded alike, the two do not show which is more. */
const aboveWords = (got: string, most: string): string => (got === most ? `a little more than ${most}` : `${got}, above ${most}`);

/** The share of a limit that a cost takes: of the tightest, where there are several. */
export const shareOf = (cost: Cost, limits: Limits): number =>
  Math.max(cost.bytes / (limits.bytes ?? Infinity), cost.microseconds / (limits.microseconds ?? Infinity));

/** The limits in words: `a size of 5 MB and a latency of 1 ms a row`. */
export function limitsWords(limits: Limits): string {
  const parts = (['bytes', 'microseconds'] as const).flatMap((name) => {
    const most = limits[name];
    return most === undefined ? [] : [`a ${WORDS[name].what} of ${WORDS[name].of(most)}`];
  });
  return parts.join(' and ');
}

/** What several predictors cost that all answer a row. */
export const together = (costs: readonly Cost[]): Cost => ({
  bytes: costs.reduce((sum, { bytes }) => sum + bytes, 0),
  microseconds: costs.reduce((sum, { microseconds }) => sum + microseconds, 0),
});

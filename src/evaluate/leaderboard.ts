import type { Clock, Progress } from '../core/index.js';
import type { Task } from '../learn/index.js';
import { spreadOf } from './intervals.js';
import { gain, metricValue, type Metric } from './metrics/index.js';
import { scored, takeActing, type Acting } from './scored.js';
import type { Split } from './splits/index.js';

/** Something that can be fitted and compared: a learner with its settings. */
export interface Candidate {
  readonly name: string;
  /** Fits on `split.train` and returns margins of `split.test`, in that order, as a predictor writes them. */
  readonly fit: (split: Split, fold: number, signal: AbortSignal) => Promise<Float64Array>;
}

/** One candidate on all folds. Plain JSON but for `outOfFold`. */
export interface LeaderboardEntry {
  readonly name: string;
  /** Plain mean of the folds. */
  readonly mean: number;
  /** Standard deviation of the folds over √folds; it does not know that folds share training rows, so it is on the small side. */
  readonly standardError: number;
  readonly folds: readonly number[];
  readonly seconds: number;
  /** Margins of every row by a fit that did not see it, rows × outputs; `NaN` for rows that no fold tests. */
  readonly outOfFold: Float64Array;
}

/** What a cross-validation compares, on which folds, and by which metric. */
export interface CrossValidation {
  /** In order: the simplest first, for equal candidates are decided by it. */
  readonly candidates: readonly Candidate[];
  readonly splits: readonly Split[];
  readonly metric: Metric;
  readonly task: Task;
  /** multiclass: how many classes; otherwise 1. */
  readonly classes: number;
  readonly y: Float64Array;
  readonly weights?: Float64Array;
  /** For a metric in money: what acting on the rows is worth. */
  readonly acting?: Acting;
  /**
   * The margins that would be served, from a candidate's out-of-fold margins (rows × outputs, `NaN` for rows that no fold tests): the
   * metric judges these. Absent: as they are.
   */
  readonly served?: (outOfFold: Float64Array) => Float64Array;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress?: Progress;
}

/** The candidates, best first; `best` is the first of them. */
export interface Leaderboard {
  readonly metric: string;
  readonly entries: readonly LeaderboardEntry[];
  readonly best: LeaderboardEntry;
}

/**
 * Compares candidates on the same folds and picks the best mean of the metric; of exactly equal means the candidate listed
 * first, so list the simplest first. Folds on which the metric is undefined do not count; a candidate without any comes last.
 * Stops between fits when the signal aborts, with its reason.
 */
export async function crossValidate(run: CrossValidation): Promise<Leaderboard> {
  const entries: LeaderboardEntry[] = [];
  for (const candidate of run.candidates) entries.push(await compared(candidate, run, entries.length));
  const rank = (entry: LeaderboardEntry): number => (Number.isFinite(entry.mean) ? gain(run.metric, entry.mean, 0) : -Infinity);
  const sorted = entries.toSorted((a, b) => compare(rank(b), rank(a)));
  return { metric: run.metric.name, entries: sorted, best: sorted[0] };
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

async function compared(candidate: Candidate, run: CrossValidation, index: number): Promise<LeaderboardEntry> {
  const { splits, task, classes, y, clock, signal, progress } = run;
  const width = task === 'multiclass' ? classes : 1;
  const outOfFold = new Float64Array(y.length * width).fill(NaN);
  const started = clock();
  for (const [f, split] of splits.entries()) {
    signal.throwIfAborted();
    progress?.(`${candidate.name}, fold ${f + 1} of ${splits.length}`, index * splits.length + f, run.candidates.length * splits.length);
    const margins = await candidate.fit(split, f, signal);
    split.test.forEach((row, i) => outOfFold.set(margins.subarray(i * width, (i + 1) * width), row * width));
  }
  return {
    name: candidate.name,
    ...overFolds(judged(run, run.served?.(outOfFold) ?? outOfFold, width)),
    seconds: (clock() - started) / 1000,
    outOfFold,
  };
}

/** The mean of a metric over the folds where it is defined, and the standard error of that mean. */
export function overFolds(folds: readonly number[]): Pick<LeaderboardEntry, 'mean' | 'standardError' | 'folds'> {
  const known = folds.filter(Number.isFinite);
  return {
    mean: known.reduce((sum, v) => sum + v, 0) / known.length,
    standardError: spreadOf(known) / Math.sqrt(known.length),
    folds,
  };
}

/** The metric on the tested rows of every fold. */
function judged({ splits, metric, task, classes, y, weights, acting }: CrossValidation, margins: Float64Array, width: number): number[] {
  return splits.map(({ test }) => {
    const own = new Float64Array(test.length * width);
    test.forEach((row, i) => own.set(margins.subarray(row * width, (row + 1) * width), i * width));
    const at = (values: Float64Array): Float64Array => Float64Array.from(test, (row) => values[row]);
    return metricValue(metric, scored(task, classes, at(y), own, weights && at(weights), acting && takeActing(acting, test)));
  });
}

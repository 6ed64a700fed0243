import type { TrainOptions } from '../train/settings.js';

/** Keeps a study within its time. */
export interface Timekeeper {
  /** Whether a trial of the usual length, and all that follows the search, would still fit. */
  mayBegin(): boolean;
  /** Milliseconds that are left for the fits after the search. */
  leftMs(): number;
  /** Aborted when the search is asked to stop, or when the training is. */
  readonly cut: AbortSignal;
  /** Aborted with `cut`, and when the time for trials is over. */
  readonly late: AbortSignal;
  /** Whether the time for trials is over. */
  isUp(): boolean;
  /** Milliseconds until the first trial began and until now, and those of the shortest fold; the last is absent before any ended. */
  spent(): { readonly beganMs: number; readonly now: number; readonly foldMs?: number };
  /** Told of each fold: its seconds. */
  tookFold(seconds: number): void;
  /** Told of each trial: its seconds, for so many folds. */
  took(seconds: number, folds: number): void;
  stop(): void;
}

/** Fits on all rows that follow the search: the judged one, the one that is registered, and what explains them. */
const FITS_AFTER = 5;
/** Of the budget, for reading, charts and registering. */
const SHARE_AFTER = 0.05;

/** The time of a study. `more` are further fits after it, beside the usual ones. */
export function timekeeper(
  { clock, signal, stop }: Pick<TrainOptions, 'clock' | 'signal' | 'stop'>,
  budgetMs: number,
  startedMs: number,
  folds: number,
  more: number,
): Timekeeper {
  const fits: number[] = [];
  let beganMs: number | undefined;
  let shortestMs = Infinity;
  const end = new AbortController();
  const foldMs = (): number => (fits.length === 0 ? 0 : fits.toSorted((a, b) => a - b)[Math.floor(0.75 * (fits.length - 1))]);
  const leftMs = (): number => startedMs + budgetMs - SHARE_AFTER * budgetMs - clock();
  const cut = AbortSignal.any([signal, ...(stop ? [stop] : [])]);
  const leftForTrialsMs = (): number => leftMs() - (FITS_AFTER + more) * foldMs();
  const isUp = (): boolean => {
    if (budgetMs < Infinity && leftForTrialsMs() <= 0) end.abort(new Error('the time is up'));
    return end.signal.aborted;
  };
  const timer = budgetMs === Infinity ? undefined : setInterval(isUp, 100);
  return {
    mayBegin: () => {
      beganMs ??= clock() - startedMs;
      return !signal.aborted && !isUp() && (budgetMs === Infinity || leftForTrialsMs() > folds * 0.5 * foldMs());
    },
    leftMs: () => (budgetMs === Infinity ? Infinity : leftMs()),
    spent: () => ({
      beganMs: beganMs ?? clock() - startedMs,
      now: clock() - startedMs,
      ...(shortestMs < Infinity ? { foldMs: shortestMs } : {}),
    }),
    tookFold: (seconds) => void (shortestMs = Math.min(shortestMs, 1000 * seconds)),
    cut,
    late: AbortSignal.any([cut, end.signal]),
    isUp,
    took: (seconds, ran) => void (ran > 0 && fits.push((1000 * seconds) / ran)),
    stop: () => clearInterval(timer),
  };
}

import type { TrainOptions } from '../train/settings.js';

/** Keeps a study within its time. */
export interface Timekeeper {
  /** Whether a trial of the usual length, and all that follows the search, would still fit. */
  mayBegin(): boolean;
  /** Aborted when the time for trials is over, or the training is. */
  readonly cut: AbortSignal;
  /** Told of each trial: its seconds, for so many folds. */
  took(seconds: number, folds: number): void;
  stop(): void;
}

/** Fits on all rows that follow the search: the judged one, the one that is registered, and what explains them. */
const FITS_AFTER = 5;
/** Of the budget, for reading, charts and registering. */
const SHARE_AFTER = 0.05;

export function timekeeper(
  { clock, signal }: Pick<TrainOptions, 'clock' | 'signal'>,
  budgetMs: number,
  startedMs: number,
  folds: number,
): Timekeeper {
  const fits: number[] = [];
  const end = new AbortController();
  const foldMs = (): number => (fits.length === 0 ? 0 : fits.toSorted((a, b) => a - b)[Math.floor(0.75 * (fits.length - 1))]);
  const reserveMs = (): number => SHARE_AFTER * budgetMs + FITS_AFTER * foldMs();
  const leftMs = (): number => startedMs + budgetMs - reserveMs() - clock();
  const timer = budgetMs === Infinity ? undefined : setInterval(() => leftMs() <= 0 && end.abort(new Error('the time is up')), 100);
  return {
    mayBegin: () => !signal.aborted && (budgetMs === Infinity || leftMs() > folds * 0.5 * foldMs()),
    cut: AbortSignal.any([signal, end.signal]),
    took: (seconds, ran) => void (ran > 0 && fits.push((1000 * seconds) / ran)),
    stop: () => clearInterval(timer),
  };
}

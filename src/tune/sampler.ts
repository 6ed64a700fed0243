import type { Point, Space } from './space.js';

/** How a trial ended, for a sampler. */
export interface Observed {
  /** Counted from 0. */
  readonly number: number;
  readonly point: Point;
  /** One per objective, the lower the better; `null` where the trial failed or gave no finite number. */
  readonly losses: readonly number[] | null;
  /** How far it breaks the constraints, 0 for not at all. */
  readonly violation?: number;
  /** The share of its full length that a pruned trial ran; absent for 1. */
  readonly reached?: number;
}

/** What a sampler knows when it is asked for a trial. */
export interface Asked {
  /** The trial that is to begin, counted from 0. */
  readonly number: number;
  /** Trials that have ended, by number. */
  readonly seen: readonly Observed[];
  /** Points of trials that have begun and are not among `seen`, by number. */
  readonly pending: readonly Point[];
}

/** Answers with the point to try. */
export type Suggest = (asked: Asked) => Point;

/**
 * A way to choose what to try next. The answer depends on space, seed and question alone, so that a study that is taken up again asks what it
 * would have asked, and one that runs on several workers asks what one worker would. What follows from trials that have ended may be
 * remembered between the questions of one study, for speed.
 */
export interface Sampler {
  readonly name: string;
  /** One sentence for the help text. */
  readonly summary: string;
  /** Most objectives that it can weigh. */
  readonly objectives: number;
  /** How many different points it has to offer; absent for no end. */
  size?(space: Space): number;
  /**
   * For one study, whose trials are asked for in order. When trial k is asked for, those up to k − `lag` have ended; 1 when trials run one
   * after the other.
   */
  begin(space: Space, seed: number, lag: number): Suggest;
}

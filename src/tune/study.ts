import type { Pruner } from './pruner.js';
import type { Observed, Sampler } from './sampler.js';
import type { Point, Space } from './space.js';
import type { Trial } from './trial.js';

/** All that decides the trials of a study but the losses. */
export interface StudyPlan {
  readonly space: Space;
  readonly sampler: Sampler;
  readonly pruner?: Pruner;
  readonly seed: number;
  /**
   * Trials that may run at once: trial k is chosen by what trials up to k − `lag` gave, for any number of workers, so that more workers
   * never change a study.
   */
  readonly lag: number;
  /** Points that are tried first, in this order. */
  readonly first: readonly Point[];
  /** Steps of a whole trial. */
  readonly steps: number;
}

/** What is asked of a study while it goes on. `ended` holds its trials by number, without gaps up to k − `lag`. */
export interface Study {
  /** The point of trial k. Those of the trials before it that may still run are given by number. */
  pointOf(number: number, ended: readonly Trial[], pending: readonly Point[]): Point;
  /** Whether trial k should stop after these steps. */
  stops(number: number, course: readonly number[], ended: readonly Trial[]): boolean;
}

/** A study that asks its sampler and its pruner what every number of workers would ask. Trials are asked for in order. */
export function studyOf({ space, sampler, pruner, seed, lag, first, steps }: StudyPlan): Study {
  const suggest = sampler.begin(space, seed, lag);
  const known = (number: number, ended: readonly Trial[]): readonly Trial[] => ended.slice(0, Math.max(0, number - lag + 1));
  return {
    pointOf: (number, ended, pending) => {
      const own = first[number];
      return own ?? suggest({ number, seen: known(number, ended).map((trial) => observed(trial, steps)), pending });
    },
    stops: (number, course, ended) =>
      pruner !== undefined &&
      course.length < steps &&
      pruner.stops({
        trial: { number, losses: course },
        others: known(number, ended)
          .filter(isWithin)
          .map((trial) => ({ number: trial.number, losses: trial.course })),
        steps,
      }),
  };
}

/** What is over a limit ran no further, and says nothing of how good those within it should be. */
const isWithin = ({ state }: Trial): boolean => state !== 'over';

function observed({ number, point, state, course, losses, violation }: Trial, steps: number): Observed {
  const extra = violation === undefined ? {} : { violation };
  if (state === 'finished' || state === 'failed') return { number, point, losses, ...extra };
  const reached = state === 'pruned' ? { reached: course.length / steps } : {};
  return { number, point, losses: course.slice(-1), ...reached, ...extra };
}

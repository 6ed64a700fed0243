import type { Judge } from './out-of-fold.js';

/** One trial as its folds come in. A learner whose fit gives margins for several values of a setting is judged at each, on all folds so far. */
export interface TrialCourse {
  /** Takes the margins of the next fold, values × rows × outputs; `values` are absent where there is but one. Answers the best mean loss so far; `NaN` where the metric is undefined. */
  add(margins: Float64Array, values: readonly number[] | undefined): number;
  /** What the other folds are to be fitted for: up to one value beyond the best, which may be better on all of them. */
  wanted(): readonly number[] | undefined;
  /** At the value that is best on the folds so far. */
  best(): StageCourse;
}

/** A trial at one value of the setting. */
export interface StageCourse {
  /** The value; absent where there was nothing to choose from. */
  readonly value?: number;
  readonly margins: readonly Float64Array[];
  /** Mean loss after each fold. */
  readonly course: readonly number[];
}

/** The course of a trial that is to begin. */
export function trialCourse(judge: Pick<Judge, 'gainOf'>): TrialCourse {
  const folds: (readonly Float64Array[])[] = [];
  const losses: (readonly number[])[] = [];
  let stages: readonly number[] | undefined;
  let count = Infinity;
  const meanAt = (stage: number): number => losses.reduce((sum, fold) => sum + fold[stage], 0) / losses.length;
  const bestStage = (): number => {
    let best = 0;
    for (let stage = 1; stage < count; stage++) if (!(meanAt(stage) >= meanAt(best))) best = stage;
    return best;
  };
  return {
    add(margins, values) {
      const size = values?.length ?? 1;
      count = Math.min(count, size);
      stages ??= values;
      const length = margins.length / size;
      const own = Array.from({ length: size }, (_, stage) => margins.subarray(stage * length, (stage + 1) * length));
      folds.push(own);
      losses.push(own.map((of) => -judge.gainOf(folds.length - 1, of)));
      return meanAt(bestStage());
    },
    wanted: () => stages?.slice(0, Math.min(count, bestStage() + 2)),
    best() {
      const stage = bestStage();
      let sum = 0;
      return {
        ...(stages ? { value: stages[stage] } : {}),
        margins: folds.map((fold) => fold[stage]),
        course: losses.map((fold, i) => (sum += fold[stage]) / (i + 1)),
      };
    },
  };
}

import { usualObjective, type Objective } from '../gbdt/objective.js';
import { rowWeights } from '../gbdt/row-weights.js';
import { classesOf, classTotals } from '../priors.js';
import { paceOf, type Pace } from '../pace.js';
import { scaleOf } from '../scale.js';
import type { FitInput, FitRun } from '../learner.js';
import { binColumns, type BinnedColumn } from './bins.js';
import { startsOf } from './boost.js';
import { settingsOf, type EbmSettings } from './params.js';

/** All that the bags of one fit share. */
export interface Plan {
  readonly settings: EbmSettings;
  readonly run: FitRun;
  readonly pace: Pace;
  readonly objective: Objective;
  /** Class numbers; for a regression the target in its standard deviations from the mean. */
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Mean and deviation that the target was standardised with; 0 and 1 for classes. */
  readonly mean: number;
  readonly deviation: number;
  /** A class per row, to draw bags of; all 0 for a regression. */
  readonly groups: Float64Array;
  readonly groupCount: number;
  readonly base: Float64Array;
  readonly learns: readonly boolean[];
  readonly columns: readonly BinnedColumn[];
  readonly binStart: Int32Array;
}

/** Checks the settings, bins the columns and finds the margins that boosting starts from. */
export async function planOf(input: FitInput, run: FitRun): Promise<Plan> {
  const settings = settingsOf(run.params);
  run.signal.throwIfAborted();
  const pace = paceOf(run.signal);
  await pace(Infinity);
  const isRegression = input.task === 'regression';
  const weights = rowWeights(input.y, input.weights, 0);
  const { mean, deviation } = isRegression
    ? scaleOf(input.y, weights ?? new Float64Array(input.y.length).fill(1))
    : { mean: 0, deviation: 1 };
  const y = isRegression ? input.y.map((v) => (v - mean) / deviation) : input.y;
  const objective = usualObjective(input.task, input.classes);
  const groupCount = isRegression ? 1 : classesOf(input.task, input.classes);
  const columns = await binColumns(input.x, settings.bins, settings.minRowsPerLevel, run.seed, pace);
  return {
    settings,
    run,
    pace,
    objective,
    y,
    weights,
    mean,
    deviation,
    groupCount,
    columns,
    groups: isRegression ? new Float64Array(y.length) : y,
    base: objective.base(y, weights),
    learns: learnsOf(input, groupCount),
    binStart: startsOf(columns.map(({ bins }) => bins)),
  };
}

/** Which outputs have something to learn: a class without rows keeps its first margin, and so does a single class. */
function learnsOf({ task, y }: FitInput, classes: number): readonly boolean[] {
  if (task === 'regression') return [true];
  const occurs = Array.from(classTotals(y, undefined, classes), (total) => total > 0);
  return task === 'binary' ? [occurs.every(Boolean)] : occurs;
}

import type { FitInput } from '../learner.js';
import { classesOf, classTotals } from '../priors.js';
import { binMatrix, findBins, type Pause } from './bin.js';
import { grower, type Grower } from './grow.js';
import { directionsOf } from './monotone.js';
import { objectiveOf, type Objective } from './objective.js';
import type { GbdtSettings } from './params.js';
import { rowWeights } from './row-weights.js';

/** All that the rounds of one fit share. */
export interface Boosting {
  readonly settings: GbdtSettings;
  readonly seed: number;
  readonly objective: Objective;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** First margins, one per output. */
  readonly base: Float64Array;
  /** rows × outputs, moved by every tree. */
  readonly margins: Float64Array;
  /** Per output, gradient and hessian of each row. */
  readonly gradients: readonly Float64Array[];
  /** Row numbers: those of the round's bag first. */
  readonly bag: Int32Array;
  readonly grower: Grower;
  /** Per output, whether it has something to learn: a class without rows keeps its first margin. */
  readonly learns: readonly boolean[];
}

/** Bins the columns and sets the margins to where boosting starts. Settings that name features are checked first. */
export async function startBoosting(input: FitInput, settings: GbdtSettings, seed: number, pause: Pause): Promise<Boosting> {
  const { task, classes, x, y } = input;
  const directions = directionsOf(settings.monotone, x);
  const objective = objectiveOf(task, classes);
  const balanced = settings.balance && task !== 'regression' ? classesOf(task, classes) : 0;
  const weights = rowWeights(y, input.weights, balanced);
  const base = objective.base(y, weights);
  const binning = await findBins(x, settings.bins, seed, pause);
  const binned = await binMatrix(x, binning, pause);
  const maxStep = task === 'regression' || settings.maxStep === 0 ? Infinity : settings.maxStep;
  const usedDirections = Int8Array.from(binning.columns, (bins) => directions[bins.column]);
  const margins = new Float64Array(x.rows * base.length);
  for (let i = 0; i < margins.length; i++) margins[i] = base[i % base.length];
  return {
    settings,
    seed,
    objective,
    y,
    weights,
    base,
    margins,
    gradients: Array.from(base, () => new Float64Array(2 * x.rows)),
    bag: Int32Array.from({ length: x.rows }, (_, i) => i),
    grower: grower(binned, binning, usedDirections, { ...settings, maxStep }),
    learns: task === 'multiclass' ? Array.from(classTotals(y, undefined, classes), (total) => total > 0) : [true],
  };
}

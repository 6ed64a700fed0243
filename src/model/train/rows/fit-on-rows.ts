import { takeRows, type Matrix, type TargetlessTask } from '../../../core/index.js';
import type { TargetlessDefinition } from '../../../features/index.js';
import type { FitRun, InputOf, Predictor, TrialInput } from '../../../learn/index.js';
import { pick } from '../../rows.js';
import type { Candidate } from '../plan.js';
import type { PreparedRows } from '../prepare.js';
import { foldsAllowed } from '../split.js';
import type { Training } from '../training.js';

/**
 * Fits one candidate on some rows of the encoded table, a row as often as it is named; `words` say what for, while it goes on. `seed` differs
 * from the plan's for fits that are to be compared.
 */
export async function fitOnRows<T extends TargetlessTask>(
  training: Training<T>,
  x: Matrix,
  rows: Int32Array,
  { learner, params }: Candidate<T>,
  words: string,
  seed = training.plan.seed,
): Promise<Predictor> {
  const { plan, options } = training;
  const { weights }: PreparedRows = training.prepared;
  const run: FitRun = {
    params,
    seed,
    threads: plan.threads,
    signal: options.signal,
    progress: (what, done, total) => options.progress(`${words}: ${what}`, done, total),
  };
  const input = {
    task: plan.task,
    x: takeRows(x, rows),
    ...(weights ? { weights: pick(weights, rows) } : {}),
    ...trialOf(training, rows),
  };
  return learner.fit(input as unknown as InputOf<T>, run);
}

/** Uplift: who of the rows was treated, and what became of them. Where a lot decided, the chance is the share of the treated among all rows. */
function trialOf<T extends TargetlessTask>(training: Training<T>, rows: Int32Array): Partial<TrialInput> {
  const { trial }: PreparedRows = training.prepared;
  if (!trial) return {};
  const { task: outcome, y, treated } = trial;
  const { assignment } = (training.model.problem as TargetlessDefinition).trial!;
  return {
    outcome,
    y: pick(y, rows),
    treated: pick(treated, rows),
    ...(assignment === 'chance' ? { propensity: shareOf(treated) } : {}),
    folds: (most) => foldsAllowed(training, rows, most),
  };
}

/** The share of the treated. */
const shareOf = (treated: Float64Array): number => treated.reduce((sum, t) => sum + t, 0) / treated.length;

/** Margins of all rows of a matrix. */
export function marginsIn(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return out;
}

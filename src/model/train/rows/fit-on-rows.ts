import { takeRows, type Matrix, type TargetlessTask } from '../../../core/index.js';
import type { FitRun, InputOf, Predictor } from '../../../learn/index.js';
import { pick } from '../../rows.js';
import type { Candidate } from '../plan.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';

/**
 * Fits one candidate on some rows of the encoded table, a row as often as it is named; `words` say what for, while it goes on. `seed` differs
 * from the plan's for fits that are to be compared.
 */
export async function fitOnRows<T extends TargetlessTask>(
  { plan, options, ...training }: Training<T>,
  x: Matrix,
  rows: Int32Array,
  { learner, params }: Candidate<T>,
  words: string,
  seed = plan.seed,
): Promise<Predictor> {
  const { weights }: PreparedRows = training.prepared;
  const run: FitRun = {
    params,
    seed,
    threads: plan.threads,
    signal: options.signal,
    progress: (what, done, total) => options.progress(`${words}: ${what}`, done, total),
  };
  return learner.fit(
    { task: plan.task, x: takeRows(x, rows), ...(weights ? { weights: pick(weights, rows) } : {}) } as unknown as InputOf<T>,
    run,
  );
}

/** Margins of all rows of a matrix. */
export function marginsIn(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return out;
}

import { learnerFor } from '../registry.js';
import { fitParts } from './fit-parts.js';
import { upliftPredictor } from './predictor.js';
import type { UpliftInput, UpliftModel, UpliftRun } from './uplift.js';

/**
 * Learns what a treatment changes, row by row, over any learner of the registry. The rows come from a trial in which chance decided who was treated, or from
 * one in which nothing but the columns did.
 *
 * Fits: `t` two, `x` four, `r` two more than the folds; one more for an unknown propensity, in `r` as many again as there are folds. Throws
 * `MW_LEARN_UPLIFT` when an arm has fewer than ten rows or an array does not fit, `MW_LEARN_TASK` when a learner does not do its part.
 *
 * ```ts
 * const columns = [{ kind: 'number', name: 'age', values: Float64Array.from({ length: 80 }, (_, i) => 20 + i) }] as const;
 * const treated = Float64Array.from({ length: 80 }, (_, i) => i % 2);
 * const y = treated.map((t, i) => i + 5 * t);
 * const run = { method: 'r', outcome: { learner: 'linear', params: {} }, seed: 7, threads: 1, signal: new AbortController().signal } as const;
 * const model = await fitUplift({ task: 'regression', x: { rows: 80, columns }, y, treated, propensity: 0.5 }, run);
 * Math.round(model.uplift({ rows: 80, columns })[40]) // 5
 * ```
 */
export async function fitUplift(input: UpliftInput, run: UpliftRun): Promise<UpliftModel> {
  const predictor = upliftPredictor(await fitParts(input, { ...run, find: learnerFor }));
  return {
    method: run.method,
    uplift: (x) => {
      const out = new Float64Array(x.rows);
      predictor.predict(x, out);
      return out;
    },
    outcomes: (x) => {
      const { treated, control } = predictor.arms(x);
      return { treated, control };
    },
  };
}

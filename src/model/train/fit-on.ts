import { outputsFor, takeRows, type Matrix } from '../../core/index.js';
import type { Predictor } from '../../learn/index.js';
import type { Candidate } from './plan.js';
import type { Prepared } from './prepare.js';
import { pick } from '../rows.js';
import { foldsOf } from './split.js';
import type { Training } from './training.js';

/** Fits one candidate on some rows of the encoded table; `words` say what for, while it goes on. */
export async function fitOn(training: Training, x: Matrix, rows: Int32Array, chosen: Candidate, words: string): Promise<Predictor> {
  const { prepared, plan, options } = training;
  const { target, weights } = prepared;
  return chosen.learner.fit(
    {
      task: target.task,
      classes: outputsOf(prepared),
      x: takeRows(x, rows),
      y: pick(target.y, rows),
      ...(weights ? { weights: pick(weights, rows) } : {}),
      folds: (most) => foldsOf(training, rows, most),
    },
    {
      params: chosen.params,
      seed: plan.seed,
      threads: plan.threads,
      signal: options.signal,
      progress: (what, done, total) => options.progress(`${words}: ${what}`, done, total),
    },
  );
}

/** Margins per row of a fit on the rows. */
export const outputsOf = ({ target }: Prepared): number => outputsFor(target.task, target.labels.length);

/** The margins of some rows. */
export function marginsOf(predictor: Predictor, x: Matrix, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * predictor.outputs);
  predictor.predict(takeRows(x, rows), out);
  return out;
}

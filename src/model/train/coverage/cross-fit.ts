import type { Predictor } from '../../../learn/index.js';
import { pick } from '../../rows.js';
import type { EncodedRows } from '../encode.js';
import { marginsOf } from '../fit-on.js';
import { foldEncoder } from '../fold-encoder.js';
import { foldsAllowed } from '../split.js';
import type { Training } from '../training.js';

/** Fits on some rows of the table, ascending; no predictor where there is nothing to fit on. */
export type FitFold = (x: EncodedRows, train: Int32Array, words: string) => Promise<readonly Predictor[]>;

/** Rows that some fold tested, ascending, with the margins of each predictor by fits that did not see them: rows × outputs. */
export interface CrossFitted {
  readonly rows: Int32Array;
  readonly margins: readonly Float64Array[];
}

/** Cross-fits over the folds of a definition on some rows of the table. Features are fitted within each fold. No rows where they do not allow two folds. */
export function crossFitter(training: Training, rows: Int32Array): (what: string, fit: FitFold) => Promise<CrossFitted> {
  const splits = foldsAllowed(training, rows, training.model.problem.folds);
  const encode = foldEncoder(training, rows, splits.length);
  return async (what, fit) => {
    const found: CrossFitted[] = [];
    for (const [fold, side] of splits.entries()) {
      training.options.signal.throwIfAborted();
      await using x = await encode(side, fold);
      const predictors = await fit(x, pick(rows, side.train), `${what}, fold ${fold + 1} of ${splits.length}`);
      const tested = pick(rows, side.test);
      if (predictors.length > 0) found.push({ rows: tested, margins: await marginsOf(predictors, x.serving, tested) });
    }
    return inRowOrder(found);
  };
}

function inRowOrder(folds: readonly CrossFitted[]): CrossFitted {
  const places = folds.flatMap(({ rows }, fold) => Array.from(rows, (row, at) => ({ row, fold, at }))).toSorted((a, b) => a.row - b.row);
  const margins = (folds[0]?.margins ?? []).map((first, m) => {
    const outputs = first.length / folds[0].rows.length;
    const out = new Float64Array(places.length * outputs);
    places.forEach(({ fold, at }, i) => out.set(folds[fold].margins[m].subarray(at * outputs, (at + 1) * outputs), i * outputs));
    return out;
  });
  return { rows: Int32Array.from(places, ({ row }) => row), margins };
}

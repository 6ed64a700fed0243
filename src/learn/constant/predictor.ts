import type { Predictor } from '../learner.js';
import { partsOfConstant } from './parts.js';

/** A predictor that gives the same margins for every row of `columns` columns; no column contributes anything. */
export function constantPredictor(base: Float64Array, columns: number): Predictor {
  const outputs = base.length;
  return {
    outputs,
    predict(x, out) {
      for (let i = 0; i < x.rows * outputs; i++) out[i] = base[i % outputs];
    },
    predictRow(_row, out) {
      for (let k = 0; k < outputs; k++) out[k] = base[k];
    },
    contributions: (x) => ({ base: base.slice(), effects: new Float64Array(x.rows * outputs * columns) }),
    toParts: () => partsOfConstant(base, columns),
  };
}

import { forEachRow } from '../for-each-row.js';
import type { Predictor } from '../learner.js';
import { encodeRow } from './inputs.js';
import { scorerOf, type MlpModel } from './model.js';
import { partsOf } from './parts.js';

/** The networks as a predictor. Batches go row by row through what a single row goes through. */
export function predictorOf(model: MlpModel): Predictor {
  const { inputs, shape } = model;
  const columns = inputs.centre.length;
  const score = scorerOf(model);
  const [index, value] = [new Int32Array(columns), new Float64Array(columns)];
  const predictInto = (row: Float64Array, out: Float64Array, at: number): void =>
    score(index, value, encodeRow(inputs, row, index, value, 0), out, at);
  return {
    outputs: shape.outputs,
    predict: (x, out) => forEachRow(x, (row, i) => predictInto(row, out, i * shape.outputs)),
    predictRow: (row, out) => predictInto(row, out, 0),
    toParts: () => partsOf(model),
  };
}

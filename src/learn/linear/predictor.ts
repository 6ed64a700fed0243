import { doublesOf, type Matrix } from '../../core/index.js';
import type { Contributions, Predictor } from '../learner.js';
import { effectOf, type LinearModel } from './model.js';
import { partsOf } from './parts.js';

/** A linear model as a predictor. Batch and row add the same effects in the same order. */
export function predictorOf(model: LinearModel): Predictor {
  return {
    outputs: model.outputs,
    predict: (x, out) => predictMatrix(model, x, out),
    predictRow: (row, out) => predictRow(model, row, out),
    contributions: (x) => contributionsOf(model, x),
    toParts: () => partsOf(model),
  };
}

function predictMatrix(model: LinearModel, x: Matrix, out: Float64Array): void {
  const { outputs, base } = model;
  for (let i = 0; i < x.rows; i++) out.set(base, i * outputs);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0, at = 0; i < x.rows; i++) for (let k = 0; k < outputs; k++, at++) out[at] += effectOf(model, j, values[i], k);
  });
}

function predictRow(model: LinearModel, row: Float64Array, out: Float64Array): void {
  const { outputs, base } = model;
  const columns = model.mean.length;
  for (let k = 0; k < outputs; k++) {
    let margin = base[k];
    for (let j = 0; j < columns; j++) margin += effectOf(model, j, row[j], k);
    out[k] = margin;
  }
}

/** Coefficient × (value − training mean), per column: exact and additive. */
function contributionsOf(model: LinearModel, x: Matrix): Contributions {
  const { outputs, base } = model;
  const columns = x.columns.length;
  const effects = new Float64Array(x.rows * outputs * columns);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0; i < x.rows; i++) {
      for (let k = 0; k < outputs; k++) effects[(i * outputs + k) * columns + j] = effectOf(model, j, values[i], k);
    }
  });
  return { base: base.slice(), effects };
}

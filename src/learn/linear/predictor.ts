import { doublesOf, type Matrix } from '../../core/index.js';
import { columnsAlone } from '../columns-alone.js';
import type { Contributions, Predictor } from '../learner.js';
import { addEffects, type LinearModel } from './model.js';
import { partsOf } from './parts.js';

/** A linear model as a predictor. Batch and row add the same effects in the same order. */
export function predictorOf(model: LinearModel): Predictor {
  return {
    outputs: model.outputs,
    predict: (x, out) => predictMatrix(model, x, out),
    predictRow: (row, out) => predictRow(model, row, out),
    contributions: (x) => contributionsOf(model, x),
    interactions: (x) => columnsAlone(contributionsOf(model, x), x.columns.length),
    toParts: () => partsOf(model),
  };
}

function predictMatrix(model: LinearModel, x: Matrix, out: Float64Array): void {
  const { outputs, base } = model;
  for (let i = 0; i < x.rows; i++) out.set(base, i * outputs);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0; i < x.rows; i++) addEffects(model, j, values[i], out, i * outputs, 1);
  });
}

function predictRow(model: LinearModel, row: Float64Array, out: Float64Array): void {
  const { outputs, base } = model;
  for (let k = 0; k < outputs; k++) out[k] = base[k];
  for (let j = 0; j < model.mean.length; j++) addEffects(model, j, row[j], out, 0, 1);
}

/** Coefficient × (value − training mean), per column: exact and additive. */
function contributionsOf(model: LinearModel, x: Matrix): Contributions {
  const { outputs, base } = model;
  const columns = x.columns.length;
  const effects = new Float64Array(x.rows * outputs * columns);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0; i < x.rows; i++) addEffects(model, j, values[i], effects, i * outputs * columns + j, columns);
  });
  return { base: base.slice(), effects };
}

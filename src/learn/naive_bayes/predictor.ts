import { doublesOf, type Matrix } from '../../core/index.js';
import { columnsAlone } from '../columns-alone.js';
import type { Contributions, Predictor } from '../learner.js';
import { addEffects, type NaiveBayesModel } from './model.js';
import { partsOf } from './parts.js';

/**
 * A naive Bayes model as a predictor. Batch and row add the same effects in the same order. The loops are written out as those of `linear` are: one
 * that both share takes twice as long a row, for it cannot know what it calls.
 */
export function predictorOf(model: NaiveBayesModel): Predictor {
  return {
    outputs: model.outputs,
    predict: (x, out) => predictMatrix(model, x, out),
    predictRow: (row, out) => predictRow(model, row, out),
    contributions: (x) => contributionsOf(model, x),
    interactions: (x) => columnsAlone(contributionsOf(model, x), x.columns.length),
    toParts: () => partsOf(model),
  };
}

function predictMatrix(model: NaiveBayesModel, x: Matrix, out: Float64Array): void {
  const { outputs, base } = model;
  for (let i = 0; i < x.rows; i++) out.set(base, i * outputs);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0; i < x.rows; i++) addEffects(model, j, values[i], out, i * outputs, 1);
  });
}

function predictRow(model: NaiveBayesModel, row: Float64Array, out: Float64Array): void {
  for (let k = 0; k < model.outputs; k++) out[k] = model.base[k];
  for (let j = 0; j < model.mean.length; j++) addEffects(model, j, row[j], out, 0, 1);
}

/** Log-likelihood of the value less its mean over the training rows, per column: exact and additive. */
function contributionsOf(model: NaiveBayesModel, x: Matrix): Contributions {
  const { outputs, base } = model;
  const columns = x.columns.length;
  const effects = new Float64Array(x.rows * outputs * columns);
  x.columns.forEach((column, j) => {
    const values = doublesOf(column);
    for (let i = 0; i < x.rows; i++) addEffects(model, j, values[i], effects, i * outputs * columns + j, columns);
  });
  return { base: base.slice(), effects };
}

import { doublesOf, type Matrix } from '../../core/index.js';
import type { Contributions, Interactions, Predictor } from '../learner.js';
import { binOf, type EbmModel } from './model.js';
import { partsOf } from './parts.js';

/** An additive model as a predictor. Batch and row add the same scores in the same order: columns, then pairs. */
export function predictorOf(model: EbmModel): Predictor {
  const bins = new Int32Array(model.isCategory.length);
  return {
    outputs: model.outputs,
    predict: (x, out) => predictMatrix(model, x, out),
    predictRow: (row, out) => predictRow(model, row, bins, out),
    contributions: (x) => contributionsOf(model, x),
    interactions: (x) => interactionsOf(model, x),
    toParts: () => partsOf(model),
  };
}

function predictRow(model: EbmModel, row: Float64Array, bins: Int32Array, out: Float64Array): void {
  const { outputs, base, scores, pairs, pairScores } = model;
  for (let k = 0; k < outputs; k++) out[k] = base[k];
  for (let j = 0; j < bins.length; j++) {
    const bin = binOf(model, j, row[j]);
    bins[j] = bin;
    for (let k = 0; k < outputs; k++) out[k] += scores[bin * outputs + k];
  }
  for (let p = 0; 2 * p < pairs.length; p++) out[0] += pairScores[pairCell(model, p, bins[pairs[2 * p]], bins[pairs[2 * p + 1]])];
}

/** Entry of a pair's table for bins of its columns. */
function pairCell({ pairs, pairStart, pairBin, pairSize }: EbmModel, pair: number, first: number, second: number): number {
  return pairStart[pair] + pairBin[first] * pairSize[pairs[2 * pair + 1]] + pairBin[second];
}

function predictMatrix(model: EbmModel, x: Matrix, out: Float64Array): void {
  const { outputs, base } = model;
  for (let i = 0; i < x.rows; i++) for (let k = 0; k < outputs; k++) out[i * outputs + k] = base[k];
  const bins = binsOf(model, x);
  bins.forEach((column) => addScores(model, column, out, outputs, 1));
  for (let p = 0; 2 * p < model.pairs.length; p++) {
    const [first, second] = [bins[model.pairs[2 * p]], bins[model.pairs[2 * p + 1]]];
    for (let i = 0; i < x.rows; i++) out[i] += model.pairScores[pairCell(model, p, first[i], second[i])];
  }
}

/** Adds the scores of a column's bins; those of a row's outputs go `stride` apart, those of rows `step`. */
function addScores({ outputs, scores }: EbmModel, bins: Int32Array, out: Float64Array, step: number, stride: number): void {
  for (let i = 0; i < bins.length; i++)
    for (let k = 0, e = bins[i] * outputs; k < outputs; k++, e++) out[i * step + k * stride] += scores[e];
}

function binsOf(model: EbmModel, x: Matrix): readonly Int32Array[] {
  return x.columns.map((column, j) => {
    const values = doublesOf(column);
    const bins = new Int32Array(x.rows);
    for (let i = 0; i < x.rows; i++) bins[i] = binOf(model, j, values[i]);
    return bins;
  });
}

/** A column's score is its own; a pair's goes half and half to its two columns. */
function contributionsOf(model: EbmModel, x: Matrix): Contributions {
  const { outputs, base, pairs, pairScores } = model;
  const width = x.columns.length;
  const effects = new Float64Array(x.rows * outputs * width);
  const bins = binsOf(model, x);
  bins.forEach((column, j) => addScores(model, column, effects.subarray(j), outputs * width, width));
  for (let p = 0; 2 * p < pairs.length; p++) {
    const [a, b] = [pairs[2 * p], pairs[2 * p + 1]];
    for (let i = 0; i < x.rows; i++) {
      const half = pairScores[pairCell(model, p, bins[a][i], bins[b][i])] / 2;
      effects[i * width + a] += half;
      effects[i * width + b] += half;
    }
  }
  return { base: base.slice(), effects };
}

/** What a column says alone stands on the diagonal; a pair's score half and half in its two places. */
function interactionsOf(model: EbmModel, x: Matrix): Interactions {
  const { outputs, base, pairs, pairScores } = model;
  const width = x.columns.length;
  const effects = new Float64Array(x.rows * outputs * width * width);
  const bins = binsOf(model, x);
  bins.forEach((column, j) => addScores(model, column, effects.subarray(j * (width + 1)), outputs * width * width, width * width));
  for (let p = 0; 2 * p < pairs.length; p++) {
    const [a, b] = [pairs[2 * p], pairs[2 * p + 1]];
    for (let i = 0; i < x.rows; i++) {
      const half = pairScores[pairCell(model, p, bins[a][i], bins[b][i])] / 2;
      effects[(i * width + a) * width + b] += half;
      effects[(i * width + b) * width + a] += half;
    }
  }
  return { base: base.slice(), effects };
}

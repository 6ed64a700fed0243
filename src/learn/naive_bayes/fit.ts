import { setImmediate } from 'node:timers/promises';
import { doublesOf, headsOf, type MatrixColumn } from '../../core/index.js';
import type { FitInput, FitRun } from '../learner.js';
import { scaleOf } from '../scale.js';
import { standardise } from '../standardise.js';
import { classesOf, classShares, classTotals } from '../priors.js';
import { addEffects, heightOf, startsOf, type NaiveBayesModel } from './model.js';
import { settingsOf, type NaiveBayesSettings } from './params.js';

type Weighted = FitInput & { readonly weights: Float64Array };

/**
 * Fits naive Bayes (Maron, "Automatic indexing", JACM 1961): a normal density per number and class (its variance the maximum-likelihood
 * one, plus a share of the column's), and smoothed shares per level and class. Cost: three passes over each column. Gives the event
 * loop a turn after each column; throws the signal's reason once it is aborted.
 */
export async function fitNaiveBayes(input: FitInput, run: FitRun): Promise<NaiveBayesModel> {
  const settings = settingsOf(run.params);
  await setImmediate();
  run.signal.throwIfAborted();
  const weights = input.weights ?? new Float64Array(input.y.length).fill(1);
  const model = emptyModel(input);
  for (const [j, column] of input.x.columns.entries()) {
    fitColumn({ ...input, weights }, model, j, column, settings);
    run.progress?.('fitting columns', j + 1, input.x.columns.length);
    await setImmediate();
    run.signal.throwIfAborted();
  }
  const totals = classTotals(input.y, weights, model.classes);
  const logs = classShares(settings.prior === 'equal' ? totals.fill(1) : totals).map(Math.log);
  const margins = model.outputs === 1 ? Float64Array.of(logs[1] - logs[0]) : logs;
  margins.forEach((margin, k) => {
    model.base[k] = margin;
    for (let j = 0; j < model.mean.length; j++) model.base[k] += model.centre[j * model.outputs + k];
  });
  return model;
}

function emptyModel({ task, classes: outputs, x }: FitInput): NaiveBayesModel {
  const classes = classesOf(task, outputs);
  const columns = x.columns.length;
  const starts = startsOf(headsOf(x));
  const classVariance = new Float64Array(columns * classes).fill(1);
  return {
    outputs,
    classes,
    base: new Float64Array(outputs),
    mean: new Float64Array(columns),
    deviation: new Float64Array(columns),
    classMean: new Float64Array(columns * classes),
    classVariance,
    height: heightOf(classVariance),
    starts,
    logs: new Float64Array(starts[columns] * classes),
    centre: new Float64Array(columns * outputs),
  };
}

function fitColumn(input: Weighted, model: NaiveBayesModel, j: number, column: MatrixColumn, settings: NaiveBayesSettings): void {
  const values = doublesOf(column);
  if (column.kind === 'number') fitNumbers(input, model, j, values, settings.varianceSmoothing);
  else fitLevels(input, model, j, values, settings.smoothing);
  centreEffects(input, model, j, values);
}

/** Mean and variance of the standardised numbers of each class. A class without a value has those of the column. */
function fitNumbers({ y, weights }: Weighted, m: NaiveBayesModel, j: number, values: Float64Array, smoothing: number): void {
  const { mean, deviation, constant } = scaleOf(values, weights);
  if (constant) return;
  m.mean[j] = mean;
  m.deviation[j] = deviation;
  const totals = new Float64Array(m.classes);
  const [means, variances] = [m.classMean, m.classVariance].map((of) => of.subarray(j * m.classes, (j + 1) * m.classes));
  variances.fill(0);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const [k, weight] = [y[i], weights[i]];
    const z = standardise(values[i], mean, deviation);
    totals[k] += weight;
    const before = z - means[k];
    means[k] += (before * weight) / totals[k];
    variances[k] += weight * before * (z - means[k]);
  }
  for (let k = 0; k < m.classes; k++) variances[k] = (totals[k] > 0 ? Math.max(0, variances[k]) / totals[k] : 1) + smoothing;
  m.height.set(heightOf(variances), j * m.classes);
}

/** ln of (rows of the level + smoothing) / (rows of the class + smoothing × levels), for each class. */
function fitLevels({ y, weights }: Weighted, m: NaiveBayesModel, j: number, values: Float64Array, smoothing: number): void {
  const [first, end] = [m.starts[j], m.starts[j + 1]];
  const counts = m.logs.subarray(first * m.classes, end * m.classes).fill(smoothing);
  const totals = new Float64Array(m.classes).fill(smoothing * (end - first));
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] >= 0 && values[i] < end - first)) continue;
    counts[values[i] * m.classes + y[i]] += weights[i];
    totals[y[i]] += weights[i];
  }
  for (let at = 0; at < counts.length; at++) counts[at] = Math.min(0, Math.log(counts[at] / totals[at % m.classes]));
}

/** Moves the column's effects so that their mean over the training rows is zero. */
function centreEffects({ weights }: Weighted, model: NaiveBayesModel, j: number, values: Float64Array): void {
  const { outputs } = model;
  const effects = new Float64Array(outputs);
  const means = new Float64Array(outputs);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    effects.fill(0);
    addEffects(model, j, values[i], effects, 0, 1);
    total += weights[i];
    for (let k = 0; k < outputs; k++) means[k] += (effects[k] - means[k]) * (weights[i] / total);
  }
  model.centre.set(means, j * outputs);
}

import { expectedMetrics, takeAnswered, type Answered, type ExpectedOptions, type Interval, type Metric } from '../../evaluate/index.js';
import { holdoutOf, outputsIn, openErrors, type RegisteredModel, type RunOptions } from '../../model/index.js';
import { encodeServed } from '../window/encode-served.js';
import type { ServedRows } from '../window/served-rows.js';
import { expectedErrors, expectedLosses, takeErrors } from './dle.js';
import { honestChances } from './honest.js';
import { standardErrorOf } from './standard-error.js';

/** What of the rows is wanted: some of them, some metrics, and how much work a band is worth. */
export interface EstimateOptions extends Partial<Pick<ExpectedOptions, 'draws' | 'rows'>> {
  /** Row numbers of the window; absent: all. */
  readonly of?: Int32Array;
  readonly metrics?: readonly Metric[];
}

/** The metrics that can be told of served rows without labels, with bands. */
export type Estimator = (options?: EstimateOptions) => Readonly<Record<string, Interval>>;

/** What is known of a window without labels. */
export interface Estimates {
  readonly estimate: Estimator;
  /** Classification: what is believed of each class of each row, as `scores` has them. */
  readonly chances?: Float64Array;
}

/**
 * Estimates of a window without labels: CBPE for classes, over probabilities put right on the version's holdout; direct loss estimation for
 * numbers, from the models of errors that training kept. A regression of before has no such models: no estimate.
 */
export async function openEstimator(model: RegisteredModel, served: ServedRows, run: RunOptions): Promise<Estimates> {
  if (served.rows === 0) return { estimate: () => ({}) };
  return model.content.task === 'regression' ? losses(model, served, run) : metricsFrom(model, served, run);
}

async function metricsFrom(model: RegisteredModel, served: ServedRows, run: RunOptions): Promise<Estimates> {
  const { content, record } = model;
  const { task, seed } = content;
  const holdout = await holdoutOf(model.registered, content, run);
  const classes = outputsIn(content);
  const chances = holdout ? honestChances(content, served.scores, holdout) : served.scores;
  const answered = { task, classes, scores: served.scores, chances } as Answered;
  const referenceErrors = Object.fromEntries(Object.entries(record.metrics).map(([name, promised]) => [name, standardErrorOf(promised)]));
  const estimate: Estimator = ({ of, ...options } = {}) =>
    expectedMetrics(of ? takeAnswered(answered, of) : answered, { seed, referenceErrors, ...options });
  return { estimate, chances };
}

async function losses(model: RegisteredModel, served: ServedRows, run: RunOptions): Promise<Estimates> {
  const known = await openErrors(model, run);
  if (!known) return { estimate: () => ({}) };
  const errors = expectedErrors(known, await encodeServed(model, served, run), served.scores);
  const estimate: Estimator = ({ of, metrics } = {}) => {
    const all = expectedLosses(of ? takeErrors(errors, of) : errors, known);
    return metrics ? Object.fromEntries(Object.entries(all).filter(([name]) => metrics.some((metric) => metric.name === name))) : all;
  };
  return { estimate };
}

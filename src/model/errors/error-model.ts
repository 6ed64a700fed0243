import type { ColumnHead, Matrix, Progress } from '../../core/index.js';
import { spreadOf } from '../../evaluate/index.js';
import { learnerNamed, resolveParams, type Predictor } from '../../learn/index.js';

/**
 * What a regression's errors depend on: two small models of the errors that the judged fit made on its holdout. They read what the model
 * itself reads, and its prediction. Direct loss estimation: NannyML's documentation, "Direct loss estimation (DLE)".
 */
export interface ErrorModel {
  /** Of |y − prediction|. */
  readonly absolute: Predictor;
  /** Of (y − prediction)². */
  readonly squared: Predictor;
  /** Standard deviation of each over the holdout: what a mean over n rows spreads by, times √n. */
  readonly spread: { readonly absolute: number; readonly squared: number };
  /** Rows of the holdout. */
  readonly rows: number;
}

/** Rows that errors are learned from: the encoded features, the truth, and what the judged fit said. */
export interface ErrorRows {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly predicted: Float64Array;
}

/** How to fit. */
export interface ErrorRun {
  readonly seed: number;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly progress?: Progress;
}

/** Few leaves of many rows: the errors of single rows are mostly chance. */
const PARAMS = { trees: 60, leaves: 6, learningRate: 0.1, minRowsPerLeaf: 30, l2: 0 };
export const ERROR_LEARNER = 'gbdt';
/** No feature is called like this. */
const PREDICTION = 'mw:prediction';

/** The columns that the models of errors read: those of the model, and its prediction. */
export const errorHeads = (heads: readonly ColumnHead[]): readonly ColumnHead[] => [...heads, { kind: 'number', name: PREDICTION }];

/** Encoded rows with the prediction beside them. */
export const withPrediction = (x: Matrix, predicted: Float64Array): Matrix => ({
  rows: x.rows,
  columns: [...x.columns, { kind: 'number', name: PREDICTION, values: predicted }],
});

/** Fits both models; about 10 ms for a thousand rows. */
export async function fitErrors({ x, y, predicted }: ErrorRows, run: ErrorRun): Promise<ErrorModel> {
  const absolute = y.map((truth, i) => Math.abs(truth - predicted[i]));
  const squared = absolute.map((error) => error * error);
  const rows = withPrediction(x, predicted);
  const learner = learnerNamed(ERROR_LEARNER);
  const params = resolveParams(learner.name, learner.params, PARAMS);
  const fit = (errors: Float64Array): Promise<Predictor> =>
    learner.fit({ task: 'regression', classes: 1, x: rows, y: errors }, { ...run, params });
  return {
    absolute: await fit(absolute),
    squared: await fit(squared),
    spread: { absolute: spreadOf(absolute), squared: spreadOf(squared) },
    rows: y.length,
  };
}

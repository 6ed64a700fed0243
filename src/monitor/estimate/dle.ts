import type { Matrix } from '../../core/index.js';
import { holding, LEVEL, normalQuantile, type Interval } from '../../evaluate/index.js';
import { withPrediction, type ErrorModel } from '../../model/index.js';

/** The errors that each row of a window is expected to have. */
export interface ExpectedErrors {
  readonly absolute: Float64Array;
  readonly squared: Float64Array;
}

/** What the models of errors say of encoded rows and their predictions; no expected error is below 0. */
export function expectedErrors({ absolute, squared }: ErrorModel, x: Matrix, predicted: Float64Array): ExpectedErrors {
  const rows = withPrediction(x, predicted);
  const say = (model: ErrorModel['absolute']): Float64Array => {
    const out = new Float64Array(x.rows);
    model.predict(rows, out);
    return out.map((error) => Math.max(0, error));
  };
  return { absolute: say(absolute), squared: say(squared) };
}

/**
 * `mae` and `rmse` of rows whose outcomes are not known, from the errors that are expected of each (DLE, direct loss estimation). `low` and
 * `high` hold the realised metric of as many rows in 95 of 100 windows, as far as the errors spread as they did on the holdout: the spread of
 * a mean of n rows and, of the estimate itself, of a mean of the holdout's rows. No rows: nothing. It holds under drift of the inputs; it
 * cannot see that the truth itself has changed.
 */
export function expectedLosses(errors: ExpectedErrors, { spread, rows }: Pick<ErrorModel, 'spread' | 'rows'>): Record<string, Interval> {
  const n = errors.absolute.length;
  if (n === 0) return {};
  const z = normalQuantile((1 + LEVEL) / 2);
  const shrink = z * Math.sqrt(1 / n + 1 / Math.max(1, rows));
  const [mae, mse] = [meanOf(errors.absolute), meanOf(errors.squared)];
  const rmse = Math.sqrt(mse);
  return {
    rmse: holding({
      value: rmse,
      low: Math.sqrt(Math.max(0, mse - shrink * spread.squared)),
      high: Math.sqrt(mse + shrink * spread.squared),
    }),
    mae: holding({ value: mae, low: mae - shrink * spread.absolute, high: mae + shrink * spread.absolute }, [0, Infinity]),
  };
}

/** The expected errors of some rows. */
export const takeErrors = ({ absolute, squared }: ExpectedErrors, rows: Int32Array): ExpectedErrors => ({
  absolute: Float64Array.from(rows, (row) => absolute[row]),
  squared: Float64Array.from(rows, (row) => squared[row]),
});

const meanOf = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

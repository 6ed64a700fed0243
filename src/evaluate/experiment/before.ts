import { factorise, solveFactored } from '../../core/index.js';
import { studentTail } from '../statistics/index.js';
import { momentsOf } from './moments.js';
import { welch } from './welch.js';

/** Rows of a trial with one outcome. All arrays are of one length; `arm` numbers the arms from 0. */
export interface ExperimentRows {
  readonly arm: ArrayLike<number>;
  readonly arms: number;
  readonly values: Float64Array;
}

/** An outcome without what was known before. */
export interface Adjusted {
  /** The outcomes less what the columns from before explain of them; the mean over all rows is as before. */
  readonly values: Float64Array;
  /** The share of the variance within the arms that is gone. Rows needed shrink by as much. */
  readonly varianceReduction: number;
  /** The chance that the arms differ so much in a column from before, or more, were it from before: of the most different, times the number compared. */
  readonly balanceP: number;
}

/**
 * CUPED: takes out of an outcome what columns that were measured **before** the trial explain of it, which leaves the difference of the arms as it is
 * and its interval narrower (Deng, Xu, Kohavi & Walker, WSDM 2013). One factor for all arms, from the covariance within them. Rows of which a column
 * is unknown (`NaN`) count as average in it. O(rows × columns²).
 */
export function adjustBefore({ arm, arms, values }: ExperimentRows, before: readonly Float64Array[]): Adjusted {
  const columns = before.map(filled);
  const inArms = (column: Float64Array): Float64Array => lessArmMeans(column, arm, arms);
  const [outcome, known] = [inArms(values), columns.map(inArms)];
  const factors = slopes(known, outcome);
  const explained = known.reduce((sum, column, j) => sum + factors[j] * product(column, outcome), 0);
  const means = columns.map((column) => momentsOf(column).mean);
  const total = product(outcome, outcome);
  return {
    values: values.map((value, i) => value - columns.reduce((sum, column, j) => sum + factors[j] * (column[i] - means[j]), 0)),
    varianceReduction: total > 0 ? explained / total : 0,
    balanceP: balanceOf(columns, arm, arms),
  };
}

/** With the mean where a row is unknown. */
function filled(column: Float64Array): Float64Array {
  const { mean } = momentsOf(column.filter((v) => !Number.isNaN(v)));
  return column.map((v) => (Number.isNaN(v) ? (Number.isNaN(mean) ? 0 : mean) : v));
}

function lessArmMeans(values: Float64Array, arm: ArrayLike<number>, arms: number): Float64Array {
  const [sums, rows] = [new Float64Array(arms), new Float64Array(arms)];
  for (let i = 0; i < values.length; i++) {
    sums[arm[i]] += values[i];
    rows[arm[i]]++;
  }
  return values.map((v, i) => v - sums[arm[i]] / rows[arm[i]]);
}

const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** Least squares over columns in units of their spread; a column that is constant, or follows from others, gets nothing. */
function slopes(columns: readonly Float64Array[], outcome: Float64Array): number[] {
  const sizes = columns.map((column) => Math.sqrt(product(column, column)) || 1);
  const width = columns.length;
  const gram = new Float64Array(width * width);
  for (let j = 0; j < width; j++)
    for (let k = 0; k < width; k++) gram[j * width + k] = product(columns[j], columns[k]) / (sizes[j] * sizes[k]);
  const due = Float64Array.from(columns, (column, j) => product(column, outcome) / sizes[j]);
  factorise(gram, width);
  return [...solveFactored(gram, due)].map((v, j) => v / sizes[j]);
}

/** Columns from before cannot differ between arms but by chance. */
function balanceOf(columns: readonly Float64Array[], arm: ArrayLike<number>, arms: number): number {
  const ps = columns.flatMap((column) => {
    const [control, ...treated] = Array.from({ length: arms }, (_, a) => momentsOf(column.filter((_v, i) => arm[i] === a)));
    return treated.map((moments) => {
      const { difference, error, df } = welch(control, moments);
      return error > 0 ? studentTail(difference / error, df) : 1;
    });
  });
  return Math.min(1, ps.length * ps.reduce((least, p) => Math.min(least, p), 1));
}

import { doublesOf, type Matrix, type MatrixColumn } from '../../core/index.js';
import { scaleOf } from '../scale.js';

/**
 * How one column of the matrix enters the linear model: as one standardised number, as switches that are on for some rows, or both.
 * Parameters are numbered through all columns: 0 is the intercept, then the numbers, then the switches.
 */
export interface ColumnPlan {
  readonly mean: number;
  readonly deviation: number;
  /** Parameter of the number; -1 for a category, or when it is the same in all rows. */
  readonly slope: number;
  /**
   * Parameters of the switches; -1 where the training rows have none. A category has one per level and, last, one for "missing";
   * a number or flag has just the latter.
   */
  readonly switches: Int32Array;
  /** Share of the rows' weight in which each switch is on. */
  readonly shares: Float64Array;
}

export interface Plan {
  readonly columns: readonly ColumnPlan[];
  /** How many parameters there are, the intercept included. */
  readonly width: number;
}

interface Facts {
  readonly mean: number;
  readonly deviation: number;
  readonly hasSlope: boolean;
  readonly shares: Float64Array;
}

/** Looks at the training rows and numbers the parameters. What is the same in all rows gets none. */
export function planOf(x: Matrix, weights: Float64Array): Plan {
  const facts = x.columns.map((column) => (column.kind === 'category' ? categoryFacts(column, weights) : numberFacts(column, weights)));
  let next = 1;
  const slopes = facts.map((f) => (f.hasSlope ? next++ : -1));
  const columns = facts.map(({ mean, deviation, shares }, j): ColumnPlan => {
    const varies = shares.every((share) => share < 1);
    const switches = Int32Array.from(shares, (share) => (varies && share > 0 ? next++ : -1));
    return { mean, deviation, slope: slopes[j], switches, shares };
  });
  return { columns, width: next };
}

function numberFacts(column: Exclude<MatrixColumn, { kind: 'category' }>, weights: Float64Array): Facts {
  const { mean, deviation, constant, missing } = scaleOf(doublesOf(column), weights);
  return { mean, deviation: column.kind === 'flag' ? 1 : deviation, hasSlope: !constant, shares: Float64Array.of(missing) };
}

function categoryFacts(column: Extract<MatrixColumn, { kind: 'category' }>, weights: Float64Array): Facts {
  const levels = column.levels.length;
  const shares = new Float64Array(levels + 1);
  let total = 0;
  for (let i = 0; i < column.codes.length; i++) {
    const code = column.codes[i];
    shares[code >= 0 && code < levels ? code : levels] += weights[i];
    total += weights[i];
  }
  for (let level = 0; level <= levels; level++) shares[level] = shares[level] === total ? 1 : shares[level] / total;
  return { mean: 0, deviation: 1, hasSlope: false, shares };
}

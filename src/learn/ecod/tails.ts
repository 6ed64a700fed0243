import { doublesOf, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { ascending } from '../ascending.js';

/** Values that are kept of a column of numbers; of more different ones every n-th by rank. */
const MOST_KNOTS = 2048;

/** How far out values of one column lie: for each knot the share of training rows at or below it, and at or above it. */
export interface Tails {
  /** Ascending; of a category or flag all codes. */
  readonly knots: Float64Array;
  readonly below: Float64Array;
  readonly above: Float64Array;
  /** Below 0: the left tail is the long one. */
  readonly skewness: number;
}

/** Weighted tails of every column, with a turn of the pace after each. A column without a value, or with one, has no knot: it says nothing. */
export async function tailsOf(x: Matrix, weights: Float64Array | undefined, pace: Pace): Promise<readonly Tails[]> {
  const tails: Tails[] = [];
  for (const column of x.columns) {
    tails.push(tailsOfColumn(column, weights));
    await pace(Infinity);
  }
  return tails;
}

const NONE: Tails = { knots: new Float64Array(), below: new Float64Array(), above: new Float64Array(), skewness: 0 };

function tailsOfColumn(column: MatrixColumn, weights: Float64Array | undefined): Tails {
  const values = doublesOf(column);
  const order = ascending(values);
  const weightOf = (i: number): number => (weights ? weights[i] : 1);
  const total = order.reduce((sum, i) => sum + weightOf(i), 0);
  if (order.length === 0 || values[order[0]] === values[order.at(-1)!]) return NONE;
  const own = column.kind === 'number' ? numberTails(values, order, weightOf, total) : levelTails(values, order, weightOf, total);
  return thinned(own);
}

function numberTails(values: Float64Array, order: Int32Array, weightOf: (i: number) => number, total: number): Tails {
  const [knots, below, above]: [number[], number[], number[]] = [[], [], []];
  let passed = 0;
  for (let from = 0; from < order.length;) {
    let [to, here] = [from, 0];
    for (; to < order.length && values[order[to]] === values[order[from]]; to++) here += weightOf(order[to]);
    knots.push(values[order[from]]);
    above.push((total - passed) / total);
    passed += here;
    below.push(passed / total);
    from = to;
  }
  const made = { knots: Float64Array.from(knots), below: Float64Array.from(below), above: Float64Array.from(above) };
  return { ...made, skewness: skewnessOf(values, order, weightOf, total) };
}

/** A level has no order: it is as far out on either side as it is rare. */
function levelTails(values: Float64Array, order: Int32Array, weightOf: (i: number) => number, total: number): Tails {
  const counts = new Map<number, number>();
  for (const i of order) counts.set(values[i], (counts.get(values[i]) ?? 0) + weightOf(i));
  const knots = Float64Array.from(counts.keys()).toSorted();
  const shares = knots.map((k) => counts.get(k)! / total);
  return { knots, below: shares, above: shares.slice(), skewness: 0 };
}

/** The third standardised moment, over values scaled to their greatest, so that nothing overflows. */
function skewnessOf(values: Float64Array, order: Int32Array, weightOf: (i: number) => number, total: number): number {
  const most = Math.max(Math.abs(values[order[0]]), Math.abs(values[order.at(-1)!]));
  const scaled = (i: number): number => values[i] / most;
  const mean = order.reduce((sum, i) => sum + weightOf(i) * scaled(i), 0) / total;
  const moment = (power: number): number => order.reduce((sum, i) => sum + weightOf(i) * (scaled(i) - mean) ** power, 0) / total;
  const variance = moment(2);
  return variance > 0 ? moment(3) / variance ** 1.5 : 0;
}

function thinned(tails: Tails): Tails {
  const count = tails.knots.length;
  if (count <= MOST_KNOTS) return tails;
  const kept = Int32Array.from({ length: MOST_KNOTS }, (_, i) => Math.round((i * (count - 1)) / (MOST_KNOTS - 1)));
  const pick = (from: Float64Array): Float64Array => Float64Array.from(kept, (i) => from[i]);
  return { knots: pick(tails.knots), below: pick(tails.below), above: pick(tails.above), skewness: tails.skewness };
}

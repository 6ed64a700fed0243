import { doublesOf, type Matrix, type MatrixColumn } from '../../core/index.js';

/** Columns by which levels are compared; of more, so many evenly spread. */
const MOST_COLUMNS = 50;

/**
 * The codes that occur in a column, ordered so that neighbours are alike in the other columns (D. Apley and J. Zhu, 2020, appendix E): the distance
 * of two levels is the sum over the other columns of the Kolmogorov–Smirnov distance of numbers, or half the distance of the shares of levels; their
 * places are the first coordinate of classical scaling (W. Torgerson, 1952). Of the two directions the one that begins with the smaller code.
 */
export function alikeOrder(x: Matrix, column: number, codes: ArrayLike<number>): readonly number[] {
  const levels = [...new Set(Array.from(codes))].toSorted((a, b) => a - b);
  if (levels.length < 3) return levels;
  const rowsOf = levels.map((level) => Array.from(codes, (_, i) => i).filter((i) => codes[i] === level));
  const others = x.columns.filter((_, j) => j !== column);
  const step = Math.max(1, others.length / MOST_COLUMNS);
  const compared = Array.from({ length: Math.min(others.length, MOST_COLUMNS) }, (_, j) => others[Math.floor(j * step)]);
  const distances = levels.map(() => new Float64Array(levels.length));
  for (const other of compared) {
    const { places, distinct } = placesOf(doublesOf(other));
    const shares = rowsOf.map((rows) => sharesOf(places, distinct, rows));
    for (let a = 0; a < levels.length; a++) {
      for (let b = 0; b < a; b++) {
        const distance = apart(other.kind, shares[a], shares[b]);
        distances[a][b] += distance;
        distances[b][a] += distance;
      }
    }
  }
  const coordinate = firstCoordinate(distances);
  const order = levels.map((_, k) => k).toSorted((a, b) => coordinate[a] - coordinate[b] || a - b);
  return (order[0] < order.at(-1)! ? order : order.toReversed()).map((k) => levels[k]);
}

/** What stands for a missing value: below all others. */
const MISSING = -Number.MAX_VALUE;

/** The place of each value among the distinct ones, ascending. */
function placesOf(cells: Float64Array): { readonly places: Int32Array; readonly distinct: number } {
  const values = cells.map((v) => (Number.isNaN(v) ? MISSING : v));
  const ascending = [...new Set(values)].toSorted((a, b) => a - b);
  const placeOf = new Map(ascending.map((value, place) => [value, place]));
  return { places: Int32Array.from(values, (value) => placeOf.get(value)!), distinct: ascending.length };
}

/** Of each distinct value the share of some rows that have it. */
function sharesOf(places: Int32Array, distinct: number, rows: readonly number[]): Float64Array {
  const shares = new Float64Array(distinct);
  for (const i of rows) shares[places[i]] += 1 / rows.length;
  return shares;
}

function apart(kind: MatrixColumn['kind'], a: Float64Array, b: Float64Array): number {
  let [sum, most] = [0, 0];
  for (let k = 0; k < a.length; k++) {
    sum += kind === 'number' ? a[k] - b[k] : Math.abs(a[k] - b[k]);
    most = Math.max(most, Math.abs(sum));
  }
  return kind === 'number' ? most : sum / 2;
}

const STEPS = 2000;
/** A step that turns the vector by less ends the iteration. */
const STILL = 1e-13;

/** The first coordinate of classical scaling, by power iteration: of −½ J D² J the eigenvector of the greatest eigenvalue. */
function firstCoordinate(distances: readonly Float64Array[]): Float64Array {
  const n = distances.length;
  const squares = distances.map((line) => line.map((d) => d * d));
  const mean = (line: Float64Array): number => line.reduce((sum, v) => sum + v, 0) / n;
  const means = squares.map(mean);
  const whole = mean(Float64Array.from(means));
  const inner = squares.map((line, a) => line.map((square, b) => -0.5 * (square - means[a] - means[b] + whole)));
  // Shifted so that the greatest eigenvalue is also the one furthest from 0.
  const shift = Math.max(...inner.map((line) => line.reduce((sum, v) => sum + Math.abs(v), 0)));
  let vector = Float64Array.from({ length: n }, (_, a) => a + 1);
  for (let i = 0; i < STEPS; i++) {
    const next = vector.map((v, a) => shift * v + inner[a].reduce((sum, w, b) => sum + w * vector[b], 0));
    const length = Math.hypot(...next);
    if (length === 0) return vector;
    const turned = next.map((v) => v / length);
    const isStill = turned.every((v, a) => Math.abs(v - vector[a]) < STILL);
    vector = turned;
    if (isStill) break;
  }
  return vector;
}

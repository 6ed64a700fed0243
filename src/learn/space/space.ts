import { doublesOf, MISSING_FLAG, mwError, type Matrix, type MatrixColumn } from '../../core/index.js';
import { scaleOf } from '../scale.js';
import { standardise, standardiseInto } from '../standardise.js';

/**
 * A space in which rows are points and distances mean something: numbers in standard deviations from their mean; a yes/no 0 or 1; a
 * category one coordinate per level, so that two levels are 1 apart as yes and no are. All are centred on the training rows, and a
 * missing value lies on the centre. Columns that do not vary have no coordinate.
 */
export interface Space {
  /** By column the number of its first coordinate; one entry more than columns, the last is how many coordinates there are. */
  readonly first: Int32Array;
  /** By coordinate what is taken away. */
  readonly mean: Float64Array;
  /** By coordinate what the rest is divided by; positive. */
  readonly scale: Float64Array;
}

/** Coordinates of a point. */
export const dimensionsOf = ({ mean }: Space): number => mean.length;

interface Axes {
  readonly mean: readonly number[];
  readonly scale: number;
}

/** The space of training rows. Throws `MW_LEARN_ROWS` for fewer than two, `MW_LEARN_NOTHING_VARIES` where all rows are the same. */
export function spaceOf(learner: string, x: Matrix, weights?: Float64Array): Space {
  if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner, rows: x.rows, need: 2 });
  const each = weights ?? new Float64Array(x.rows).fill(1);
  const axes = x.columns.map((column) => axesOf(column, each));
  const first = new Int32Array(axes.length + 1);
  axes.forEach(({ mean }, j) => (first[j + 1] = first[j] + mean.length));
  if (first[axes.length] === 0) throw mwError('MW_LEARN_NOTHING_VARIES', { learner, columns: x.columns.map((c) => c.name) });
  return {
    first,
    mean: Float64Array.from(axes.flatMap(({ mean }) => mean)),
    scale: Float64Array.from(axes.flatMap(({ mean, scale }) => mean.map(() => scale))),
  };
}

function axesOf(column: MatrixColumn, weights: Float64Array): Axes {
  if (column.kind === 'category') return levelAxes(column.codes, column.levels.length, weights);
  const { mean, deviation, constant } = scaleOf(doublesOf(column), weights);
  if (constant) return { mean: [], scale: 1 };
  return { mean: [mean], scale: column.kind === 'flag' ? 1 : deviation };
}

function levelAxes(codes: Int32Array, levels: number, weights: Float64Array): Axes {
  const shares = new Float64Array(levels);
  let known = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue;
    shares[codes[i]] += weights[i];
    known += weights[i];
  }
  if (shares.filter((share) => share > 0).length < 2) return { mean: [], scale: 1 };
  return { mean: Array.from(shares, (share) => share / known), scale: Math.SQRT2 };
}

/** Writes the point of one row, coded as `core/rowOf` codes it, from `at` on. `categories` are those of `categoriesIn`. */
export function pointOf({ first, mean, scale }: Space, row: Float64Array, categories: Uint8Array, out: Float64Array, at = 0): void {
  for (let j = 0; j < row.length; j++) {
    const value = row[j];
    for (let d = first[j]; d < first[j + 1]; d++) {
      const number = categories[j] === 1 ? (value === d - first[j] ? 1 : 0) : value;
      out[at + d] = Number.isNaN(value) ? 0 : standardise(number, mean[d], scale[d]);
    }
  }
}

/** Rows whose coordinates are written before those of the next: points of one row lie together, values of one column do. */
const BLOCK = 512;

/** The points of rows `from` up to `to`, one after another; written into `out` where it is given. */
export function pointsOf(space: Space, x: Matrix, from = 0, to = x.rows, out?: Float64Array): Float64Array {
  const dims = space.mean.length;
  const points = out?.fill(0) ?? new Float64Array((to - from) * dims);
  for (let begin = from; begin < to; begin += BLOCK) {
    const end = Math.min(to, begin + BLOCK);
    x.columns.forEach((column, j) => columnCoordinates(space, column, j, begin, end, points, (begin - from) * dims));
  }
  return points;
}

/** Writes the coordinates that a column has in the points of rows `from` up to `to`, the first of which stands at `at`. */
function columnCoordinates(space: Space, column: MatrixColumn, j: number, from: number, to: number, out: Float64Array, at: number): void {
  const { first, mean, scale } = space;
  const [begin, end] = [first[j], first[j + 1]];
  if (begin === end) return;
  if (column.kind === 'category') return levelCoordinates(column.codes, from, to, begin, end, space, out, at);
  const standard = { mean: mean[begin], deviation: scale[begin], ...(column.kind === 'flag' ? { missing: MISSING_FLAG } : {}) };
  standardiseInto(column.values, from, to, standard, out, at + begin, mean.length);
}

function levelCoordinates(
  codes: Int32Array,
  from: number,
  to: number,
  begin: number,
  end: number,
  { mean, scale }: Space,
  out: Float64Array,
  at: number,
): void {
  for (let i = from, p = at; i < to; i++, p += mean.length) {
    if (codes[i] < 0) continue;
    for (let d = begin; d < end; d++) out[p + d] = standardise(codes[i] === d - begin ? 1 : 0, mean[d], scale[d]);
  }
}

import type { ColumnHead, Matrix } from '../../core/index.js';
import { doublesOf } from '../../core/index.js';
import { scaleOf } from '../scale.js';
import { standardise, standardiseInto } from '../standardise.js';

/**
 * Rows as points: numbers in standard deviations from their mean, and codes (flags and categories), which are equal or not. What
 * learners share that measure how far two rows are apart.
 *
 * A missing number counts as the mean. A missing flag or category, or an unknown level, is a code of its own. A number that was the
 * same in all training rows counts as that, whatever comes later.
 */
export interface Space {
  /** Columns that enter as numbers, and those that enter as codes: their places in the matrix, ascending. */
  readonly numbers: Int32Array;
  readonly codes: Int32Array;
  /** Per number: centre, and spread; a spread of 0 marks a column that was the same in all rows. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Per code column: how many levels there are, a flag having 2. The code after the last one means missing or unknown. */
  readonly levels: Int32Array;
}

/** Points of a space. Row i has numbers from `i × space.numbers.length` and codes from `i × space.codes.length`. */
export interface Points {
  readonly rows: number;
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
}

/** The space of training rows. Weights count in mean and spread; all 1 when left out. */
export function spaceOf(x: Matrix, weights: Float64Array | undefined): Space {
  const counted = weights ?? new Float64Array(x.rows).fill(1);
  const scales = x.columns.flatMap((column) => (column.kind === 'number' ? [scaleOf(column.values, counted)] : []));
  const mean = Float64Array.from(scales, (scale) => scale.mean);
  const deviation = Float64Array.from(scales, (scale) => (scale.constant ? 0 : scale.deviation));
  return spaceFrom(x.columns, mean, deviation);
}

/** A space again from what a fit found of its columns. */
export function spaceFrom(heads: readonly ColumnHead[], mean: Float64Array, deviation: Float64Array): Space {
  const places = (isNumber: boolean) => Int32Array.from([...heads.keys()].filter((j) => (heads[j].kind === 'number') === isNumber));
  const codes = places(false);
  const levels = Int32Array.from(codes, (j) => levelsOf(heads[j]));
  return { numbers: places(true), codes, mean, deviation, levels };
}

const levelsOf = (head: ColumnHead): number => (head.kind === 'category' ? head.levels.length : 2);

const numberAt = (space: Space, c: number, value: number): number =>
  space.deviation[c] === 0 || Number.isNaN(value) ? 0 : standardise(value, space.mean[c], space.deviation[c]);

const codeAt = (space: Space, c: number, value: number): number => (value >= 0 && value < space.levels[c] ? value | 0 : space.levels[c]);

/** All rows of a matrix as points. */
export function pointsOf(space: Space, x: Matrix): Points {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const [numbers, codes] = [new Float64Array(x.rows * width), new Int32Array(x.rows * codeWidth)];
  space.numbers.forEach((j, c) => {
    const [mean, deviation] = [space.mean[c], space.deviation[c]];
    if (deviation !== 0) standardiseInto(doublesOf(x.columns[j]), 0, x.rows, { mean, deviation }, numbers, c, width);
  });
  space.codes.forEach((j, c) => {
    const values = doublesOf(x.columns[j]);
    for (let i = 0; i < x.rows; i++) codes[i * codeWidth + c] = codeAt(space, c, values[i]);
  });
  return { rows: x.rows, numbers, codes };
}

/** One row, coded as `core/rowOf` codes it, as a point: written into `numbers` and `codes` from their start. Allocates nothing. */
export function pointInto(space: Space, row: Float64Array, numbers: Float64Array, codes: Int32Array): void {
  for (let c = 0; c < space.numbers.length; c++) numbers[c] = numberAt(space, c, row[space.numbers[c]]);
  for (let c = 0; c < space.codes.length; c++) codes[c] = codeAt(space, c, row[space.codes[c]]);
}

/** Some points, in the order given. */
export function takePoints(points: Points, rows: Int32Array): Points {
  const [width, codeWidth] = [points.numbers.length / points.rows || 0, points.codes.length / points.rows || 0];
  const [numbers, codes] = [new Float64Array(rows.length * width), new Int32Array(rows.length * codeWidth)];
  rows.forEach((row, i) => {
    numbers.set(points.numbers.subarray(row * width, (row + 1) * width), i * width);
    codes.set(points.codes.subarray(row * codeWidth, (row + 1) * codeWidth), i * codeWidth);
  });
  return { rows: rows.length, numbers, codes };
}

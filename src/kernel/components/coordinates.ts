import { doublesOf, type Matrix } from '../../core/index.js';

/** One axis of the space that a matrix spans. */
export interface Coordinate {
  readonly name: string;
  /** A number per row; `NaN` is missing. */
  readonly values: Float64Array;
}

/** Numbers as they are, flags as 0 and 1, a category as a 0 or 1 per level, called `column=level`. */
export const coordinatesOf = (x: Matrix): readonly Coordinate[] =>
  x.columns.flatMap((column): readonly Coordinate[] => {
    const values = doublesOf(column);
    if (column.kind !== 'category') return [{ name: column.name, values }];
    return column.levels.map((level, code) => ({
      name: `${column.name}=${level}`,
      values: values.map((value) => (Number.isNaN(value) ? NaN : value === code ? 1 : 0)),
    }));
  });

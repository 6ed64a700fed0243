import type { DateShape } from './dates.js';

/** What one pass over all rows says about a column's cells, blanks trimmed and null tokens left out. */
export interface ColumnFacts {
  readonly name: string;
  /** Rows of the table. */
  readonly rows: number;
  /** Cells that are not null. */
  readonly present: number;
  /** Of these, cells such as `.` or `none`, which mean "nothing" among numbers and dates. */
  readonly usualNulls: number;
  /** Cells that are finite numbers, the same spelt as whole numbers, and of those the ones with a leading zero (`007`). */
  readonly numbers: number;
  readonly ints: number;
  /** Cells whose number has no fraction, however it is spelt (`17850.0`). */
  readonly whole: number;
  readonly leadingZeros: number;
  /** Whole numbers beyond ±(2^53 − 1): doubles would change them. */
  readonly wide: number;
  /** The least and greatest number; `undefined` without one. */
  readonly least: number | undefined;
  readonly greatest: number | undefined;
  /** The first and last text in code-point order: both of them when there are two. */
  readonly firstText: string | undefined;
  readonly lastText: string | undefined;
  readonly shortest: number;
  readonly longest: number;
  /** Mean length in characters; mean number of blanks inside a cell. */
  readonly meanLength: number;
  readonly meanBlanks: number;
  /** Cells that are no number and mix digits with letters, such as `C536379`. */
  readonly codes: number;
  /** Cells that are a number or a clock time with something around it: `$12.50`, `12 %`, `12:30`. */
  readonly dressed: number;
  /** Cells with a digit. */
  readonly withDigit: number;
  readonly distinct: number;
  /** Cells per date shape that the sample suggests. */
  readonly dates: readonly { readonly shape: DateShape; readonly cells: number }[];
  /** The first rows' whole numbers rise from row to row. */
  readonly rising: boolean;
}

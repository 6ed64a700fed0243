/** A number per row; `NaN` means missing. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** A yes/no per row as bytes: 0 no, 1 yes, 255 missing. */
export interface FlagColumn {
  readonly kind: 'flag';
  readonly name: string;
  readonly values: Uint8Array;
}

/** One of `levels` per row; `codes[i]` is its index, -1 means missing. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** One column of a matrix: numbers, yes/no bytes, or codes of levels. */
export type MatrixColumn = NumberColumn | FlagColumn | CategoryColumn;

/** What a model must know of a column besides its values: enough to accept one row without a table around it. */
export type ColumnHead =
  | { readonly kind: 'number' | 'flag'; readonly name: string }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

/**
 * The meeting point of features and learners: `rows` rows, as columns of typed arrays.
 * Learners read it and never write to it.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: readonly MatrixColumn[];
}

/** Byte that marks a missing cell of a {@link FlagColumn}. */
export const MISSING_FLAG = 255;

/** The columns' names, kinds and levels, without their values. */
export function headsOf(matrix: Matrix): readonly ColumnHead[] {
  return matrix.columns.map((c) =>
    c.kind === 'category' ? { kind: c.kind, name: c.name, levels: c.levels } : { kind: c.kind, name: c.name },
  );
}

/**
 * Every cell of one column as a double: numbers as they are, flags 0 or 1, categories their code; `NaN` means missing.
 * A number column is returned itself, not copied.
 */
export function doublesOf(column: MatrixColumn): Float64Array {
  if (column.kind === 'number') return column.values;
  const out = new Float64Array(column.kind === 'flag' ? column.values.length : column.codes.length);
  if (column.kind === 'flag') for (let i = 0; i < out.length; i++) out[i] = column.values[i] === MISSING_FLAG ? NaN : column.values[i];
  else for (let i = 0; i < out.length; i++) out[i] = column.codes[i] < 0 ? NaN : column.codes[i];
  return out;
}

/** A matrix of the given rows, in the given order; a row may be taken more than once. Copies. */
export function takeRows(matrix: Matrix, rows: Int32Array): Matrix {
  const pick = <A extends Float64Array | Uint8Array | Int32Array>(from: A, to: A): A => {
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
    return to;
  };
  const columns = matrix.columns.map((c): MatrixColumn => {
    if (c.kind === 'number') return { ...c, values: pick(c.values, new Float64Array(rows.length)) };
    if (c.kind === 'flag') return { ...c, values: pick(c.values, new Uint8Array(rows.length)) };
    return { ...c, codes: pick(c.codes, new Int32Array(rows.length)) };
  });
  return { rows: rows.length, columns };
}

/** One row as doubles, in column order, coded as {@link doublesOf} codes a column. */
export function rowOf(matrix: Matrix, row: number, out: Float64Array = new Float64Array(matrix.columns.length)): Float64Array {
  matrix.columns.forEach((c, j) => {
    if (c.kind === 'number') out[j] = c.values[row];
    else if (c.kind === 'flag') out[j] = c.values[row] === MISSING_FLAG ? NaN : c.values[row];
    else out[j] = c.codes[row] < 0 ? NaN : c.codes[row];
  });
  return out;
}

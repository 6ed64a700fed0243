/**
 * The cells of one column of a window, by row: numbers with `NaN` for null, bools as bytes (0, 1, 255 for null), texts with null.
 */
export type WindowColumn = Float64Array | Uint8Array | readonly (string | null)[];

/** Rows to be compared with a reference, column by column. All columns have `rows` cells. */
export interface WindowColumns {
  readonly rows: number;
  readonly columns: Readonly<Record<string, WindowColumn>>;
  /** The answers: values, probabilities of the positive class, or called labels, as the reference keeps them. */
  readonly prediction?: Float64Array | readonly (string | null)[];
}

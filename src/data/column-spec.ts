/** The kinds of columns. */
export const COLUMN_KINDS = ['id', 'int', 'number', 'bool', 'category', 'text', 'timestamp', 'date'] as const;

/** The kinds of column: how cells are read, and what they are in expressions. */
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A column as plain JSON. */
export interface ColumnSpec<K extends ColumnKind = ColumnKind, N extends boolean = boolean, O extends boolean = boolean> {
  readonly kind: K;
  /** A cell may be empty. */
  readonly nullable: N;
  /** The whole column may be absent. */
  readonly optional: O;
  /** `int` and `number`: what it is measured in. */
  readonly unit?: string;
  /** `bool`: how the data spells yes. */
  readonly true?: string;
  /** `bool`: how the data spells no. */
  readonly false?: string;
  /** `timestamp` and `date`: the spelling, where it is not ISO 8601. */
  readonly format?: string;
  readonly description?: string;
}

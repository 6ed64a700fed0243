/** The kinds of columns. */
export const COLUMN_KINDS = ['id', 'int', 'number', 'bool', 'category', 'text', 'timestamp', 'date'] as const;

/** The kinds of column: how cells are read, and what they are in expressions. */
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** Where the bands of a protected number begin: `[25, 60]` makes three groups, under 25, from 25 to under 60, 60 and over. Ascending. */
export interface Bands {
  readonly bands: readonly number[];
}

/** The kinds of column that may be protected by their values, and those that may be by bands of them. */
export const PROTECTED_KINDS = { values: ['bool', 'category'], bands: ['int', 'number'] } as const;

/** How a column's value can change in life: what answers to "what would have to be different?" keep to. */
export interface Changes {
  /** It never changes, or nobody may ask for it: a place of birth. */
  readonly immutable?: boolean;
  /** int, number, timestamp and date: the only direction in which it changes; an age is `increasing`. */
  readonly monotone?: 'increasing' | 'decreasing';
  /**
   * What a change costs, ≥ 0, in a unit that all columns of a schema share: of an int or a number one unit of it, of others any change. Columns
   * that do not say count numbers in typical distances (the median distance from the median), and others as 1.
   */
  readonly changeCost?: number;
}

/** A column as plain JSON. */
export interface ColumnSpec<K extends ColumnKind = ColumnKind, N extends boolean = boolean, O extends boolean = boolean> extends Changes {
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
  /** People must not be treated by it: it is no feature unless the model says so, and its groups are compared. int and number: by bands. */
  readonly protected?: true | Bands;
}

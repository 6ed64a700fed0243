import type { ColumnSpec } from '../column-spec.js';

/** The kind of a column, as `t` makes it. */
export type SniffedKind = ColumnSpec['kind'];

/** The formats that a file is recognised in. */
export type FileFormat = 'csv' | 'json' | 'jsonl' | 'parquet';

/** How a delimited text is written. */
export interface CsvDialect {
  readonly delimiter: string;
  /** `"`, or empty where quotes are only letters. */
  readonly quote: string;
  readonly header: boolean;
  readonly encoding: 'utf-8' | 'utf-16' | 'latin-1';
  readonly decimal: '.' | ',';
  /** What groups thousands, where the file groups them. */
  readonly thousands?: ',' | '.' | ' ' | "'";
  /** Texts that mean "nothing" in this file and that its columns do not know by themselves. */
  readonly nulls: readonly string[];
}

/** What a column is for. `unused`: it holds nothing to learn from. */
export type ColumnRole = 'id' | 'target' | 'treatment' | 'time' | 'group' | 'weight' | 'protected' | 'feature' | 'unused';

/** What one column is taken for, and why. */
export interface SniffedColumn {
  readonly name: string;
  readonly kind: SniffedKind;
  readonly nullable: boolean;
  readonly role: ColumnRole;
  /** `bool`: the two spellings; for a target `trueText` is the positive class. */
  readonly trueText?: string;
  readonly falseText?: string;
  /** `date` and `timestamp` that are not ISO 8601: strftime's codes. */
  readonly format?: string;
  readonly unit?: string;
  /** `category`, `id` and `text`: how many different values there are. */
  readonly levels?: number;
  /** A protected `int` or `number`: where its bands begin, at its quartiles. */
  readonly bands?: readonly number[];
  /** One sentence: why this type. */
  readonly reason: string;
}

/** The tasks that a target can give. */
export type SniffedTask = 'binary' | 'multiclass' | 'regression';

/** Everything that a new project needs to know about a file. */
export interface Sniffed {
  readonly path: string;
  readonly format: FileFormat;
  /** Delimited texts only. */
  readonly csv?: CsvDialect;
  readonly rows: number;
  /** In file order. */
  readonly columns: readonly SniffedColumn[];
  /** Given a target. */
  readonly target?: string;
  readonly task?: SniffedTask;
  readonly taskReason?: string;
  /** Binary: the class whose probability is predicted, in the data's spelling. */
  readonly positive?: string;
  /** Classes of a classification, in the data's spelling: binary negative then positive, else sorted. */
  readonly classes?: readonly string[];
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

/** What the caller knows better. Columns are named, or counted from the left: `#7`. */
export interface SniffOptions {
  readonly target?: string;
  readonly positive?: string;
  /** Says of each row whether it was treated. */
  readonly treatment?: string;
  readonly task?: SniffedTask;
  readonly id?: string | readonly string[];
  readonly time?: string;
  readonly group?: string;
  readonly weight?: string;
  /** Columns that people must not be treated by: they are no features, and their groups are compared. */
  readonly protected?: readonly string[];
  /** Whether the first record names the columns; sniffed when absent. */
  readonly header?: boolean;
  readonly signal?: AbortSignal;
}

import type { Progress } from '../core/index.js';
import type { Node } from '../expr/index.js';
import type { Rule, RuleResult } from './checks/rule.js';
import type { Schema } from './schema.js';
import type { Source } from './sources/source.js';

/** Adds the columns of another table by key: `on` maps columns of this table to columns of `right`, whose key must be unique. */
export interface JoinDefinition {
  readonly right: TableDefinition;
  readonly on: Readonly<Record<string, string>>;
}

/** A table as plain data: nothing is read before it is loaded. */
export interface TableDefinition {
  readonly source: Source;
  readonly schema: Schema;
  /** Rules over the rows as they stand after the joins. */
  readonly checks: readonly Rule[];
  /** Keeps the rows for which it is true. */
  readonly where?: Node;
  readonly joins: readonly JoinDefinition[];
  /** Share of rows that quarantine may hold before loading stops; default 0.05. */
  readonly maxBadRate?: number;
}

/** How a table is loaded. */
export interface LoadRun {
  /**
   * `training`: bad rows go to quarantine, `where` and the checks apply.
   * `predict`: every row is kept in its order; empty cells and unwhole ints are noted; unreadable cells refuse the file.
   */
  readonly mode: 'training' | 'predict';
  /** Paths of sources are relative to it. */
  readonly root: string;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** Now, in ms since 1970 UTC, for the freshness rule. Default: the machine's clock. */
  readonly now?: () => number;
  /** Folder for the quarantine's JSONL file; absent: none is written, the table in the engine has the rows all the same. */
  readonly quarantineDir?: string;
  /** Reads at most so many rows. */
  readonly limit?: number;
  /** The column that a file for prediction may lack, and that a headerless file with one column fewer lacks. */
  readonly target?: string;
  /**
   * All columns of the data in their order, where the schema is only a part of them: a headerless file is matched by them, and the
   * others are ignored without a note. Default: the schema's.
   */
  readonly places?: readonly string[];
  /** `false`: quarantine of any size is reported instead of stopping the load (for `check`). */
  readonly enforceBadRate?: boolean;
  /** Where secrets such as a database URL are looked up. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** One bad cell of a sample. */
export interface FaultSample {
  /** Row of the file, counted from 1, without the header. */
  readonly row: number;
  /** The row's id columns. */
  readonly key: Readonly<Record<string, string | null>>;
  /** The raw cell, shortened. */
  readonly value: string;
}

/** The bad cells of one column and rule. */
export interface FaultSummary {
  readonly column: string;
  /** `empty`, `number`, `whole`, `range`, `bool`, `time`. */
  readonly rule: string;
  /** In words: `is not a number`. */
  readonly reason: string;
  readonly count: number;
  readonly sample: readonly FaultSample[];
}

/** A table in the engine, typed and checked, with an account of every row of its source. */
export interface LoadedTable {
  /** Table in the engine; columns carry the schema's names and physical types, row order is the source's. */
  readonly relation: string;
  /** With the columns that joins add (these are nullable). */
  readonly schema: Schema;
  /** Rows in `relation`. Always `read = rows + quarantined + filtered`. */
  readonly rows: number;
  /** Rows in the source. */
  readonly read: number;
  /** Rows that a bad cell or a rule of level `error` took out. */
  readonly quarantined: number;
  /** Rows that `where` left out. */
  readonly filtered: number;
  readonly faults: readonly FaultSummary[];
  readonly rules: readonly RuleResult[];
  /** sha256 of the content of all sources: the same bytes or rows give the same text, wherever they lie. */
  readonly fingerprint: string;
  /** What a person should know: ignored columns, empty cells kept. */
  readonly notes: readonly string[];
  /** Optional columns that the source lacks; they are in `relation`, all null. */
  readonly absent: readonly string[];
  /** Where the bad rows are: table in the engine with `row, key, column, rule, reason, value`, and the file if one was written. */
  readonly quarantine: { readonly relation: string; readonly file?: string } | null;
}

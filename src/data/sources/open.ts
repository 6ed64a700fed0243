import type { CsvFindings } from '../../kernel/index.js';
import type { Engine } from '../engine/engine.js';

/** What opening a source needs besides the source. */
export interface OpenContext {
  readonly engine: Engine;
  /** Relative paths start here. */
  readonly root: string;
  /** Names that the schema expects, in order; they decide on a delimiter that is not told. */
  readonly names: readonly string[];
  /** The column that a headerless file may lack. */
  readonly target?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where URLs with secrets are looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A column as the source has it. */
export interface OpenColumn {
  /** Its name in the data. */
  readonly name: string;
  /** SQL of its cells within the relation. */
  readonly sql: string;
  /** The engine's type of these cells. */
  readonly type: string;
}

/** The engine's own reading of numbers, faster than texts and a cast. It fails at other words, and knows more spellings than the grammar. */
export interface TypedReading {
  /** The first cells of a column, by its SQL. */
  readonly head: (sql: string) => readonly string[];
  /** The source's relation with DOUBLE for these columns, by their SQL: right where nothing is found in the cells (`findings`). */
  readonly relation: (numbers: ReadonlySet<string>) => string;
}

/**
 * A source made readable. `relation` stands after FROM and gives the rows in the source's order, each time anew;
 * nothing is kept in memory by opening.
 */
export interface OpenSource {
  /** How messages call it: `"customers.csv"`, `the table orders`. */
  readonly label: string;
  readonly relation: string;
  readonly columns: readonly OpenColumn[];
  /** The names are places (`c1`, `c2` …): columns may be matched by place. */
  readonly headerless?: true;
  /** sha256 of the content, wherever it lies. Also checks what the engine does not: throws a typed error for damaged content. */
  fingerprint(): Promise<string>;
  /** Once the fingerprint is known: what may stand in cells. Absent: anything. */
  findings?(): CsvFindings;
  /** Absent where the source has none, or its beginning shows that it would not do. */
  readonly typed?: TypedReading;
  /** A failure of the engine while it read the relation, in words about the source; other failures as they are. */
  failure(error: unknown): unknown;
  /** Another relation of the same columns, where this failure can be helped. */
  again?(error: unknown): Promise<string | undefined>;
}

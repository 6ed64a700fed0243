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
  /** Once the fingerprint is known: whether a cell may have blanks other than spaces at its edges. Absent: it may. */
  rareBlanks?(): boolean;
  /** A failure of the engine while it read the relation, in words about the source; other failures as they are. */
  failure(error: unknown): unknown;
  /** Another relation of the same columns, where this failure can be helped. */
  again?(error: unknown): Promise<string | undefined>;
}

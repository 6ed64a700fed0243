/** A small result: one object per row. Times are `Date`, whole numbers that a double holds are numbers, larger ones bigint, lists of texts or numbers are arrays. */
export type ResultRow = Readonly<Record<string, string | number | bigint | boolean | Date | readonly (string | number)[] | null>>;

/** Rows of a result as typed columns. Asking for a column that is not there, or of another type, is a programmer's mistake. */
export interface Block {
  readonly rows: number;
  readonly names: readonly string[];
  /** Doubles; `NaN` stands for null. Of times: milliseconds since 1970-01-01 UTC. Of bools: 0 and 1. */
  number(name: string): Float64Array;
  /** Texts; `null` stands for null. */
  text(name: string): readonly (string | null)[];
  /** Bytes: 0 false, 1 true, 255 null. */
  bool(name: string): Uint8Array;
}

/** A column to append. A `Float64Array` becomes DOUBLE (`NaN` = null), a `Uint8Array` BOOLEAN (255 = null), an `Int32Array` INTEGER, texts VARCHAR. */
export type AppendColumn = Float64Array | Int32Array | Uint8Array | readonly (string | null)[];

/** How a query can be stopped. */
export interface QueryOptions {
  readonly signal?: AbortSignal;
}

/**
 * A place where tables live and SQL runs. Made by `openEngine`; dispose of it (`await using`) to free memory and temporary files.
 * A query without joins, GROUP BY or set operations gives rows in the order of its table (`rowid`); all others need ORDER BY: the engine's joins
 * do not keep an order, and IN with six or more values is a join. Every failure is a typed error (`MW_DATA_MEMORY`, `MW_DATA_DISK`, `MW_DATA_ENGINE`, `MW_INTERRUPTED`): no text of the engine leaks.
 */
export interface Engine {
  /** A table name that is not taken: `name("rows")` gives `rows_1`, then `rows_2`. */
  name(prefix: string): string;
  /** Private folder for temporary files; gone after disposal. */
  readonly tempDir: string;
  run(sql: string, options?: QueryOptions): Promise<void>;
  /** For small results. */
  rows(sql: string, options?: QueryOptions): Promise<readonly ResultRow[]>;
  /** The whole result as typed columns; while it is read it is in memory twice. About 0.2 s for 1M × 20 doubles on two threads. */
  columns(sql: string, options?: QueryOptions): Promise<Block>;
  /** The result in blocks of at most 2,048 rows, in order, without holding it whole. Leave the loop to stop early. */
  chunks(sql: string, options?: QueryOptions): AsyncIterable<Block>;
  /** Adds rows to a table; columns by name, all of one length. A table that does not exist yet is created with the columns' types. */
  append(table: string, columns: Readonly<Record<string, AppendColumn>>): Promise<void>;
  /**
   * Runs `work` while queries use at most `n` threads. `threads(1, …)` makes sums of doubles depend on the row order alone.
   * Calls may nest and overlap: the smallest number asked for holds.
   */
  threads<T>(n: number, work: () => Promise<T>): Promise<T>;
  [Symbol.asyncDispose](): Promise<void>;
}

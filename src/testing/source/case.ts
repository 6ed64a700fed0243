import type { Engine, Source } from '../../data/index.js';

/** A row as every source can hold it: cells are texts, `null` is an empty cell. */
export type SourceRow = Readonly<Record<string, string | null>>;

/** What a case is given: an engine, and a place where rows become a source. */
export interface SourceSubject {
  readonly engine: Engine;
  /** Relative paths of sources start here. */
  readonly root: string;
  /** The environment in which sources look up secrets. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Puts rows (at least one, all with the same names) where a source finds them, in this order. Every call makes a new place. */
  put(rows: readonly SourceRow[]): Promise<Source>;
}

/** One promise of a source. `run` rejects when it is broken. Independent of any test runner. */
export interface SourceCase {
  readonly name: string;
  readonly run: (subject: SourceSubject) => Promise<void>;
}

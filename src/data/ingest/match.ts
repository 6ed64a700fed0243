import { didYouMean, mwError } from '../../core/index.js';
import type { OpenColumn, OpenSource } from '../sources/open.js';
import type { Schema } from '../schema.js';
import type { Column } from '../types.js';

/** A column of the schema and where its cells come from; `from` is undefined when the source lacks it. */
export interface Match {
  readonly name: string;
  readonly column: Column;
  readonly from: OpenColumn | undefined;
}

export interface Matching {
  /** In the schema's order. */
  readonly matches: readonly Match[];
  /** Columns of the source that the schema does not have. */
  readonly extra: readonly string[];
}

/** What matching goes by besides names. */
export interface MatchOptions {
  /** The file as messages call it. */
  readonly file: string;
  /** The column that the source may lack. */
  readonly target: string | undefined;
  /** The columns of a headerless file in their order; by default the schema's. */
  readonly places: readonly string[] | undefined;
  /** A headerless file may be wider than a schema that names its columns `c1`, `c2` …: they are found by their numbers. */
  readonly byNumber: boolean;
}

/**
 * Finds the schema's columns in a source: by name; in a headerless file by place, when it has all columns, or all but the target.
 * Throws `MW_DATA_COLUMN_MISSING` or `MW_DATA_COLUMN_COUNT`.
 */
export function matchColumns(schema: Schema, opened: OpenSource, options: MatchOptions): Matching {
  const columns = opened.headerless ? named(opened.columns, Object.keys(schema), options) : opened.columns;
  const found = new Map(columns.map((c) => [c.name, c]));
  const matches = Object.entries(schema).map(([name, column]): Match => ({ name, column, from: found.get(name) }));
  const missing = matches.filter((m) => !m.from && !m.column.spec.optional && m.name !== options.target).map((m) => m.name);
  const extra = columns.map((c) => c.name).filter((name) => !Object.hasOwn(schema, name));
  if (missing.length > 0) {
    const hint = missing.length === 1 ? didYouMean(missing[0], extra) : '';
    throw mwError(
      'MW_DATA_COLUMN_MISSING',
      { file: opened.label, columns: missing, hint, known: columns.map((c) => c.name) },
      { where: options.file },
    );
  }
  return { matches, extra };
}

/** The columns of a headerless file under the names of their places. */
function named(columns: readonly OpenColumn[], schemaNames: readonly string[], options: MatchOptions): readonly OpenColumn[] {
  const { file, target, places = schemaNames } = options;
  const names = columns.length === places.length ? places : places.filter((name) => name !== target);
  if (columns.length === names.length) return columns.map((column, i) => ({ ...column, name: names[i] }));
  if (options.byNumber && schemaNames.every((name) => /^c[1-9]\d*$/.test(name))) return columns;
  throw mwError(
    'MW_DATA_COLUMN_COUNT',
    { file, got: columns.length, due: places.length, ...(target === undefined ? {} : { target }) },
    { where: file },
  );
}

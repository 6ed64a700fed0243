import { duckdb, literalNode } from '../../expr/index.js';

/** A name as SQL: `ident('a"b')` is `"a""b"`. The engine compares names without regard to case. */
export const ident = duckdb.ident;

/** A text as SQL: `text("it's")` is `'it''s'`. */
export const text = (value: string): string => duckdb.literal(literalNode('text', value));

/**
 * Whether a text is one of a list, in SQL; NULL for NULL. Not with IN: a list of six or more becomes a join in the engine's plan,
 * which takes minutes to plan for a thousand columns and runs for every row even within a branch of CASE.
 */
export const isOneOf = (x: string, values: readonly string[]): string =>
  values.length === 1 ? `${x} = ${text(values[0])}` : `list_contains([${values.map(text).join(', ')}], ${x})`;

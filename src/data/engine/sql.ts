import { duckdb, literalNode } from '../../expr/index.js';

/** A name as SQL: `ident('a"b')` is `"a""b"`. The engine compares names without regard to case. */
export const ident = duckdb.ident;

/** A text as SQL: `text("it's")` is `'it''s'`. */
export const text = (value: string): string => duckdb.literal(literalNode('text', value));

/** A list of texts as SQL: `('a', 'b')`. */
export const texts = (values: readonly string[]): string => `(${values.map(text).join(', ')})`;

import type { LiteralNode, ValueType } from '../node.js';
import type { DialectName } from '../ops/index.js';

/**
 * What an engine's SQL differs in, apart from the text of single ops (which stands in the op table).
 * `ident` and `literal` are the only doors through which names and strings enter SQL.
 */
export interface Dialect {
  readonly name: DialectName;
  /** A name in quotes. Throws `MW_EXPR_NAME` for one that the engine cannot hold. */
  ident(name: string): string;
  /** A literal of its type, typed NULL and lists included. */
  literal(node: LiteralNode): string;
  /** The elements of a literal list with commas between them, as ops receive a constant list. */
  items(node: LiteralNode): string;
  /** A column as the language has it: finite DOUBLE without -0, BOOLEAN, text, whole milliseconds as DOUBLE, or NULL. `column` is quoted. */
  load(column: string, type: ValueType): string;
  /** A raw result as a finite number without -0, or NULL. */
  finite(sql: string): string;
  /** A raw result as milliseconds within time's range, or NULL. */
  time(sql: string): string;
}

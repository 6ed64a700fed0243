import type { ColumnSpec } from '../column-spec.js';
import type { TextOptions } from '../sources/source.js';
import { boolGrammar } from './bool.js';
import { numberGrammar } from './number.js';
import { textGrammar } from './text.js';
import { dateGrammar, timestampGrammar } from './time.js';

/** A cell as the table holds it; times are milliseconds since 1970 UTC. */
export type CellValue = string | number | boolean;

/**
 * How the text of a cell becomes a value: one grammar per kind of column, in SQL for tables and in JavaScript for single rows.
 * Tests hold them equal. A trimmed cell is empty (`nulls`), or readable, or a fault.
 */
export interface Grammar {
  /** The engine's type of the column. */
  readonly sqlType: 'VARCHAR' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP' | 'DATE';
  /** Trimmed texts that are empty cells. */
  readonly nulls: readonly string[];
  /** The value of a trimmed cell in SQL; NULL when it cannot be read. */
  readonly value: (trimmedX: string) => string;
  /**
   * A faster SQL from the raw cell to the value, NULL for empty cells. It may fail the query, or give a number that is not finite or a text
   * with a rare blank at its edges, for any cell; where it does neither it equals the careful way. Absent where there is none.
   */
  readonly quick?: (x: string) => string;
  /** The value of a trimmed cell; `undefined` when it cannot be read. */
  readonly read: (trimmedCell: string) => CellValue | undefined;
  /** What an unreadable cell is called: the rule's name and `is not a number`. */
  readonly fault: { readonly rule: string; readonly reason: string };
}

/** The grammar of a column, in a source with the given spelling of numbers and of nothing. */
export function grammarOf(spec: ColumnSpec, options: TextOptions): Grammar {
  switch (spec.kind) {
    case 'id':
    case 'category':
    case 'text':
      return textGrammar(spec.kind, options);
    case 'int':
    case 'number':
      return numberGrammar(options);
    case 'bool':
      return boolGrammar(spec, options);
    case 'timestamp':
      return timestampGrammar(spec, options);
    case 'date':
      return dateGrammar(spec, options);
  }
}

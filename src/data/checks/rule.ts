import type { Node } from '../../expr/index.js';
import type { TableDefinition } from '../definition.js';

/** At `error` the rows that fail go to quarantine; at `warn` they are counted and kept. */
export type Level = 'error' | 'warn';

interface Named {
  /** The rule's name, as reports show it. */
  readonly rule: string;
  readonly level: Level;
}

/**
 * A rule as plain data. A row fails when the test is false; where it is null (an empty cell) the row does not fail, as with
 * SQL's CHECK. Say `notNull` for cells that must be there.
 */
export type Rule =
  | (Named & { readonly kind: 'row'; readonly test: Node })
  | (Named & { readonly kind: 'notNull'; readonly column: string })
  | (Named & { readonly kind: 'inRange'; readonly column: string; readonly min?: number | string; readonly max?: number | string })
  | (Named & { readonly kind: 'inSet'; readonly column: string; readonly values: readonly (string | number)[] })
  | (Named & { readonly kind: 'matches'; readonly column: string; readonly pattern: string })
  | (Named & { readonly kind: 'unique'; readonly columns: readonly string[] })
  | (Named & { readonly kind: 'foreignKey'; readonly on: Readonly<Record<string, string>>; readonly to: TableDefinition })
  | (Named & { readonly kind: 'rowCount'; readonly min?: number; readonly max?: number })
  | (Named & { readonly kind: 'freshness'; readonly column: string; readonly maxAgeMs: number });

/** What one rule found. */
export interface RuleResult {
  readonly rule: string;
  readonly level: Level;
  /** Rows that failed; of a rule about the whole table: 1 or 0. */
  readonly failed: number;
  /** The first of them: the row of the source (from 1, without the header) and its id columns. */
  readonly sample: readonly { readonly row: number; readonly key: Readonly<Record<string, string | null>> }[];
  /** What was found, for rules about the whole table. */
  readonly found?: string;
}

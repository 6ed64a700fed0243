import { mwError } from '../../core/index.js';
import type { TableDefinition } from '../definition.js';
import { durationMs } from './duration.js';
import { parsePattern } from './pattern/parse.js';
import type { Level, Rule } from './rule.js';

/** `rule` is the name in reports, by default made of the rule itself; `level` is `error` unless said. */
export interface RuleOptions {
  readonly rule?: string;
  readonly level?: Level;
}

const named = (name: string, options: RuleOptions): { readonly rule: string; readonly level: Level } => ({
  rule: options.rule ?? name,
  level: options.level ?? 'error',
});

const shown = (columns: readonly string[]): string => columns.join(', ');

/** Every cell of the column is there. */
export const notNull = (column: string, options: RuleOptions = {}): Rule =>
  Object.freeze({ kind: 'notNull', column, ...named(`${column} is not null`, options) });

/** Numbers lie between `min` and `max`, both included; of times give ISO 8601 texts. Empty cells do not fail. */
export function inRange(
  column: string,
  range: { readonly min?: number | string; readonly max?: number | string },
  options: RuleOptions = {},
): Rule {
  const words =
    range.min === undefined
      ? `is at most ${range.max}`
      : range.max === undefined
        ? `is at least ${range.min}`
        : `lies in ${range.min} … ${range.max}`;
  if (range.min === undefined && range.max === undefined)
    throw mwError('MW_DATA_RULE', { rule: column, reason: 'a range needs min or max' });
  return Object.freeze({ kind: 'inRange', column, ...range, ...named(`${column} ${words}`, options) });
}

/** Texts or numbers are one of a list. Empty cells do not fail. */
export const inSet = (column: string, values: readonly (string | number)[], options: RuleOptions = {}): Rule =>
  Object.freeze({
    kind: 'inSet',
    column,
    values: Object.freeze([...values]),
    ...named(`${column} is one of ${values.length} values`, options),
  });

/**
 * Texts match a pattern as a whole. Empty cells do not fail. The pattern has literal characters, `.`, `[a-z]`, `\d \w \s`, groups, `|`,
 * `* + ? {m,n}`; it is matched in linear time. Throws `MW_DATA_PATTERN` for anything else.
 */
export function matches(column: string, pattern: string | RegExp, options: RuleOptions = {}): Rule {
  const text = typeof pattern === 'string' ? pattern : pattern.source;
  if (typeof pattern !== 'string' && pattern.flags.replace('u', '') !== '')
    throw mwError('MW_DATA_PATTERN', { pattern: String(pattern), reason: 'it has flags' });
  parsePattern(text);
  return Object.freeze({ kind: 'matches', column, pattern: text, ...named(`${column} matches ${text}`, options) });
}

/** No key occurs twice: of rows with one key the first stays, the others fail. Rows with an empty key do not fail. */
export function unique(columns: string | readonly string[], options: RuleOptions = {}): Rule {
  const list = Object.freeze(typeof columns === 'string' ? [columns] : [...columns]);
  return Object.freeze({ kind: 'unique', columns: list, ...named(`${shown(list)} is unique`, options) });
}

/** Every key occurs in another table: `on` maps columns here to columns there. Rows with an empty key do not fail. */
export function foreignKey(
  on: Readonly<Record<string, string>>,
  to: TableDefinition | { readonly definition: TableDefinition },
  options: RuleOptions = {},
): Rule {
  const table = 'definition' in to ? to.definition : to;
  return Object.freeze({
    kind: 'foreignKey',
    on: Object.freeze({ ...on }),
    to: table,
    ...named(`${shown(Object.keys(on))} exists in the other table`, options),
  });
}

/** The table has between `min` and `max` rows. */
export const rowCount = (range: { readonly min?: number; readonly max?: number }, options: RuleOptions = {}): Rule =>
  Object.freeze({ kind: 'rowCount', ...range, ...named(`the table has ${range.min ?? 0} … ${range.max ?? '∞'} rows`, options) });

/** The newest time of the column is at most so old: `freshness('at', '2d')`. */
export const freshness = (column: string, maxAge: string | { readonly ms: number }, options: RuleOptions = {}): Rule => {
  const maxAgeMs = typeof maxAge === 'string' ? durationMs(maxAge) : maxAge.ms;
  return Object.freeze({ kind: 'freshness', column, maxAgeMs, ...named(`${column} is fresh`, options) });
};

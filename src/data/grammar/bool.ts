import type { ColumnSpec } from '../column-spec.js';
import { isOneOf, text } from '../engine/sql.js';
import type { TextOptions } from '../sources/source.js';
import { nullTexts, trimmed } from './empty.js';
import type { Grammar } from './grammar.js';

/** Bools: the column's two spellings, letter by letter, and always `true` and `false`. A spelling that also means "nothing" is a value. */
export function boolGrammar(spec: ColumnSpec, options: TextOptions): Grammar {
  const yes = [trimmed(spec.true ?? 'true'), 'true'];
  const no = [trimmed(spec.false ?? 'false'), 'false'];
  const words = new Map<string, boolean>([
    ['true', true],
    ['false', false],
    [yes[0], true],
    [no[0], false],
  ]);
  const spelt = (value: boolean): readonly string[] => [...words].filter(([, v]) => v === value).map(([word]) => word);
  const nulls = nullTexts('bool', options.nulls ?? []).filter((n) => !words.has(n));
  const branches = (x: string): string => `WHEN ${isOneOf(x, spelt(true))} THEN TRUE WHEN ${isOneOf(x, spelt(false))} THEN FALSE`;
  return {
    sqlType: 'BOOLEAN',
    nulls,
    value: (x) => `CASE ${branches(x)} END`,
    quick: (x) => `CASE WHEN ${x} IS NULL THEN NULL ${branches(x)} WHEN ${isOneOf(x, nulls)} THEN NULL ELSE error(${text('odd')}) END`,
    read: (cell) => words.get(cell),
    fault: { rule: 'bool', reason: `is neither ${JSON.stringify(yes[0])} nor ${JSON.stringify(no[0])}` },
  };
}

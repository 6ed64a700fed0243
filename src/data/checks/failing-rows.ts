import { mwError } from '../../core/index.js';
import { duckdbClean, selectSql, type Node } from '../../expr/index.js';
import { ident, text } from '../engine/sql.js';
import type { Schema } from '../schema.js';
import { ROW_COLUMN } from './live.js';
import { parsePattern } from './pattern/parse.js';
import { re2Text } from './pattern/re2.js';
import type { Rule } from './rule.js';
import { typeIn } from './test-node.js';

const row = ident(ROW_COLUMN);

/** SQL that gives, per test, the rows for which it is false: `row, place`. One pass over the rows for all tests. */
export function falseRows(live: string, tests: readonly { readonly place: number; readonly node: Node }[]): string {
  const outputs = Object.fromEntries(tests.map(({ place, node }) => [`p${place}`, node]));
  const lists = tests.map(({ place }) => `CASE WHEN ${ident(`p${place}`)} IS FALSE THEN ${place} END`).join(', ');
  const judged = selectSql({ outputs, from: ident(live), keep: [ROW_COLUMN], dialect: duckdbClean });
  const some = tests.map(({ place }) => `${ident(`p${place}`)} IS FALSE`).join(' OR ');
  return `SELECT ${row}, unnest(list_filter([${lists}], lambda x: x IS NOT NULL)) AS place FROM (${judged}) WHERE ${some}`;
}

/** SQL of the rows that break a rule which is no expression: `row`; `undefined` for rules about the whole table. `foreign` is the other table. */
export function failingRows(rule: Rule, live: string, schema: Schema, foreign?: string): string | undefined {
  if (rule.kind === 'matches') {
    if (typeIn(schema, rule.column, rule) !== 'text')
      throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `"${rule.column}" is not text` });
    return `SELECT ${row} FROM ${ident(live)} WHERE NOT regexp_full_match(${ident(rule.column)}, ${text(re2Text(parsePattern(rule.pattern)))})`;
  }
  if (rule.kind === 'unique') {
    for (const column of rule.columns) typeIn(schema, column, rule);
    const keys = rule.columns.map(ident);
    const there = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
    return `SELECT ${row} FROM (SELECT ${row}, row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${row}) AS n FROM ${ident(live)} WHERE ${there}) WHERE n > 1`;
  }
  if (rule.kind !== 'foreignKey' || foreign === undefined) return undefined;
  const pairs = Object.entries(rule.on);
  for (const [column] of pairs) typeIn(schema, column, rule);
  const there = pairs.map(([here]) => `l.${ident(here)} IS NOT NULL`).join(' AND ');
  const same = pairs.map(([here, other]) => `l.${ident(here)} = f.${ident(other)}`).join(' AND ');
  return `SELECT ${row} FROM ${ident(live)} l WHERE ${there} AND NOT EXISTS (SELECT 1 FROM ${ident(foreign)} f WHERE ${same})`;
}

import { mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import type { Schema } from '../schema.js';
import type { Rule } from './rule.js';
import { typeIn } from './test-node.js';

/** Whether a rule about the whole table fails, and what was found; `undefined` for rules about rows. */
export async function wholeTable(
  engine: Engine,
  rule: Rule,
  live: string,
  schema: Schema,
  now: () => number,
): Promise<{ failed: boolean; found: string } | undefined> {
  if (rule.kind === 'rowCount') {
    const [{ n }] = await engine.rows(`SELECT count(*) AS n FROM ${ident(live)}`);
    const rows = Number(n);
    return { failed: rows < (rule.min ?? 0) || rows > (rule.max ?? Infinity), found: `${rows} rows` };
  }
  if (rule.kind !== 'freshness') return undefined;
  if (typeIn(schema, rule.column, rule) !== 'time')
    throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `"${rule.column}" is no time` });
  const [{ newest }] = await engine.rows(
    `SELECT CAST(epoch_ms(CAST(max(${ident(rule.column)}) AS TIMESTAMP)) AS DOUBLE) AS newest FROM ${ident(live)}`,
  );
  if (newest === null) return { failed: true, found: 'no time at all' };
  return { failed: now() - Number(newest) > rule.maxAgeMs, found: `the newest is ${new Date(Number(newest)).toISOString()}` };
}

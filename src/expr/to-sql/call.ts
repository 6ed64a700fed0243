import { mwError } from '../../core/index.js';
import type { CallNode, ValueType } from '../node.js';
import { opOf, type Op, type SqlText } from '../ops/index.js';
import type { Dialect } from './dialect.js';

/** The SQL of a call whose arguments are atoms, finished as the op asks. */
export function callSql(node: CallNode, type: ValueType, args: readonly string[], dialect: Dialect): string {
  const op = opOf(node.op) as Op;
  const sql = textFor(node.op, op, dialect)(...args);
  if (op.finish === undefined) return sql;
  return type === 'time' ? dialect.time(sql) : dialect.finite(sql);
}

function textFor(name: string, op: Op, dialect: Dialect): SqlText {
  if (typeof op.sql === 'function') return op.sql;
  const text = op.sql[dialect.name] ?? op.sql.common;
  if (text === undefined) throw mwError('MW_EXPR_DIALECT', { op: name, dialect: dialect.name });
  return text;
}

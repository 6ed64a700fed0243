import { mwError } from '../../core/index.js';
import type { CallNode } from '../node.js';
import type { Op, SqlText } from '../ops/index.js';
import type { Program, Step } from '../program.js';
import { constantPositions } from '../signature.js';
import type { Dialect } from './dialect.js';

/** The SQL of a call, finished as its op asks. `refs` has an atom (a name or a literal) for each step before it. */
export function callSql(program: Program, step: Step, refs: readonly string[], dialect: Dialect): string {
  const op = step.op!;
  const args = step.args.map((i) => refs[i]);
  for (const position of constantPositions(op)) {
    const { node, type } = program.steps[step.args[position]];
    if (node.kind === 'literal' && (type === 'numbers' || type === 'texts')) args[position] = dialect.items(node);
  }
  const sql = textFor((step.node as CallNode).op, op, dialect)(...args);
  if (op.finish === undefined) return sql;
  return step.type === 'time' ? dialect.time(sql) : dialect.finite(sql);
}

function textFor(name: string, op: Op, dialect: Dialect): SqlText {
  if (typeof op.sql === 'function') return op.sql;
  const text = op.sql[dialect.name] ?? op.sql.common;
  if (text === undefined) throw mwError('MW_EXPR_DIALECT', { op: name, dialect: dialect.name });
  return text;
}

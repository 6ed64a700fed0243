import { programOf, type Output, type Outputs, type Program } from '../program.js';
import { callSql } from './call.js';
import type { Dialect } from './dialect.js';
import { duckdb } from './duckdb.js';

/** What to select, from where. */
export interface SelectOptions {
  readonly outputs: Outputs;
  /** What stands after FROM: a quoted table, or a query in brackets. Taken as it is. */
  readonly from: string;
  /** Columns to hand through under their own names, such as ids; `rowid` for the row's number. */
  readonly keep?: readonly string[];
  readonly dialect?: Dialect;
}

/**
 * Outputs as one query: a nested SELECT per depth, in which each distinct node is one column. The text is linear in the number of
 * distinct nodes. Numbers come out as DOUBLE, times as milliseconds (DOUBLE), text, BOOLEAN, lists of DOUBLE.
 * One row per row of `from`; the engine decides on their order, so keep a key where the order matters.
 *
 * ```ts
 * selectSql({ outputs: { spend: c.tenure.mul(c.price).node }, from: '"customers"', keep: ['id'] })
 * ```
 */
export function selectSql({ outputs, from, keep = [], dialect = duckdb }: SelectOptions): string {
  const program = programOf(outputs);
  const { text, refs } = nested(
    program,
    from,
    keep.map((name, i) => `${dialect.ident(name)} AS k${i}`),
    dialect,
  );
  const kept = keep.map((name, i) => `k${i} AS ${dialect.ident(name)}`);
  const results = program.outputs.map(({ name, step }) => `${refs[step]} AS ${dialect.ident(name)}`);
  return `SELECT ${[...kept, ...results].join(', ')} FROM ${text}`;
}

/**
 * One bool expression as text for WHERE or CASE, over columns in scope. It is a scalar subquery, so its text stays linear;
 * where whole columns are wanted {@link selectSql} is faster.
 */
export function predicateSql(node: Output['node'], dialect: Dialect = duckdb): string {
  const program = programOf([{ name: 'p', node }]);
  const { text, refs } = nested(program, '', [], dialect);
  return `(SELECT ${refs[program.outputs[0].step]} FROM ${text})`;
}

interface Nested {
  readonly text: string;
  /** Each step's column name or literal. */
  readonly refs: readonly string[];
}

function nested(program: Program, from: string, kept: readonly string[], dialect: Dialect): Nested {
  const prefix = freePrefix(program);
  const refs: string[] = [];
  const levels: string[][] = [[...kept]];
  program.steps.forEach(({ node, type, depth }, i) => {
    if (node.kind === 'literal') {
      refs.push(dialect.literal(node));
      return;
    }
    refs.push(`${prefix}${i}`);
    const sql = node.kind === 'column' ? dialect.load(dialect.ident(node.name), type) : callSql(program, program.steps[i], refs, dialect);
    (levels[depth] ??= []).push(`${sql} AS ${prefix}${i}`);
  });
  const [base, ...above] = levels;
  const bottom = `(SELECT ${base.length > 0 ? base.join(', ') : '0 AS z'}${from === '' ? '' : ` FROM ${from}`})`;
  return { text: above.reduce((inner, columns) => `(SELECT *, ${columns.join(', ')} FROM ${inner})`, bottom), refs };
}

/** Columns of the row have other names than those of the steps, so that neither hides the other. */
function freePrefix({ steps }: Program): string {
  const columns = steps.flatMap(({ node }) => (node.kind === 'column' ? [node.name.toLowerCase()] : []));
  let prefix = 'v';
  while (columns.some((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))) prefix += 'v';
  return prefix;
}

import type { Column } from '../data/index.js';
import { duckdb, literalNode } from '../expr/index.js';

/**
 * SQL that writes a target's value as its label: a yes/no in the data's own spelling, whole numbers without a decimal point,
 * anything else as text.
 */
export function labelSql(name: string, column: Column): string {
  const cell = duckdb.ident(name);
  if (column.kind === 'bool')
    return `CASE WHEN ${cell} THEN ${text(column.trueText ?? 'true')} WHEN NOT ${cell} THEN ${text(column.falseText ?? 'false')} END`;
  const plain = `CAST(${cell} AS VARCHAR)`;
  const whole = `CAST(CAST(${cell} AS BIGINT) AS VARCHAR)`;
  if (column.kind === 'int') return whole;
  return column.kind === 'number' ? `CASE WHEN ${cell} = trunc(${cell}) AND abs(${cell}) < 1e15 THEN ${whole} ELSE ${plain} END` : plain;
}

/** SQL that gives a target's label as its place among the labels, as a double; null for any other. */
export function classSql(name: string, column: Column, labels: readonly string[]): string {
  const whens = labels.map((label, i) => `WHEN ${text(label)} THEN ${i}`).join(' ');
  return `CAST(CASE ${labelSql(name, column)} ${whens} END AS DOUBLE)`;
}

const text = (value: string): string => duckdb.literal(literalNode('text', value));

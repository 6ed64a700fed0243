import { compileRow, type Row } from '../../expr/index.js';
import { patternMatcher } from '../checks/pattern/match.js';
import { parsePattern } from '../checks/pattern/parse.js';
import type { Rule } from '../checks/rule.js';
import { testNode } from '../checks/test-node.js';
import type { Schema } from '../schema.js';
import type { RowValues } from './read-row.js';

/**
 * The rules about single rows, compiled to JavaScript: the names of those that a row breaks. Rules that need the whole table
 * (unique, foreign key, row count, freshness) are left out. Equal to what `loadTable` finds.
 */
export function rowGuard(rules: readonly Rule[], schema: Schema): (values: RowValues) => readonly string[] {
  const tests = rules.flatMap((rule) => {
    const node = testNode(rule, schema);
    return node ? [{ rule: rule.rule, node }] : [];
  });
  const patterns = rules.flatMap((r) =>
    r.kind === 'matches' ? [{ rule: r.rule, column: r.column, test: patternMatcher(parsePattern(r.pattern)) }] : [],
  );
  const program = compileRow(Object.fromEntries(tests.map(({ node }, i) => [`r${i}`, node])));
  const out = new Float64Array(program.width);
  const order = rules.map((r) => r.rule);
  return (values) => {
    if (tests.length > 0) program.run(values as Row, out);
    const broken = tests.filter((_, i) => out[i] === 0).map(({ rule }) => rule);
    for (const { rule, column, test } of patterns) {
      const cell = values[column];
      if (typeof cell === 'string' && !test(cell)) broken.push(rule);
    }
    return broken.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  };
}

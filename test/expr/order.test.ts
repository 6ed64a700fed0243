import { afterAll, beforeAll, expect, it } from 'vitest';
import { callNode, columnNode, literalNode, ops, selectSql, type LiteralValue, type Node, type ValueType } from '../../src/expr/index.js';
import { testEngine, type TestEngine } from './engine.js';

/** DuckDB stores rows in groups of 122,880 and reads the groups in parallel. */
const ROWS = 300_000;
const LEVELS = Array.from({ length: 12 }, (_, i) => `level ${i}`);

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine(4);
  await engine.run(
    `CREATE TABLE t AS SELECT i::DOUBLE AS n, 'level ' || (i % 15) AS s, i % 2 = 0 AS b, make_timestamp(i * 1000000) AS at FROM range(${ROWS}) r(i)`,
  );
});
afterAll(() => engine.close());

const columns: Partial<Record<ValueType, Node>> = {
  number: columnNode('n', 'number'),
  text: columnNode('s', 'text'),
  bool: columnNode('b', 'bool'),
  time: columnNode('at', 'time'),
};

const JS_TYPES: Readonly<Record<string, string>> = {
  number: 'number',
  numbers: 'number',
  text: 'string',
  texts: 'string',
  bool: 'boolean',
};

const fits = (values: readonly unknown[], args: readonly string[]): boolean =>
  values.length === args.length &&
  args.every((arg, i) => {
    const [value, type] = [values[i], arg.replace('=', '')];
    return Array.isArray(value) === type.endsWith('s') && typeof (Array.isArray(value) ? value[0] : value) === JS_TYPES[type];
  });

/** One call per signature of every op: columns where they may stand, the constants of a written case, and long lists of texts. */
const calls = Object.entries(ops).flatMap(([name, op]) =>
  op.types.map((signature) => {
    const args = [...signature.args, ...(signature.rest ? [signature.rest, signature.rest] : [])];
    const written = op.cases.map(([values]) => values).find((values) => fits(values, args));
    const nodes = args.map((arg, i): Node => {
      const type = arg.replace('=', '') as ValueType;
      if (type === 'texts') return literalNode('texts', LEVELS);
      if (name === 'lookup' && type === 'numbers')
        return literalNode(
          'numbers',
          LEVELS.map((_, k) => k),
        );
      const constant = arg.startsWith('=') || !columns[type];
      return constant ? literalNode(type, (written?.[i] ?? null) as LiteralValue) : columns[type]!;
    });
    return { name, node: callNode(name as keyof typeof ops, ...nodes) };
  }),
);

it.each(calls)('$name needs no join, which would let rows change places', async ({ node }) => {
  const plan = await engine.rows(`EXPLAIN ${selectSql({ outputs: { it: node }, from: 't' })}`);
  expect(String(plan[0]['explain_value'])).not.toMatch(/JOIN|AGGREGATE|DELIM/);
});

it('all ops at once give the rows in the order of the table', async () => {
  const outputs = [{ name: 'n', node: columns.number! }, ...calls.map(({ node }, i) => ({ name: `o${i}`, node }))];
  const rows = await engine.rows(`SELECT n FROM (${selectSql({ outputs, from: 't' })})`);
  expect(rows.length).toBe(ROWS);
  expect(rows.findIndex((row, i) => row['n'] !== i)).toBe(-1);
});

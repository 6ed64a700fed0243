import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnNode, compileBlock, compileRow, compileValues, selectSql, type ScalarType, type Value } from '../../src/expr/index.js';
import { testEngine, type TestEngine } from './engine.js';

let engine: TestEngine;
beforeAll(async () => void (engine = await testEngine()));
afterAll(() => engine.close());

interface Case {
  readonly type: ScalarType;
  readonly sql?: string;
  readonly raw: unknown;
  readonly is: Value;
}

const far = Date.UTC(2024, 1, 29, 12, 34, 56, 789);

/** One raw value as tables have it and as JavaScript has it, and what an expression sees of it. */
const cases: readonly Case[] = [
  { type: 'number', sql: '3::INTEGER', raw: 3, is: 3 },
  { type: 'number', sql: '9007199254740993::BIGINT', raw: 9007199254740993n, is: 9007199254740992 },
  { type: 'number', sql: '170141183460469231731687303715884105727::HUGEINT', raw: 2n ** 127n - 1n, is: 2 ** 127 },
  { type: 'number', raw: 10n ** 400n, is: null },
  { type: 'number', sql: "'NaN'::DOUBLE", raw: NaN, is: null },
  { type: 'number', sql: "'-Infinity'::DOUBLE", raw: -Infinity, is: null },
  { type: 'number', sql: "'-0'::DOUBLE", raw: -0, is: 0 },
  { type: 'number', sql: '0.1::FLOAT', raw: Math.fround(0.1), is: Math.fround(0.1) },
  { type: 'number', sql: '1.25::DECIMAL(9, 2)', raw: 1.25, is: 1.25 },
  { type: 'number', raw: '3', is: null },
  { type: 'number', raw: true, is: null },
  { type: 'number', raw: {}, is: null },
  { type: 'time', sql: "TIMESTAMP '2024-02-29 12:34:56.789123'", raw: '2024-02-29T12:34:56.789123Z', is: far },
  { type: 'time', sql: "TIMESTAMP '2024-02-29 12:34:56.789'", raw: new Date(far), is: far },
  { type: 'time', sql: "TIMESTAMP '1969-12-31 23:59:59.9995'", raw: '1969-12-31T23:59:59.9995Z', is: -1 },
  { type: 'time', sql: 'make_timestamp(-1)', raw: -0.001, is: -1 },
  { type: 'time', sql: "DATE '1969-12-31'", raw: '1969-12-31', is: -86_400_000 },
  { type: 'time', sql: "TIMESTAMP '1970-01-01'", raw: 0n, is: 0 },
  { type: 'time', sql: "'infinity'::TIMESTAMP", raw: Infinity, is: null },
  { type: 'time', sql: "'-infinity'::DATE", raw: new Date(NaN), is: null },
  { type: 'time', sql: "DATE '1000000-01-01'", raw: 8.64e15 + 1, is: null },
  { type: 'time', sql: "TIMESTAMP '290000-01-01'", raw: 9.1e15, is: null },
  { type: 'time', raw: '29/02/2024', is: null },
  { type: 'text', sql: "'a'", raw: 'a', is: 'a' },
  { type: 'text', sql: "'7'", raw: 7, is: '7' },
  { type: 'text', sql: "'12345678901234567890'", raw: 12345678901234567890n, is: '12345678901234567890' },
  { type: 'text', sql: "'a\ufffdb'", raw: 'a\ud800b', is: 'a\ufffdb' },
  { type: 'text', raw: 2.5, is: null },
  { type: 'text', raw: ['a'], is: null },
  { type: 'bool', sql: 'true', raw: true, is: true },
  { type: 'bool', sql: 'false', raw: 0, is: false },
  { type: 'bool', sql: 'NULL::BOOLEAN', raw: 255, is: null },
  { type: 'bool', raw: 'true', is: null },
];

describe('raw values', () => {
  it.for(cases.map((c) => [`${c.type} ${c.sql ?? ''} ${typeof c.raw} ${String(c.raw)}`, c] as const))(
    '%s',
    async ([, { type, sql, raw, is }]) => {
      const outputs = { x: columnNode('x', type) };
      for (const mode of ['generated', 'closures'] as const) {
        expect(compileValues(outputs, { mode })({ x: raw })).toEqual({ x: is });
        expect(compileValues(outputs, { mode })({})).toEqual({ x: null });
      }
      if (sql !== undefined) expect(await engine.rows(selectSql({ outputs, from: `(SELECT ${sql} AS x)` }))).toEqual([{ x: is }]);
    },
  );

  it('inherited properties of a row are no values', () => {
    const outputs = { a: columnNode('constructor', 'text'), b: columnNode('toString', 'number'), c: columnNode('__proto__', 'text') };
    expect(compileValues(outputs)({})).toEqual({ a: null, b: null, c: null });
  });
});

describe('results', () => {
  const outputs = {
    n: columnNode('n', 'number'),
    b: columnNode('b', 'bool'),
    t: columnNode('t', 'time'),
  };

  it('a row is doubles with NaN for missing', () => {
    const program = compileRow(outputs);
    expect(program.slots.map(({ name, kind, offset }) => [name, kind, offset])).toEqual([
      ['n', 'number', 0],
      ['b', 'flag', 1],
      ['t', 'number', 2],
    ]);
    const out = new Float64Array(3);
    program.run({ n: 2, b: true, t: '1970-01-01T00:00:01Z' }, out);
    expect([...out]).toEqual([2, 1, 1000]);
    program.run({ b: false }, out);
    expect([...out]).toEqual([NaN, 0, NaN]);
  });

  it('a block is typed arrays with a mark for missing', () => {
    const { columns, run } = compileBlock(outputs);
    expect(columns).toEqual(['n', 'b', 't']);
    const results = run({ n: Float64Array.of(1, NaN), b: Uint8Array.of(1, 255), t: [new Date(5), null] }, 2);
    expect(results).toEqual([
      { name: 'n', kind: 'number', values: Float64Array.of(1, NaN) },
      { name: 'b', kind: 'flag', values: Uint8Array.of(1, 255) },
      { name: 't', kind: 'number', values: Float64Array.of(5, NaN) },
    ]);
    expect(() => run({ n: [], b: [] }, 0)).toThrow('there is no column "t".');
  });

  it('text has no place in a row of doubles', () => {
    expect(() => compileRow({ name: columnNode('s', 'text') })).toThrow(
      'the output "name" is text, but it must be a number, bool, time or category here',
    );
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  columnsOf,
  compileRow,
  compileValues,
  duckdb,
  learn,
  literalNode,
  predicateSql,
  selectSql,
  type NumberExpr,
} from '../../src/expr/index.js';
import { testEngine, type TestEngine } from './engine.js';
import { hostileNames } from './hostile.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
  await engine.run(`CREATE TABLE t AS SELECT * FROM (VALUES (1, 2e0, 'x'), (2, NULL, 'it''s'), (3, -1e0, NULL)) v(id, a, s)`);
});
afterAll(() => engine.close());

const c = columnsOf({ a: 'number', s: 'text' });

function deep(depth: number): NumberExpr {
  let x: NumberExpr = c.a;
  for (let i = 0; i < depth; i++) x = i % 2 === 0 ? x.add(1) : x.mul(0.5);
  return x;
}

describe('selectSql', () => {
  it('reads as one SELECT per depth', () => {
    expect(selectSql({ outputs: { y: c.s.length().node, z: c.s.eq("it's").node }, from: 't', keep: ['id'] })).toBe(
      `SELECT k0 AS "id", v1 AS "y", v3 AS "z" FROM (SELECT *, CAST(length(v0) AS DOUBLE) AS v1, v0 = 'it''s' AS v3 FROM ` +
        `(SELECT "id" AS k0, CAST("s" AS VARCHAR) AS v0 FROM t))`,
    );
  });

  it('hands columns through, the row number too', async () => {
    const rows = await engine.rows(`${selectSql({ outputs: { y: c.a.neg().node }, from: 't', keep: ['rowid', 'id'] })} ORDER BY 1`);
    expect(rows).toEqual([
      { rowid: 0n, id: 1, y: -2 },
      { rowid: 1n, id: 2, y: null },
      { rowid: 2n, id: 3, y: 1 },
    ]);
  });

  it('gives constants and nothing but kept columns too', async () => {
    expect(await engine.rows(`${selectSql({ outputs: { one: literalNode('number', 1) }, from: 't' })}`)).toEqual([
      { one: 1 },
      { one: 1 },
      { one: 1 },
    ]);
    expect(await engine.rows(`${selectSql({ outputs: {}, from: 't', keep: ['id'] })} ORDER BY 1`)).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
  });

  it('has text that is linear in depth and in shared parts, and runs at depth 200', async () => {
    const [at40, at80] = [40, 80].map((depth) => selectSql({ outputs: { y: deep(depth).node }, from: 't' }).length);
    expect(at40).toBeLessThan(8000);
    expect(at80 / at40).toBeLessThan(2.1);
    let shared = c.a.abs();
    for (let i = 0; i < 12; i++) shared = shared.add(shared).div(2);
    expect(selectSql({ outputs: { y: shared.node }, from: 't' }).length).toBeLessThan(4000);
    const rows = await engine.rows(selectSql({ outputs: { y: deep(200).node, z: shared.node }, from: 't WHERE id = 1' }));
    expect(rows).toEqual([compileValues({ y: deep(200).node, z: shared.node })({ a: 2 })]);
  });

  it('refuses holes, with the name of the rule', () => {
    expect(() => selectSql({ outputs: { y: learn.mean(c.a).node }, from: 't' })).toThrow('learn.mean has no value yet');
    expect(() => compileRow({ y: learn.mean(c.a).node })).toThrow(expect.objectContaining({ code: 'MW_EXPR_UNFITTED' }));
  });
});

describe('predicateSql', () => {
  it('stands in WHERE and in CASE', async () => {
    const negative = predicateSql(c.a.mul(2).lt(0).node);
    expect(await engine.rows(`SELECT id FROM t WHERE ${negative}`)).toEqual([{ id: 3 }]);
    expect(
      await engine.rows(`SELECT count(*) FILTER (WHERE CASE WHEN ${predicateSql(c.a.isNull().node)} THEN true END) AS n FROM t`),
    ).toEqual([{ n: 1n }]);
  });

  it('keeps a condition without columns', async () => {
    expect(await engine.rows(`SELECT id FROM t WHERE ${predicateSql(literalNode('bool', false))}`)).toEqual([]);
  });
});

describe('names and strings', () => {
  it.for(hostileNames)('%j as a column, an output, a kept column and a text', async (name) => {
    const word = name.replaceAll('\0', '');
    await engine.run(`CREATE OR REPLACE TABLE h (${duckdb.ident(name)} VARCHAR, "the id" INTEGER)`);
    await engine.run(`INSERT INTO h VALUES (${duckdb.literal(literalNode('text', word))}, 7), ('other', 8)`);
    const x = columnsOf({ [name]: 'text' })[name];
    const outputs = [
      { name, node: x.eq(word).node },
      { name: `${name} length`, node: x.length().node },
    ];
    const [row] = await engine.rows(`SELECT * FROM (${selectSql({ outputs, from: 'h', keep: ['the id'] })}) WHERE "the id" = 7`);
    expect(row[name]).toBe(true);
    expect(row[`${name} length`]).toBe([...word].length);
    for (const mode of ['generated', 'closures'] as const) {
      const values = compileValues(outputs, { mode })({ [name]: word });
      expect([values[name], values[`${name} length`]]).toEqual([true, [...word].length]);
    }
    expect(await engine.rows(`SELECT "the id" FROM h WHERE ${predicateSql(x.eq(word).node)}`)).toEqual([{ 'the id': 7 }]);
  });

  it('any text survives the way through a literal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (raw) => {
        const text = raw.toWellFormed().replaceAll('\0', '');
        const [row] = await engine.rows(`SELECT ${duckdb.literal(literalNode('text', text))} AS t`);
        expect(row.t).toBe(text);
      }),
    );
  });

  it('any finite number survives the way through a literal, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (x) => {
        const [row] = await engine.rows(`SELECT ${duckdb.literal(literalNode('number', x))} AS x`);
        expect(row.x).toBe(x + 0);
      }),
    );
  });

  it('what cannot be quoted is refused', () => {
    expect(() => duckdb.ident('a\0b')).toThrow('it holds a NUL character');
    expect(() => duckdb.ident('')).toThrow('it is empty');
    expect(() => duckdb.ident('\ud800')).toThrow('not well-formed');
    expect(() => duckdb.literal({ kind: 'literal', type: 'text', value: 'a\0b' })).toThrow('without NUL');
    expect(() => duckdb.literal({ kind: 'literal', type: 'number', value: Infinity })).toThrow('finite number');
  });
});

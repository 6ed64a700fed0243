import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  columnsOf,
  compileValues,
  holesOf,
  keyOf,
  learn,
  learnedRules,
  selectSql,
  substitute,
  typeOf,
  when,
  type AggregateValue,
  type Node,
  type RuleName,
  type Value,
} from '../../src/expr/index.js';
import { sameValue } from './cells.js';
import { testEngine, type TestEngine } from './engine.js';

const rows = Array.from({ length: 200 }, (_, i) => ({
  id: i,
  a: i % 9 === 0 ? null : ((i * 37) % 101) / 4,
  s: i % 11 === 0 ? null : ['red', 'green', 'blue', '😀', ''][(i * i) % 5],
}));

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
  const cells = rows.map(({ id, a, s }) => `(${id}, ${a ?? 'NULL'}::DOUBLE, ${s === null ? 'NULL' : `'${s}'`})`);
  await engine.run(`CREATE TABLE t AS SELECT * FROM (VALUES ${cells.join(', ')}) v(id, a, s)`);
});
afterAll(() => engine.close());

/** Fills holes from the table, innermost first, as the features layer does. */
async function fitted(outputs: Readonly<Record<string, Node>>): Promise<Readonly<Record<string, Node>>> {
  let nodes = outputs;
  for (;;) {
    const holes = holesOf(Object.values(nodes)).filter((hole) => holesOf(hole.args).length === 0);
    if (holes.length === 0) return nodes;
    const fills = new Map<string, Node>();
    for (const hole of holes) {
      const rule = learnedRules[hole.rule as RuleName];
      const from = `(${selectSql({ outputs: hole.args.map((node, i) => ({ name: `x${i}`, node })), from: 't' })})`;
      const aggregates = Object.entries(rule.aggregates).map(
        ([name, { sql }]) => `${(sql.duckdb ?? sql.common)!(['x0'], hole.options)} AS ${name}`,
      );
      const [row] = await engine.rows(`SELECT ${aggregates.join(', ')} FROM ${from}`);
      const results = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.map((v) => (typeof v === 'bigint' ? Number(v) : v)) : value,
        ]),
      );
      fills.set(keyOf(hole), rule.fill(results as Record<string, AggregateValue>, hole.args, hole.options, typeOf(hole)));
    }
    nodes = Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, substitute(node, fills)]));
  }
}

describe('fitted expressions', () => {
  const c = columnsOf({ a: 'number', s: 'text' });
  const features = {
    scaled: learn.scale(c.a),
    scaledTwice: learn.scale(learn.scale(c.a)),
    imputed: learn.impute(c.a, 'mean'),
    above: c.a.gt(learn.quantile(c.a, 0.9)),
    binned: c.a.bin(learn.quantiles(c.a, 4)),
    category: learn.category(c.s, { max: 3, missing: 'level' }),
    oneHot: learn.oneHot(c.s, { max: 2 }),
    frequency: learn.frequency(c.s),
    usual: c.s.eq(learn.mode(c.s)),
    range: learn.max(c.a).sub(learn.min(c.a)),
    nested: when(c.s.isNull(), learn.median(c.a), c.a.sub(learn.mean(c.a.abs()))),
  };

  it('mean the same in JavaScript and DuckDB, and have no hole left', async () => {
    const nodes = await fitted(Object.fromEntries(Object.entries(features).map(([name, x]) => [name, x.node])));
    expect(holesOf(Object.values(nodes))).toEqual([]);
    const table = await engine.rows(`${selectSql({ outputs: nodes, from: 't', keep: ['id'] })} ORDER BY id`);
    const values = rows.map(compileValues(nodes));
    values.forEach((row, i) => {
      for (const [name, value] of Object.entries(row)) expect(sameValue(value, table[i][name], false), `${name} of row ${i}`).toBe(true);
    });
    expect(new Set(values.map((row) => row.binned))).toEqual(new Set<Value>([null, 0, 1, 2, 3]));
    const present = values.flatMap((row) => (row.scaled === null ? [] : [row.scaled as number]));
    const mean = present.reduce((sum, x) => sum + x, 0) / present.length;
    const variance = present.reduce((sum, x) => sum + (x - mean) ** 2, 0) / present.length;
    expect(mean).toBeCloseTo(0, 12);
    expect(variance).toBeCloseTo(1, 12);
  });

  it('of a constant column scale to nearly 0', async () => {
    const nodes = await fitted({ x: learn.scale(c.a.mul(0).add(0.1)).node });
    expect(compileValues(nodes)({ a: 3 }).x).toBeCloseTo(0, 12);
    expect(compileValues(nodes)({ a: null })).toEqual({ x: null });
  });
});

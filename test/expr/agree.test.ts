import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compileBlock,
  compileRow,
  compileValues,
  duckdb,
  interpret,
  ops,
  printNode,
  selectSql,
  typeOf,
  visit,
  type BlockOutput,
  type Node,
  type Output,
  type Row,
  type ScalarType,
  type Value,
} from '../../src/expr/index.js';
import { fromDouble, isApproximate, sameValue } from './cells.js';
import { testEngine, type TestEngine } from './engine.js';
import { naive } from './naive.js';
import { approximateNodes, nodes, schemas, type Schema } from './generate.js';
import { rawValues } from './hostile.js';

const cases = Number(process.env.MILLWRIGHT_CASES ?? 150);

let engine: TestEngine;
beforeAll(async () => void (engine = await testEngine()));
afterAll(() => engine.close());

interface World {
  readonly schema: Schema;
  readonly rows: readonly Row[];
  readonly outputs: readonly Output[];
}

function worlds(makeNodes: (schema: Schema) => fc.Arbitrary<Node>): fc.Arbitrary<World> {
  return schemas.chain((schema) => {
    const row = fc.record(
      Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, rawValues[type]])) as Record<string, fc.Arbitrary<unknown>>,
    );
    const list = fc.array(makeNodes(schema), { minLength: 1, maxLength: 4 });
    return fc.record({
      schema: fc.constant(schema),
      rows: fc.array(row, { minLength: 1, maxLength: 6 }),
      outputs: list.map((all) => all.map((node, i) => ({ name: `out ${i}`, node }))),
    });
  });
}

/** Every output of every row by one way of computing. */
type Table = readonly Readonly<Record<string, unknown>>[];

function byRow({ rows, outputs }: World, mode: 'generated' | 'closures'): Table {
  const doubles = outputs.filter(({ node }) => typeOf(node) !== 'text');
  const program = mode === 'generated' ? compileRow(doubles) : interpret(doubles);
  return rows.map((row) => {
    const out = new Float64Array(program.width);
    program.run(row, out);
    return Object.fromEntries(
      program.slots.map(({ name, offset, width, kind }, i) => [
        name,
        kind === 'vector' ? [...out.subarray(offset, offset + width)] : fromDouble(out[offset], typeOf(doubles[i].node)),
      ]),
    );
  });
}

function byBlock({ schema, rows, outputs }: World, mode: 'generated' | 'closures'): Table {
  const columns = Object.fromEntries(Object.keys(schema).map((name) => [name, rows.map((row) => row[name])]));
  const results = compileBlock(outputs, { mode }).run(columns, rows.length);
  return rows.map((_, i) => Object.fromEntries(results.map((result) => [result.name, cellOf(result, i)])));
}

function cellOf(result: BlockOutput, i: number): Value {
  if (result.kind === 'vector') return result.values.map((place) => place[i]);
  const value = result.values[i];
  if (result.kind === 'flag') return value === 255 ? null : value === 1;
  if (result.kind === 'code') return value === -1 ? null : value;
  return Number.isNaN(value) ? null : value;
}

const sqlTypes: Readonly<Record<ScalarType, string>> = { number: 'DOUBLE', bool: 'BOOLEAN', text: 'VARCHAR', time: 'TIMESTAMP' };

function cellSql(raw: unknown, type: ScalarType): string {
  if (raw === undefined) return `CAST(NULL AS ${sqlTypes[type]})`;
  if (type === 'number') return `CAST('${Object.is(raw, -0) ? '-0' : String(raw)}' AS DOUBLE)`;
  if (type === 'time') return `make_timestamp_ms(${String(raw)})`;
  return type === 'text' ? `'${(raw as string).toWellFormed().replaceAll("'", "''")}'` : String(raw);
}

async function byEngine({ schema, rows, outputs }: World): Promise<Table> {
  const row = (cells: Row, i: number) =>
    `(${[String(i), ...Object.entries(schema).map(([name, type]) => cellSql(cells[name], type))].join(', ')})`;
  const names = ['row number', ...Object.keys(schema)].map((name) => duckdb.ident(name)).join(', ');
  await engine.run(
    `CREATE OR REPLACE TABLE t (${['"row number" INTEGER', ...Object.entries(schema).map(([name, type]) => `${duckdb.ident(name)} ${sqlTypes[type]}`)].join(', ')})`,
  );
  await engine.run(`INSERT INTO t (${names}) VALUES ${rows.map(row).join(', ')}`);
  return engine.rows(`${selectSql({ outputs, from: 't', keep: ['row number'] })} ORDER BY "row number"`);
}

async function agree(world: World): Promise<void> {
  const tables: Readonly<Record<string, Table>> = {
    'values, generated': world.rows.map(compileValues(world.outputs)),
    'values, closures': world.rows.map(compileValues(world.outputs, { mode: 'closures' })),
    'row, generated': byRow(world, 'generated'),
    'row, closures': byRow(world, 'closures'),
    'block, generated': byBlock(world, 'generated'),
    'block, closures': byBlock(world, 'closures'),
    DuckDB: await byEngine(world),
  };
  const reference = world.rows.map((row) => Object.fromEntries(world.outputs.map(({ name, node }) => [name, naive(node, row)])));
  for (const { name, node } of world.outputs) {
    const approximate = isApproximate(node);
    for (const [way, table] of Object.entries(tables)) {
      if (way.startsWith('row') && typeOf(node) === 'text') continue;
      reference.forEach((values, i) => {
        const same = sameValue(values[name], table[i][name], approximate && way === 'DuckDB');
        if (!same)
          throw new Error(
            `${printNode(node)}\n  of ${JSON.stringify(world.rows[i])}\n  is ${JSON.stringify(values[name])}, by ${way} ${JSON.stringify(table[i][name])}`,
          );
      });
    }
  }
}

describe('all targets agree on generated expressions over hostile rows', () => {
  it.each(['number', 'bool', 'text', 'time', 'numbers'] as const)('%s', async (type) => {
    await fc.assert(
      fc.asyncProperty(
        worlds((schema) => nodes(schema, type, 3)),
        agree,
      ),
      { numRuns: cases },
    );
  });

  it('transcendental ops, to 1e-12', async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds((schema) => approximateNodes(schema, 2)),
        agree,
      ),
      { numRuns: cases },
    );
  });

  it('the generated expressions use every op', () => {
    const schema: Schema = { n: 'number', s: 'text', b: 'bool', t: 'time' };
    const makers = (['number', 'bool', 'text', 'time', 'numbers'] as const).map((type) => nodes(schema, type, 2));
    const used = new Set<string>();
    visit(fc.sample(fc.oneof(approximateNodes(schema, 1), ...makers), { numRuns: 4000, seed: 7 }), (node) => {
      if (node.kind === 'call') used.add(node.op);
    });
    expect(Object.keys(ops).filter((name) => !used.has(name))).toEqual([]);
  });

  it('the comparison itself sees a difference of one bit, a sign of zero and a null', () => {
    expect(sameValue(1, 1 + Number.EPSILON, false)).toBe(false);
    expect(sameValue(0, -0, false)).toBe(false);
    expect(sameValue(null, 0, true)).toBe(false);
    expect(sameValue(1, 1 + 1e-11, true)).toBe(false);
  });
});

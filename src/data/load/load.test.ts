import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MillwrightError } from '../../core/index.js';
import { columnsOf } from '../../expr/index.js';
import { foreignKey, freshness, inRange, inSet, matches, notNull, rowCount, unique } from '../checks/rules.js';
import type { Rule } from '../checks/rule.js';
import type { LoadedTable, LoadRun, TableDefinition } from '../definition.js';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { valueTypesOf, type Schema } from '../schema.js';
import { t } from '../types.js';
import { loadTable } from './load.js';

let engine: Engine;
let root: string;
beforeAll(async () => {
  engine = await openEngine();
  root = mkdtempSync(join(tmpdir(), 'millwright-load-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

type Row = Readonly<Record<string, unknown>>;
const orders: readonly Row[] = [
  { id: 'a', customer: 'x', amount: 10, state: 'paid', at: '2024-01-01' },
  { id: 'b', customer: 'y', amount: -1, state: 'paid', at: '2024-01-02' },
  { id: 'c', customer: 'z', amount: 30, state: 'lost', at: '2024-01-03' },
  { id: 'c', customer: null, amount: 40, state: null, at: '2024-01-04' },
  { id: 'd', customer: 'x', amount: null, state: 'paid', at: '2024-01-05' },
];
const schema = {
  id: t.id(),
  customer: t.id().nullable(),
  amount: t.number().nullable(),
  state: t.category().nullable(),
  at: t.timestamp(),
};
const c = columnsOf(valueTypesOf(schema));

const table = (change: Partial<TableDefinition> = {}): TableDefinition => ({
  source: { kind: 'rows', rows: orders },
  schema,
  checks: [],
  joins: [],
  maxBadRate: 1,
  ...change,
});
const load = (change: Partial<TableDefinition> = {}, run: Partial<LoadRun> = {}): Promise<LoadedTable> =>
  loadTable(engine, table(change), { mode: 'training', root, ...run });
const idsOf = async (loaded: LoadedTable): Promise<unknown[]> =>
  (await engine.rows(`SELECT id FROM "${loaded.relation}" ORDER BY rowid`)).map((r) => r['id']);
const rowRule = (rule: string, test: { readonly node: unknown }, level: 'error' | 'warn' = 'error'): Rule => ({
  kind: 'row',
  rule,
  level,
  test: test.node as never,
});

describe('rules', () => {
  it.each<[string, Rule, number[]]>([
    ['an expression; null does not fail', rowRule('positive', c.amount.gte(0)), [2]],
    ['not null', notNull('state'), [4]],
    ['in a range', inRange('amount', { min: 0, max: 30 }), [2, 4]],
    ['at least', inRange('amount', { min: 11 }), [1, 2]],
    ['in a range of times', inRange('at', { min: '2024-01-02', max: '2024-01-04' }), [1, 5]],
    ['in a set', inSet('state', ['paid']), [3]],
    ['in a set of numbers', inSet('amount', [10, 30]), [2, 4]],
    ['matches as a whole', matches('state', /pa.d/), [3]],
    ['unique, the first stays', unique('id'), [4]],
    ['unique over several columns; null keys do not fail', unique(['id', 'customer']), []],
  ])('%s', async (_name, rule, due) => {
    const loaded = await load({ checks: [rule] });
    expect(loaded.rules).toEqual([expect.objectContaining({ rule: rule.rule, level: 'error', failed: due.length })]);
    expect(loaded.rules[0].sample.map((s) => s.row)).toEqual(due);
    expect([loaded.read, loaded.rows, loaded.quarantined]).toEqual([5, 5 - due.length, due.length]);
    expect(await idsOf(loaded)).toEqual(orders.flatMap((r, i) => (due.includes(i + 1) ? [] : [r['id']])));
  });

  it('name the key of a failing row', async () => {
    const loaded = await load({ checks: [rowRule('positive', c.amount.gte(0))] });
    expect(loaded.rules[0].sample).toEqual([{ row: 2, key: { id: 'b', customer: 'y' } }]);
  });

  it('at level warn count rows and keep them', async () => {
    const loaded = await load({ checks: [notNull('state', { level: 'warn' }), unique('id', { level: 'warn' })] });
    expect(loaded.rules.map((r) => [r.rule, r.level, r.failed])).toEqual([
      ['state is not null', 'warn', 1],
      ['id is unique', 'warn', 1],
    ]);
    expect([loaded.rows, loaded.quarantined, loaded.quarantine]).toEqual([5, 0, null]);
  });

  it('about foreign keys look into another table', async () => {
    const customers = table({ source: { kind: 'rows', rows: [{ key: 'x' }, { key: 'y' }] }, schema: { key: t.id() } });
    const loaded = await load({ checks: [foreignKey({ customer: 'key' }, customers)] });
    expect(loaded.rules[0].sample.map((s) => s.row)).toEqual([3]);
  });

  it('about the whole table stop training, and are only reported at level warn', async () => {
    const rules = [
      rowCount({ min: 6 }, { level: 'warn' }),
      freshness('at', '3d', { level: 'warn' }),
      freshness('at', '1d', { level: 'warn', rule: 'newer' }),
    ];
    const loaded = await load({ checks: rules }, { now: () => Date.parse('2024-01-07') });
    expect(loaded.rules.map((r) => [r.failed, r.found])).toEqual([
      [1, '5 rows'],
      [0, 'the newest is 2024-01-05T00:00:00.000Z'],
      [1, 'the newest is 2024-01-05T00:00:00.000Z'],
    ]);
    await expect(load({ checks: [rowCount({ max: 4 })] })).rejects.toMatchObject({
      code: 'MW_DATA_RULE_FAILED',
      message: 'the rule "the table has 0 … 4 rows" failed: 5 rows',
    });
    expect((await load({ checks: [rowCount({ max: 4 })] }, { enforceBadRate: false })).rules[0].failed).toBe(1);
  });

  it('that cannot run are refused with their name', async () => {
    for (const rule of [
      notNull('stat'),
      inRange('state', { min: 1 }),
      matches('amount', 'a'),
      freshness('id', '1d'),
      inRange('at', { min: 'soon' }),
      rowRule('no test', c.amount),
    ]) {
      await expect(load({ checks: [rule] }), rule.rule).rejects.toMatchObject({ code: 'MW_DATA_RULE' });
    }
    await expect(load({ checks: [notNull('id'), notNull('id')] })).rejects.toMatchObject({ code: 'MW_DATA_RULE' });
    expect(() => freshness('at', '3 days')).toThrow(expect.objectContaining({ code: 'MW_DATA_RULE' }));
  });

  it('count a row that breaks several only once, and leave out rows that are bad already', async () => {
    const rows = [...orders, { id: 'e', customer: 'x', amount: 'many', state: null, at: '2024-01-06' }];
    const loaded = await load({
      source: { kind: 'rows', rows },
      checks: [notNull('state'), unique('id'), rowRule('small', c.amount.lt(35))],
    });
    expect(loaded.rules.map((r) => r.failed)).toEqual([1, 1, 1]);
    expect([loaded.read, loaded.rows, loaded.quarantined]).toEqual([6, 4, 2]);
  });
});

describe('where', () => {
  it('leaves out rows for which it is false or null, before the rules look', async () => {
    const loaded = await load({ where: c.amount.gt(0).node, checks: [unique('id'), rowRule('positive', c.amount.gte(0))] });
    expect([loaded.read, loaded.rows, loaded.filtered, loaded.quarantined]).toEqual([5, 2, 2, 1]);
    expect(loaded.rules.map((r) => r.failed)).toEqual([1, 0]);
    expect(await idsOf(loaded)).toEqual(['a', 'c']);
  });

  it('does not apply to prediction', async () => {
    const loaded = await load({ where: c.amount.gt(0).node, checks: [unique('id')] }, { mode: 'predict' });
    expect([loaded.rows, loaded.filtered, loaded.rules]).toEqual([5, 0, []]);
  });
});

const customers = (
  rows: readonly Row[] = [
    { key: 'y', town: 'Ulm', vip: true },
    { key: 'x', town: 'Rom', vip: false },
  ],
  right: Schema = { key: t.id(), town: t.category(), vip: t.bool() },
): TableDefinition => table({ source: { kind: 'rows', rows }, schema: right });

describe('joins', () => {
  it('add columns to every row in its place, and nulls where there is no partner', async () => {
    const loaded = await load({ joins: [{ right: customers(), on: { customer: 'key' } }] });
    expect(await engine.rows(`SELECT id, customer, town, vip FROM "${loaded.relation}" ORDER BY rowid`)).toEqual([
      { id: 'a', customer: 'x', town: 'Rom', vip: false },
      { id: 'b', customer: 'y', town: 'Ulm', vip: true },
      { id: 'c', customer: 'z', town: null, vip: null },
      { id: 'c', customer: null, town: null, vip: null },
      { id: 'd', customer: 'x', town: 'Rom', vip: false },
    ]);
    expect(
      Object.entries(loaded.schema)
        .slice(-2)
        .map(([n, col]) => [n, col.kind, col.spec.nullable]),
    ).toEqual([
      ['town', 'category', true],
      ['vip', 'bool', true],
    ]);
  });

  it('let rules see the joined columns, and change the fingerprint with the other table', async () => {
    const on = { customer: 'key' };
    const loaded = await load({ joins: [{ right: customers(), on }], checks: [inSet('town', ['Rom'])] });
    expect(loaded.rules[0].sample.map((s) => s.row)).toEqual([2]);
    const other = await load({ joins: [{ right: customers([{ key: 'y', town: 'Bonn', vip: true }]), on }] });
    expect(new Set([loaded.fingerprint, other.fingerprint, (await load()).fingerprint]).size).toBe(3);
  });

  it('keep the order and the number of many rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: String(i), k: String((i * 7919) % 501) }));
    const right = Array.from({ length: 500 }, (_, i) => ({ k: String(i), v: i }));
    const loaded = await load({
      source: { kind: 'rows', rows },
      schema: { id: t.id(), k: t.id() },
      joins: [{ right: customers(right, { k: t.id(), v: t.int() }), on: { k: 'k' } }],
    });
    const block = await engine.columns(`SELECT id, v FROM "${loaded.relation}"`);
    expect(block.text('id')).toEqual(rows.map((r) => r.id));
    expect([...block.number('v')]).toEqual(rows.map((r) => (r.k === '500' ? Number.NaN : Number(r.k))));
  });

  it.each<[string, TableDefinition, Readonly<Record<string, string>>, string, RegExp]>([
    [
      'a key that stands twice',
      customers([
        { key: 'x', town: 'a', vip: true },
        { key: 'x', town: 'b', vip: true },
      ]),
      { customer: 'key' },
      'MW_DATA_JOIN_DUPLICATE',
      /the key "x" stands there 2 times/,
    ],
    [
      'a column that both have',
      customers([{ key: 'x', state: 'a' }], { key: t.id(), state: t.text() }),
      { customer: 'key' },
      'MW_DATA_JOIN_COLUMNS',
      /both tables have a column "state"/,
    ],
    [
      'keys of different types',
      customers([{ key: 1 }], { key: t.int() }),
      { customer: 'key' },
      'MW_DATA_JOIN_COLUMNS',
      /"customer" is text, but "key" is number/,
    ],
    ['a key that is not here', customers(), { custmer: 'key' }, 'MW_DATA_JOIN_COLUMNS', /no column "custmer"/],
    ['a key that is not there', customers(), { customer: 'kay' }, 'MW_DATA_JOIN_COLUMNS', /no column "kay"/],
    ['no key', customers(), {}, 'MW_DATA_JOIN_COLUMNS', /no columns to join by/],
  ])('refuse %s', async (_name, right, on, code, message) => {
    await expect(load({ joins: [{ right, on }] })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

const at = (bad: readonly Row[], maxBadRate?: number) =>
  loadTable(
    engine,
    {
      source: { kind: 'rows', rows: bad },
      schema: { v: t.int() },
      checks: [],
      joins: [],
      ...(maxBadRate === undefined ? {} : { maxBadRate }),
    },
    { mode: 'training', root },
  );

describe('quarantine', () => {
  const dirty = 'id,n,s\na,1,x\nb, many ,"y\n2"\nc,3,\nd,,\n';
  const definition = (): TableDefinition => {
    writeFileSync(join(root, 'dirty.csv'), dirty);
    return {
      source: { kind: 'csv', path: 'dirty.csv' },
      schema: { id: t.id(), n: t.int(), s: t.text().nullable() },
      checks: [notNull('s')],
      joins: [],
      maxBadRate: 1,
    };
  };

  it('keeps each bad row with key, rules, reasons and all its cells, as a table and as a file', async () => {
    const loaded = await loadTable(engine, definition(), { mode: 'training', root, quarantineDir: 'q' });
    expect([loaded.read, loaded.rows, loaded.quarantined]).toEqual([4, 1, 3]);
    const file = join(root, 'q', 'dirty.csv.jsonl');
    expect(loaded.quarantine?.file).toBe(file);
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        row: 2,
        key: { id: 'b' },
        faults: [{ column: 'n', rule: 'number', reason: 'is not a number', value: ' many ' }],
        values: { id: 'b', n: ' many ', s: 'y\n2' },
      },
      {
        row: 3,
        key: { id: 'c' },
        faults: [{ rule: 's is not null', reason: 'breaks the rule "s is not null"' }],
        values: { id: 'c', n: '3', s: null },
      },
      {
        row: 4,
        key: { id: 'd' },
        faults: [{ column: 'n', rule: 'empty', reason: 'is empty, but the column is not nullable', value: '' }],
        values: { id: 'd', n: null, s: null },
      },
    ]);
    expect(readdirSync(join(root, 'q'))).toEqual(['dirty.csv.jsonl']);
    const inEngine = await engine.rows(`SELECT "row", key, "column", rule, value FROM "${loaded.quarantine!.relation}" ORDER BY "row"`);
    expect(inEngine.map((r) => [r['row'], r['key'], r['column'], r['rule'], r['value']])).toEqual([
      [2, '{"id":"b"}', 'n', 'number', ' many '],
      [3, '{"id":"c"}', null, 's is not null', null],
      [4, '{"id":"d"}', 'n', 'empty', ''],
    ]);
  });

  it('is empty and writes no file when nothing is bad', async () => {
    const loaded = await load({}, { quarantineDir: 'none' });
    expect([loaded.quarantined, loaded.quarantine, readdirSync(root).includes('none')]).toEqual([0, null, false]);
  });

  it('holds at most maxBadRate of the rows, 5% by default', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ v: i < 5 ? 'bad' : i }));
    expect((await at(rows)).quarantined).toBe(5);
    await expect(at([...rows, { v: 'worse' }])).rejects.toMatchObject({ code: 'MW_DATA_BAD_RATE' });
    await expect(at(rows, 0.01)).rejects.toMatchObject({ code: 'MW_DATA_BAD_RATE' });
    const error = await at(rows, 0).catch((e: MillwrightError) => e);
    expect((error as MillwrightError).message).toBe(
      '5 of 100 rows are bad (5.0%, at most 0% may be): "v" is not a number 5. First: row 1, "v": "bad" is not a number',
    );
  });
});

const number = (x: string): number | null | undefined =>
  ['', 'NA'].includes(x) ? null : ['x', '1e999'].includes(x) ? undefined : Number(x) + 0;

describe('nothing vanishes', () => {
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom('', 'NA', 'x', '1.5', '1e999', ' 2 ', '-0') },
  );
  const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), v: cell, w: cell });

  it('rows = kept + quarantined + filtered, and the kept ones are the good ones in their order', async () => {
    const s = { id: t.id(), v: t.int(), w: t.number().nullable() };
    const col = columnsOf(valueTypesOf(s));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const loaded = await loadTable(
          engine,
          {
            source: { kind: 'rows', rows },
            schema: s,
            where: col.v.lte(3).node,
            checks: [rowRule('w is small', col.w.lt(4))],
            joins: [],
            maxBadRate: 1,
          },
          { mode: 'training', root },
        );
        const judged = rows.map((r) => ({ id: r.id, v: number(r.v), w: number(r.w) }));
        const bad = judged.map((r) => r.v === undefined || r.v === null || !Number.isInteger(r.v) || r.w === undefined);
        const out = judged.map((r, i) => !bad[i] && r.v! > 3);
        const broken = judged.map((r, i) => !bad[i] && !out[i] && r.w !== null && r.w! >= 4);
        const kept = judged.filter((_, i) => !bad[i] && !out[i] && !broken[i]);
        expect([loaded.read, loaded.rows, loaded.quarantined, loaded.filtered]).toEqual([
          rows.length,
          kept.length,
          bad.filter(Boolean).length + broken.filter(Boolean).length,
          out.filter(Boolean).length,
        ]);
        expect(await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`)).toEqual(kept);
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../expr/index.js';
import { inRange, inSet, matches, notNull, unique } from '../checks/rules.js';
import type { Rule } from '../checks/rule.js';
import { openEngine } from '../engine/duckdb.js';
import { loadTable } from '../load/load.js';
import { valueTypesOf } from '../schema.js';
import { t } from '../types.js';
import { rowGuard } from './guard.js';
import { rowReader } from './read-row.js';

const schema = {
  id: t.id(),
  n: t.int(),
  x: t.number().nullable(),
  ok: t.bool({ true: 'Yes', false: 'No' }).nullable(),
  at: t.timestamp().optional(),
};

describe('rowReader', () => {
  const read = rowReader(schema);

  it('reads what a client sends', () => {
    expect(read({ id: 7, n: 3, x: null, ok: 'Yes', at: '1970-01-01T00:00:01Z' })).toEqual({
      values: { id: '7', n: 3, x: null, ok: true, at: 1000 },
      faults: [],
    });
    expect(read({ id: '007', n: ' 3 ', x: -0, ok: false })).toEqual({ values: { id: '007', n: 3, x: 0, ok: false, at: null }, faults: [] });
  });

  it('tells every fault by column, rule and value', () => {
    expect(read({ n: 1.5, x: 'many', ok: 'yes', at: 'soon', idd: 1 }).faults).toEqual([
      { column: 'id', rule: 'missing', reason: 'is missing' },
      { column: 'n', rule: 'whole', reason: 'is not a whole number', value: '1.5' },
      { column: 'x', rule: 'number', reason: 'is not a number', value: 'many' },
      { column: 'ok', rule: 'bool', reason: 'is neither "Yes" nor "No"', value: 'yes' },
      { column: 'at', rule: 'time', reason: 'is not an ISO 8601 time', value: 'soon' },
      { column: 'idd', rule: 'unknown', reason: 'is not a column of the schema. Did you mean "id"?' },
    ]);
    const more = read({ id: null, n: 2 ** 53, x: Infinity, ok: {}, at: [] }).faults;
    expect(more.map((f) => [f.column, f.rule])).toEqual([
      ['id', 'empty'],
      ['n', 'range'],
      ['x', 'number'],
      ['ok', 'bool'],
      ['at', 'time'],
    ]);
  });

  it('is not fooled by names of the language', () => {
    expect(rowReader({ toString: t.int(), ['__proto__']: t.int() })({}).faults.map((f) => f.column)).toEqual(['toString', '__proto__']);
  });
});

describe('one reading', () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'NA', '1', '-2.5', ' 3 ', '1e999', 'Yes', 'No', 'true', '2024-02-29', '2023-02-29', '1970-01-01 00:00:00+01', 'x'),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const rows = fc.array(fc.record({ id: cell, n: cell, x: cell, ok: cell, at: cell }), { minLength: 1, maxLength: 25 });

  it('single rows mean in JavaScript what they mean in a table, and break the same rules', async () => {
    await using engine = await openEngine({ threads: 1 });
    const c = columnsOf(valueTypesOf(schema));
    const rules: Rule[] = [
      { kind: 'row', rule: 'x is small', level: 'warn', test: c.x.lt(2).node },
      notNull('ok', { level: 'warn' }),
      inRange('n', { min: 0 }, { level: 'warn' }),
      inSet('id', ['1', 'x', '3'], { level: 'warn' }),
      matches('id', '[a-z0-9. -]+', { level: 'warn' }),
      unique('id', { level: 'warn' }),
    ];
    const [read, guard] = [rowReader(schema), rowGuard(rules, schema)];
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const readings = list.map(read);
        const good = readings.filter((r) => r.faults.length === 0);
        const loaded = await loadTable(
          engine,
          { source: { kind: 'rows', rows: list }, schema, checks: rules, joins: [], maxBadRate: 1 },
          { mode: 'training', root: '.' },
        );
        expect(loaded.rows).toBe(good.length);
        const table = await engine.rows(`SELECT * REPLACE (epoch_ms("at") AS "at") FROM "${loaded.relation}" ORDER BY rowid`);
        expect(table).toEqual(good.map((r) => r.values));
        const broken = rules.map(({ rule }) => good.filter((r) => guard(r.values).includes(rule)).length);
        expect(loaded.rules.map((r) => r.failed).slice(0, 5)).toEqual(broken.slice(0, 5));
        expect(broken[5]).toBe(0);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

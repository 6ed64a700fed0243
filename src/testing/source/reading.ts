import assert from 'node:assert/strict';
import { t } from '../../data/index.js';
import type { SourceCase, SourceRow } from './case.js';
import { load, rowsOf } from './load.js';

const people: readonly SourceRow[] = [
  { id: '007', n: '1', x: '-2.5e-3', ok: 'Yes', kind: 'ß, "é" 😀', note: 'two\nlines', at: '2024-02-29T12:30:15.250Z', day: '2024-02-29' },
  { id: '8', n: '-2', x: '0.1', ok: 'No', kind: 'b', note: ' edge ', at: '1969-12-31', day: '1969-12-31' },
  { id: '9007199254740993', n: '0', x: null, ok: 'Yes', kind: null, note: null, at: '2024-01-01 00:00:00+02:00', day: '0999-01-01' },
];
const schema = {
  id: t.id(),
  n: t.int(),
  x: t.number().nullable(),
  ok: t.bool({ true: 'Yes', false: 'No' }),
  kind: t.category().nullable(),
  note: t.text().nullable(),
  at: t.timestamp(),
  day: t.date(),
};

/** What is read, and in which order. */
export const readingCases: readonly SourceCase[] = [
  {
    name: 'reads every kind of column, and empty cells as nothing',
    run: async (subject) => {
      const loaded = await load(subject, await subject.put(people), schema);
      assert.deepEqual(
        { rows: loaded.rows, read: loaded.read, quarantined: loaded.quarantined, faults: loaded.faults, notes: loaded.notes },
        { rows: 3, read: 3, quarantined: 0, faults: [], notes: [] },
      );
      assert.deepEqual(await rowsOf(subject, loaded), [
        {
          id: '007',
          n: 1,
          x: -0.0025,
          ok: true,
          kind: 'ß, "é" 😀',
          note: 'two\nlines',
          at: new Date('2024-02-29T12:30:15.250Z'),
          day: new Date('2024-02-29'),
        },
        { id: '8', n: -2, x: 0.1, ok: false, kind: 'b', note: 'edge', at: new Date('1969-12-31'), day: new Date('1969-12-31') },
        {
          id: '9007199254740993',
          n: 0,
          x: null,
          ok: true,
          kind: null,
          note: null,
          at: new Date('2023-12-31T22:00:00Z'),
          day: new Date('0999-01-01'),
        },
      ]);
    },
  },
  {
    name: 'gives the columns the types that the house agreed on',
    run: async (subject) => {
      const loaded = await load(subject, await subject.put(people), schema);
      const types = await subject.engine.rows(
        `SELECT column_name AS n, data_type AS t FROM duckdb_columns() WHERE table_name = '${loaded.relation}'`,
      );
      assert.deepEqual(Object.fromEntries(types.map((r) => [r['n'], r['t']])), {
        id: 'VARCHAR',
        n: 'DOUBLE',
        x: 'DOUBLE',
        ok: 'BOOLEAN',
        kind: 'VARCHAR',
        note: 'VARCHAR',
        at: 'TIMESTAMP',
        day: 'DATE',
      });
    },
  },
  {
    name: 'keeps the order of many rows',
    run: async (subject) => {
      const rows = Array.from({ length: 5000 }, (_, i) => ({ id: String(10_000 + i), v: String((i * 7919) % 5000) }));
      const loaded = await load(subject, await subject.put(rows), { id: t.id(), v: t.number() });
      assert.deepEqual(
        [...(await subject.engine.columns(`SELECT v FROM "${loaded.relation}"`)).number('v')],
        rows.map((r) => Number(r.v)),
      );
    },
  },
  {
    name: 'finds columns by name whatever their order, and notes the ones that nobody asked for',
    run: async (subject) => {
      const loaded = await load(subject, await subject.put([{ b: '2', id: 'x', a: '1', c: '3' }]), { a: t.int(), id: t.id() });
      assert.deepEqual(await rowsOf(subject, loaded), [{ a: 1, id: 'x' }]);
      assert.deepEqual(loaded.notes, ['the columns "b", "c" are not in the schema and were ignored']);
    },
  },
  {
    name: 'reads no more rows than asked for',
    run: async (subject) => {
      const rows = Array.from({ length: 100 }, (_, i) => ({ id: String(100 + i) }));
      const loaded = await load(subject, await subject.put(rows), { id: t.id() }, { limit: 3 });
      assert.deepEqual(await rowsOf(subject, loaded), [{ id: '100' }, { id: '101' }, { id: '102' }]);
    },
  },
];

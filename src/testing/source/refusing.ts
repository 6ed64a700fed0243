import assert from 'node:assert/strict';
import { t } from '../../data/index.js';
import type { SourceCase } from './case.js';
import { load, rowsOf } from './load.js';

const numbered = (values: readonly (string | null)[]) => values.map((v, i) => ({ id: `k${i}`, v, w: '1' }));
const schema = { id: t.id(), v: t.int(), w: t.number() };

/** What is refused, set aside or noted. */
export const refusingCases: readonly SourceCase[] = [
  {
    name: 'sets bad rows aside in training, counts them by column and rule, and keeps the others in order',
    run: async (subject) => {
      const values = [...Array.from({ length: 96 }, (_, i) => String(i)), 'many', null, '1.5', '9007199254740993'];
      const loaded = await load(subject, await subject.put(numbered(values)), schema);
      assert.deepEqual([loaded.read, loaded.rows, loaded.quarantined, loaded.filtered], [100, 96, 4, 0]);
      assert.deepEqual(
        loaded.faults.map((f) => [f.column, f.rule, f.count, f.sample.map((s) => [s.row, s.key, s.value])]),
        [
          ['v', 'empty', 1, [[98, { id: 'k97' }, '']]],
          ['v', 'number', 1, [[97, { id: 'k96' }, 'many']]],
          ['v', 'range', 1, [[100, { id: 'k99' }, '9007199254740993']]],
          ['v', 'whole', 1, [[99, { id: 'k98' }, '1.5']]],
        ],
      );
      assert.deepEqual(
        await rowsOf(subject, loaded),
        values.slice(0, 96).map((v, i) => ({ id: `k${i}`, v: Number(v), w: 1 })),
      );
    },
  },
  {
    name: 'stops when too many rows are bad, and names the worst rules and a row',
    run: async (subject) => {
      const source = await subject.put(numbered(['1', '2', 'many', 'more']));
      await assert.rejects(load(subject, source, schema), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'MW_DATA_BAD_RATE');
        assert.match(
          error.message,
          /^2 of 4 rows are bad \(50\.0%, at most 5% may be\): "v" is not a number 2\. First: row 3, "v": "many" is not a number$/,
        );
        return true;
      });
    },
  },
  {
    name: 'keeps every row for prediction, and notes empty cells and numbers that are not whole',
    run: async (subject) => {
      const loaded = await load(subject, await subject.put(numbered(['1', null, '2.5'])), schema, { mode: 'predict' });
      assert.deepEqual(await rowsOf(subject, loaded), [
        { id: 'k0', v: 1, w: 1 },
        { id: 'k1', v: null, w: 1 },
        { id: 'k2', v: 2.5, w: 1 },
      ]);
      assert.deepEqual(loaded.notes, [
        '1 cell of "v" is empty, although the schema does not allow it',
        '1 number of "v" is not whole, although the schema says int',
      ]);
    },
  },
  {
    name: 'refuses for prediction what cannot be read, with the first rows',
    run: async (subject) => {
      const source = await subject.put(numbered(['1', 'many', '3', '1e999']));
      await assert.rejects(load(subject, source, schema, { mode: 'predict' }), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'MW_DATA_CELLS');
        assert.match(
          error.message,
          /has 2 cells in "v" that cannot be read: row 2, "v": "many" is not a number; row 4, "v": "1e999" is not a number$/,
        );
        return true;
      });
    },
  },
  {
    name: 'refuses a source that lacks a column, and guesses which was meant',
    run: async (subject) => {
      const source = await subject.put([{ id: '1', tenur: '2' }]);
      await assert.rejects(load(subject, source, { id: t.id(), tenure: t.int() }), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'MW_DATA_COLUMN_MISSING');
        assert.match(error.message, /has no column "tenure"\. Did you mean "tenur"\?$/);
        return true;
      });
    },
  },
  {
    name: 'reads an optional column that is absent as nothing, and so the target for prediction',
    run: async (subject) => {
      const source = await subject.put([{ id: '1' }]);
      const loaded = await load(
        subject,
        source,
        { id: t.id(), extra: t.number().optional(), y: t.bool() },
        { mode: 'predict', target: 'y' },
      );
      assert.deepEqual(await rowsOf(subject, loaded), [{ id: '1', extra: null, y: null }]);
      assert.deepEqual([loaded.absent, loaded.notes], [['extra', 'y'], []]);
    },
  },
];

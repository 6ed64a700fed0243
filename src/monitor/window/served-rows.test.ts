import { afterAll, describe, expect, it } from 'vitest';
import { logEngines, predictions } from '../../../test/support/logs.js';
import { t, schemaToJson } from '../../data/index.js';
import type { ModelContent } from '../../model/index.js';
import { addOutcomes, addPredictions, nthNewestAt, servedVersions, type Store } from '../../store/index.js';
import { recordOf } from '../log/record.js';
import { addRefusedRows, refusedRows } from '../report/refused.js';
import { sampleRows } from './sample.js';
import { segmentsFor } from './segments.js';
import { readServed } from './served-rows.js';

const content = {
  task: 'binary',
  labels: ['No', 'Yes'],
  inputs: ['tenure', 'note', 'paperless'],
  schema: schemaToJson({ tenure: t.number(), note: t.text().nullable(), paperless: t.bool(), other: t.number() }),
} as unknown as ModelContent;

describe.each(logEngines)('served rows on %s', (_name, skipped, placesOf) => {
  describe.skipIf(skipped)('', () => {
    const place = placesOf('served');
    const stores: Store[] = [];
    afterAll(async () => void (await Promise.all(stores.map((store) => store.close()))));
    const filled = async (): Promise<Store> => {
      const store = await place().store();
      stores.push(store);
      const rows = [
        ...predictions(6_000).map((one, i) => ({
          ...one,
          row: { ...one.row, tenure: i, paperless: i % 2 === 0 ? true : null, strange: 1 },
        })),
        ...predictions(3, 'other', { version: 2 }),
        ...predictions(2, 'elsewhere', { model: 'spend' }),
      ];
      await store.write((tx) => addPredictions(tx, store.engine, `[${rows.map(recordOf).join(',')}]`));
      const reports = [
        { prediction: 'p3', value: 'Yes', at: 5 },
        { prediction: 'p3', value: 'No', at: 9 },
        { prediction: 'p5999', value: 'Yes', at: 9 },
        { prediction: 'p5', value: 'Perhaps', at: 9 },
      ];
      await store.write((tx) => addOutcomes(tx, reports, 10));
      return store;
    };

    it('come page by page in the order of time, with the outcome that counts', async () => {
      const store = await filled();
      const served = await readServed(store, content, {}, { model: 'churn', version: 1, from: 1000, to: 20_000 });
      expect(served).toMatchObject({ rows: 6_000, strange: 1, passedOver: 0 });
      expect([served.ids[0], served.ids[5_999], served.at[5000]]).toEqual(['p0', 'p5999', 6000]);
      expect(served.columns['tenure'][5555]).toBe(5555);
      expect(served.columns['paperless'].slice(0, 2)).toEqual(Uint8Array.of(1, 255));
      expect(served.columns['note'][0]).toBeNull();
      expect([served.y[3], served.y[5_999], served.y[5], served.y[0]]).toEqual([0, 1, NaN, NaN]);
      expect([served.scores[0], served.called[0], served.acted[0]]).toEqual([0.3, 1, 1]);
      const some = await readServed(store, content, {}, { model: 'churn', version: 1, from: 1010, to: 1013 });
      expect(some.ids).toEqual(['p10', 'p11', 'p12']);
    });

    it('are counted by version', async () => {
      const store = await filled();
      expect(await store.read((tx) => servedVersions(tx, { model: 'churn' }))).toEqual([
        { version: 1, predictions: 6_000, newestAt: 6_999 },
        { version: 2, predictions: 3, newestAt: 1002 },
      ]);
      expect(await store.read((tx) => servedVersions(tx, { model: 'churn', from: 1001, to: 1002 }))).toMatchObject([
        { predictions: 1 },
        { predictions: 1 },
      ]);
      const nth = (n: number) => store.read((tx) => nthNewestAt(tx, { model: 'churn', version: 2 }, n));
      expect([await nth(1), await nth(3), await nth(4)]).toEqual([1002, 1000, undefined]);
    });

    it('that were refused are counted by UTC day', async () => {
      const store = await filled();
      const who = { model: 'churn', version: 1 };
      const day = 86_400_000;
      const fault = (column: string | null, rule: string, rows: number) => ({ column, rule, rows });
      await store.write((tx) => addRefusedRows(tx, who, 2, day + 5, [fault('tenure', 'missing', 2)]));
      await store.write((tx) => addRefusedRows(tx, who, 3, day + 9, [fault('tenure', 'missing', 1), fault(null, 'unknown', 1)]));
      await store.write((tx) => addRefusedRows(tx, who, 4, 2 * day, [fault('bill', 'number', 4)]));
      expect(await refusedRows(store, who, { from: day + 7, to: 2 * day })).toEqual({
        rows: 5,
        faults: [fault('tenure', 'missing', 3), fault(null, 'unknown', 1)],
      });
      expect(await refusedRows(store, who, { from: 0, to: 3 * day })).toMatchObject({
        rows: 9,
        faults: [{ column: 'bill' }, { column: 'tenure' }, { column: null }],
      });
      expect(await refusedRows(store, { ...who, version: 11 }, { from: 0, to: 3 * day })).toEqual({ rows: 0, faults: [] });
    });
  });
});

describe('a sample of rows', () => {
  it('has no row twice, is ascending and the same for the same seed', () => {
    const rows = sampleRows(1000, 100, 7);
    expect(rows).toEqual(sampleRows(1000, 100, 7));
    expect(rows).not.toEqual(sampleRows(1000, 100, 8));
    expect(new Set(rows).size).toBe(100);
    expect([...rows]).toEqual([...rows].toSorted((a, b) => a - b));
    expect([...sampleRows(3, 5, 1)]).toEqual([0, 1, 2]);
  });

  it('takes every row as often', () => {
    const times = new Float64Array(10);
    for (let seed = 0; seed < 2000; seed++) for (const row of sampleRows(10, 3, seed)) times[row]++;
    for (const n of times) expect(Math.abs(n - 600)).toBeLessThan(100);
  });
});

describe('segments', () => {
  it('are known when the log keeps their columns', () => {
    const test = {
      kind: 'call',
      op: 'lt',
      args: [
        { kind: 'column', name: 'tenure', type: 'number' },
        { kind: 'literal', type: 'number', value: 12 },
      ],
    };
    const other = { ...test, args: [{ kind: 'column', name: 'gone', type: 'number' }, test.args[1]] };
    expect(segmentsFor({ new: test as never, lost: other as never }, ['tenure'])).toEqual({ tests: { new: test }, unknown: ['lost'] });
  });
});

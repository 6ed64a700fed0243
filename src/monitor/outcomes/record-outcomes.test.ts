import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logEngines, prediction, predictions, type LogPlace } from '../../../test/support/logs.js';
import {
  addPredictions,
  countPredictions,
  erasePredictions,
  outcomeHistory,
  readPredictions,
  type Store,
  type Tx,
} from '../../store/index.js';
import type { LoggedPrediction } from '../log/prediction.js';
import { recordOf } from '../log/record.js';
import type { Outcome } from './outcome.js';
import { recordOutcomes } from './record-outcomes.js';
import { outcomeValue } from './value.js';

const labelsOf = async (model: string) => (model === 'price' ? [] : ['No', 'Yes']);
const log = (store: Store, rows: readonly LoggedPrediction[]) =>
  store.write((tx) => addPredictions(tx, store.engine, `[${rows.map(recordOf).join(',')}]`));
const record = (store: Store, outcomes: readonly Outcome[], now = 10) => recordOutcomes(store, outcomes, () => now, labelsOf);
const historyOf = async (tx: Tx, id: string) => (await outcomeHistory(tx, [id])).get(id) ?? [];
const current = async (store: Store, model = 'churn') =>
  (await store.read((tx) => readPredictions(tx, { model }))).map(
    ({ id, outcome }) => `${id} ${outcome ? `${outcome.value}@${outcome.at}` : '-'}`,
  );

async function opened(here: LogPlace, rows: readonly LoggedPrediction[]): Promise<Store> {
  const store = await here.store();
  await log(store, rows);
  return store;
}

describe('a value', () => {
  it.each([
    ['Yes', ['No', 'Yes'], 'Yes'],
    [' Yes ', ['No', 'Yes'], 'Yes'],
    ['yes', ['No', 'Yes'], undefined],
    [true, ['No', 'Yes'], 'Yes'],
    [false, ['No', 'Yes'], 'No'],
    [true, ['false', 'true'], 'true'],
    [true, ['a', 'b', 'c'], undefined],
    [1, ['0', '1'], '1'],
    ['1', [], 1],
    [2.5, [], 2.5],
    ['', [], undefined],
    ['1e999', [], undefined],
    [true, [], undefined],
    [null, ['null', 'x'], 'null'],
  ])('%j among the labels %j is %j', (value, labels, expected) => expect(outcomeValue(value, labels)).toBe(expected));
});

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('outcomes', () => {
    const place = places('outcomes');

    it('join by id, any number of times to the same end, and say who is unknown', async () => {
      await using store = await opened(place(), predictions(3));
      const outcomes = [
        { id: 'p0', value: 'Yes', at: 50 },
        { id: 'p2', value: false, at: 60 },
        { id: 'nobody', value: 'No', at: 70 },
      ];
      for (const now of [100, 200, 300]) expect(await record(store, outcomes, now)).toEqual({ joined: 2, unknown: ['nobody'] });
      expect(await current(store)).toEqual(['p0 Yes@50', 'p1 -', 'p2 No@60']);
      expect(await store.read((tx) => historyOf(tx, 'p0'))).toEqual([{ prediction: 'p0', at: 50, value: '"Yes"', received_at: 100 }]);
      expect(await store.read((tx) => countPredictions(tx, { model: 'churn' }))).toEqual({ predictions: 3, outcomes: 2 });
    });

    it('of what was returned are those of its shadows too, whenever either comes, and leave with it', async () => {
      const shadow = { route: 'shadow', version: 2 };
      const before = { id: 's0', at: 2000, shadowOf: 'p0', ...shadow };
      await using store = await opened(place(), [...predictions(2), prediction(before)]);
      await record(store, [{ id: 'p0', value: 'Yes', at: 50 }]);
      await log(store, [
        prediction({ id: 's0-of-3', at: 2001, shadowOf: 'p0', ...shadow, version: 3 }),
        prediction({ id: 's1', at: 2002, shadowOf: 'p1', ...shadow }),
        prediction({ id: 'loner', at: 2003, ...shadow }),
      ]);
      expect(await current(store)).toEqual(['p0 Yes@50', 'p1 -', 's0 Yes@50', 's0-of-3 Yes@50', 's1 -', 'loner -']);
      await record(store, [
        { id: 'p1', value: 'No', at: 60 },
        { id: 'p0', value: 'No', at: 70 },
      ]);
      expect(await current(store)).toEqual(['p0 No@70', 'p1 No@60', 's0 No@70', 's0-of-3 No@70', 's1 No@60', 'loner -']);
      const counted = (window: object) => store.read((tx) => countPredictions(tx, { model: 'churn', ...window }));
      expect(await counted({ version: 2 })).toEqual({ predictions: 3, outcomes: 2 });
      expect(await counted({ returned: true })).toEqual({ predictions: 2, outcomes: 2 });
      expect(await store.write((tx) => erasePredictions(tx, { name: 'p0' }))).toEqual({ predictions: 3, outcomes: 2 });
      expect(await current(store)).toEqual(['p1 No@60', 's1 No@60', 'loner -']);
    });

    it('keep their history; the later event counts, of one moment the report received later', async () => {
      await using store = await opened(place(), predictions(1));
      await record(store, [{ id: 'p0', value: 'Yes', at: 50 }], 1);
      await record(store, [{ id: 'p0', value: 'No', at: 40 }], 2);
      expect(await current(store)).toEqual(['p0 Yes@50']);
      await record(store, [{ id: 'p0', value: 'No', at: 50 }], 3);
      await record(store, [{ id: 'p0', value: 'Yes', at: 50 }], 4);
      expect(await current(store)).toEqual(['p0 No@50']);
      expect((await store.read((tx) => historyOf(tx, 'p0'))).map((o) => [o.at, o.value, o.received_at])).toEqual([
        [50, '"No"', 3],
        [50, '"Yes"', 1],
        [40, '"No"', 2],
      ]);
    });

    it('join by key: the latest prediction about that subject at or before the moment, of the model that is named', async () => {
      await using store = await opened(place(), [
        prediction({ id: 'a', subject: 'ann', at: 100 }),
        prediction({ id: 'b', subject: 'ann', at: 200 }),
        prediction({ id: 'shadow', subject: 'ann', at: 200, route: 'shadow' }),
        prediction({ id: 'c', subject: 'ann', at: 150, model: 'price', value: 3 }),
        prediction({ id: 'd', subject: 'bob\u0000', at: 100 }),
      ]);
      const told = await record(store, [
        { key: 'ann', value: 'No', at: 149 },
        { key: 'ann', value: 'Yes', at: 5000 },
        { key: 'ann', model: 'price', value: 7.5, at: 5000 },
        { key: 'bob\u0000', value: 'Yes', at: 100 },
        { key: 'ann', value: 'Yes', at: 99 },
        { key: 'cem', value: 'Yes', at: 5000 },
      ]);
      expect(told).toEqual({ joined: 4, unknown: ['ann', 'cem'] });
      expect(await current(store)).toEqual(['a No@149', 'd Yes@100', 'b Yes@5000', 'shadow -']);
      expect(await current(store, 'price')).toEqual(['c 7.5@5000']);
    });

    it('that cannot be true are refused by their index, and then none is taken', async () => {
      await using store = await opened(place(), [...predictions(2), prediction({ id: 'n', model: 'price', value: 3 })]);
      const refused = record(store, [
        { id: 'p0', value: 'Yes', at: 1 },
        { id: 'p1', value: 'Perhaps', at: 1 },
        { id: 'n', value: 'dear', at: 1 },
        { id: 'p0', value: 'No', at: Number.NaN },
      ]);
      await expect(refused).rejects.toMatchObject({
        code: 'MW_MONITOR_OUTCOME',
        where: 'outcomes[1]',
        status: 422,
        params: {
          faults: [
            { index: 1, reason: '"Perhaps" is none of the labels "No" and "Yes"' },
            { index: 2, reason: '"dear" is not a finite number' },
            { index: 3, reason: '"at" must be a time, got NaN' },
          ],
        },
      });
      expect(await current(store)).toEqual(['p0 -', 'p1 -']);
    });

    it('in any order and repeated anyhow lead to the same current outcomes', async () => {
      const here = place();
      await using store = await opened(here, predictions(1, 'seed'));
      const report = fc.record({ of: fc.nat(2), at: fc.nat(20), value: fc.constantFrom('Yes', 'No') });
      const distinct = fc.uniqueArray(report, { selector: ({ of, at }) => of * 100 + at, minLength: 1, maxLength: 8 });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          distinct.chain((reports) =>
            fc.tuple(fc.constant(reports), fc.array(fc.nat(reports.length - 1), { maxLength: 12 }), fc.infiniteStream(fc.boolean())),
          ),
          async ([reports, order, cuts]) => {
            const prefix = `run${run++}-`;
            await log(store, predictions(3, prefix, { model: prefix }));
            const shuffled = [...order, ...reports.keys()].map((i) => ({
              id: `${prefix}${reports[i].of}`,
              value: reports[i].value,
              at: reports[i].at,
            }));
            let now = 0;
            let part: Outcome[] = [];
            for (const outcome of shuffled) {
              part.push(outcome);
              if (cuts.next().value) [part] = [(await record(store, part, now++), [])];
            }
            await record(store, part, now++);
            const expected = [0, 1, 2].map((of) => {
              const last = reports.filter((r) => r.of === of).toSorted((a, b) => b.at - a.at)[0];
              return `${prefix}${of} ${last ? `${last.value}@${last.at}` : '-'}`;
            });
            expect(await current(store, prefix)).toEqual(expected);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('are read in pages, in the order of time, within a window and a version', async () => {
      const rows = Array.from({ length: 25 }, (_, i) =>
        prediction({ id: `r${String(i).padStart(2, '0')}`, at: 1000 + Math.floor(i / 4), version: 1 + (i % 2) }),
      );
      await using store = await opened(place(), rows);
      const window = { model: 'churn', from: 1001, to: 1006 };
      const due = rows.filter((row) => row.at >= 1001 && row.at < 1006).map((row) => row.id);
      const got: string[] = [];
      let after: { at: number; id: string } | undefined;
      for (;;) {
        const page = await store.read((tx) => readPredictions(tx, { ...window, limit: 3, ...(after ? { after } : {}) }));
        got.push(...page.map((row) => row.id));
        if (page.length < 3) break;
        after = page.at(-1)!;
      }
      expect(got).toEqual(due);
      const second = await store.read((tx) => readPredictions(tx, { ...window, version: 2 }));
      expect(second.map((row) => row.id)).toEqual(due.filter((_id, i) => i % 2 === 1));
      expect(await store.read((tx) => countPredictions(tx, { ...window, version: 2 }))).toEqual({ predictions: 10, outcomes: 0 });
    });
  });
});

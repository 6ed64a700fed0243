import { describe, expect, it } from 'vitest';
import { logEngines, predictions, type LogPlace } from '../../../test/support/logs.js';
import {
  addOutcomes,
  addPredictions,
  addSlates,
  countPredictions,
  readPredictions,
  readSlates,
  type Store,
  type Tx,
} from '../../store/index.js';
import type { LoggedPrediction } from './prediction.js';
import { recordOf } from './record.js';
import { startRetention } from './retention.js';

const DAY_MS = 86_400_000;
const add = (store: Store, rows: readonly LoggedPrediction[]) =>
  store.write((tx) => addPredictions(tx, store.engine, `[${rows.map(recordOf).join(',')}]`));
const count = (store: Store, model: string) => store.read((tx) => countPredictions(tx, { model }));

/** A recommended list's fields. */
const slate = (id: string, at: number): unknown[] => [id, 'shop', 1, at, 'champion', null, null, 'ann', 1, '[["tea",1]]', 9];

async function filled(here: LogPlace, old: number): Promise<Store> {
  const store = await here.store();
  await add(store, predictions(old, 'old'));
  await add(store, predictions(3, 'new', { at: Date.now() }));
  await add(store, predictions(2, 'x', { model: 'price' }));
  const outcomes = ['old7', 'new1'].map((prediction) => ({ prediction, value: 'Yes', at: 1 }));
  await store.write((tx) => addOutcomes(tx, outcomes, 3));
  const lists = [...Array.from({ length: 150 }, (_, i) => slate(`s${i}`, i)), slate('young', Date.now())];
  await store.write((tx) => addSlates(tx, store.engine, JSON.stringify(lists)));
  return store;
}

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('a log that is kept for a time', () => {
    const place = places('retention');

    it('loses what is older, of every model and with its outcomes, beside rows that come in; what is younger stays', async () => {
      const here = place();
      await using store = await filled(here, 1500);
      await using log = await here.open({ keepMs: DAY_MS });
      let added = 0;
      const fed = (async () => {
        while ((await count(store, 'churn')).predictions > 3 + added) {
          const at = Date.now();
          expect(await log.append(predictions(5, `fed${added}-`, { at }))).toBe(true);
          added += 5;
        }
      })();
      await fed;
      await expect.poll(() => count(store, 'price')).toEqual({ predictions: 0, outcomes: 0 });
      const slates = async () => (await store.read((tx) => readSlates(tx, { model: 'shop' }))).map(({ id }) => id);
      await expect.poll(slates, { timeout: 10_000 }).toEqual(['young']);
      expect(await count(store, 'churn')).toEqual({ predictions: 3 + added, outcomes: 1 });
      const left = await store.read((tx) => readPredictions(tx, { model: 'churn' }));
      expect(left.slice(0, 3).map(({ id, outcome }) => [id, outcome?.value ?? null])).toEqual([
        ['new0', null],
        ['new1', 'Yes'],
        ['new2', null],
      ]);
    }, 60_000);

    it('is the work of one of several logs; another takes over when that one was not heard for long', async () => {
      await using store = await place().store();
      const removed = { a: 0, b: 0 };
      let now = 1e6;
      const begin = (id: 'a' | 'b') => {
        const write = async (work: (tx: Tx) => Promise<void>): Promise<void> => {
          const before = (await count(store, 'churn')).predictions;
          await store.write(work);
          removed[id] += before - (await count(store, 'churn')).predictions;
        };
        return startRetention({ id, keepMs: 1000, clock: () => now, able: () => true, stepMs: 20, database: { read: store.read, write } });
      };
      await add(store, predictions(400, 'old'));
      const endA = begin('a');
      await expect.poll(() => removed.a, { timeout: 10_000 }).toBe(400);
      await endA();
      await add(store, predictions(60, 'late'));
      const endB = begin('b');
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect(removed.b).toBe(0);
      now += 120_000;
      await expect.poll(() => removed.b, { timeout: 10_000 }).toBe(60);
      await endB();
    }, 60_000);
  });
});

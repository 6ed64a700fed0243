import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logEngines, prediction, predictions } from '../../../test/support/logs.js';
import { openEngine } from '../../data/index.js';
import { addOutcomes, addPredictions, countPredictions, listAudit, readPredictions, verifyAudit, type Store } from '../../store/index.js';
import { exportLog } from './export-log.js';
import { forget } from './forget.js';
import type { LoggedPrediction } from './prediction.js';
import { pruneLog } from './prune-log.js';
import { recordOf } from './record.js';
import { Spool, spoolPath } from './spool/index.js';

const add = (store: Store, rows: readonly LoggedPrediction[]) =>
  store.write((tx) => addPredictions(tx, store.engine, `[${rows.map(recordOf).join(',')}]`));
const idsOf = async (store: Store, model = 'churn') => (await store.read((tx) => readPredictions(tx, { model }))).map((row) => row.id);

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('what is kept of the log', () => {
    const place = places('keep');

    it('goes by age, with its outcomes, model by model', async () => {
      await using store = await place().store();
      await add(store, [...predictions(4500, 'old'), ...predictions(3, 'new', { at: 90_000 }), ...predictions(2, 'x', { model: 'price' })]);
      await store.write((tx) =>
        addOutcomes(
          tx,
          [
            { prediction: 'old7', value: 'Yes', at: 1 },
            { prediction: 'new1', value: 'No', at: 2 },
          ],
          3,
        ),
      );
      const clock = () => 100_000;
      expect(await pruneLog(store, { olderThanMs: 50_000, model: 'price' }, clock)).toEqual({
        predictions: 2,
        outcomes: 0,
        slates: 0,
        events: 0,
      });
      expect(await pruneLog(store, { olderThanMs: 50_000 }, clock)).toEqual({ predictions: 4500, outcomes: 1, slates: 0, events: 0 });
      expect(await pruneLog(store, { olderThanMs: 50_000 }, clock)).toEqual({ predictions: 0, outcomes: 0, slates: 0, events: 0 });
      expect(await idsOf(store)).toEqual(['new0', 'new1', 'new2']);
      expect(await store.read((tx) => countPredictions(tx, { model: 'churn' }))).toEqual({ predictions: 3, outcomes: 1 });
    });

    it('leaves as a Parquet file, with the outcomes that count', async () => {
      const here = place();
      await using store = await here.store();
      await add(store, [
        prediction({ id: 'a', at: 10, scores: [0.25, 0.75] }),
        prediction({ id: 'b', at: 20, probability: null, subject: null, reasons: null }),
      ]);
      await store.write((tx) => addOutcomes(tx, [{ prediction: 'a', value: 'Yes', at: 20 }], 25));
      await store.write((tx) => addOutcomes(tx, [{ prediction: 'a', value: 'No', at: 30 }], 40));
      const out = join(here.root, "it's.parquet");
      expect(await exportLog(store, { model: 'churn', to: 1000 }, out)).toEqual({ rows: 2, out });
      await using engine = await openEngine();
      const rows = await engine.rows(`SELECT * FROM read_parquet('${out.replaceAll("'", "''")}')`);
      expect(rows).toEqual([
        {
          id: 'a',
          model: 'churn',
          version: 1,
          at: 10,
          route: 'champion',
          subject: '7590-VHVEG',
          row: JSON.stringify(prediction().row),
          value: 'Yes',
          probability: 0.3,
          scores: '[0.25,0.75]',
          decision: 'offer a discount',
          reasons: JSON.stringify(prediction().reasons),
          latency_us: 120,
          shadow_of: null,
          outcome: 'No',
          outcome_at: 30,
          outcome_history: '[{"value":"No","at":30,"receivedAt":40},{"value":"Yes","at":20,"receivedAt":25}]',
        },
        {
          id: 'b',
          model: 'churn',
          version: 1,
          at: 20,
          route: 'champion',
          subject: null,
          row: JSON.stringify(prediction().row),
          value: 'Yes',
          probability: null,
          scores: null,
          decision: 'offer a discount',
          reasons: null,
          latency_us: 120,
          shadow_of: null,
          outcome: null,
          outcome_at: null,
          outcome_history: null,
        },
      ]);
      expect(await exportLog(store, { model: 'nobody' }, out)).toEqual({ rows: 0, out });
      expect(readdirSync(here.root).toSorted()).toEqual(['.millwright', "it's.parquet"].slice(here.where.databaseUrl ? 1 : 0));
    });

    it('holds nothing of a person who was erased, and the audit says that it was done without saying who', async () => {
      const here = place();
      await using store = await here.store();
      await add(store, [
        prediction({ id: 'a', subject: 'ann@example.com' }),
        prediction({ id: 'b', subject: 'bob', at: 2000 }),
        prediction({ id: 'c', subject: 'ann@example.com', model: 'price', value: 1 }),
        prediction({ id: 'd', subject: 'ann@example.com', at: 3000 }),
      ]);
      await store.write((tx) =>
        addOutcomes(
          tx,
          [
            { prediction: 'a', value: 'Yes', at: 1 },
            { prediction: 'b', value: 'No', at: 2 },
          ],
          3,
        ),
      );
      const spool = new Spool({ path: spoolPath(here.root, 'waiting'), maxBytes: 1e6 });
      spool.append([prediction({ id: 'e', subject: 'ann@example.com' }), prediction({ id: 'f', subject: 'bob' })].map(recordOf));
      const options = { root: here.root, clock: () => 4000, actor: 'test' };

      expect(await forget(store, 'ann@example.com', { ...options, model: 'churn' })).toEqual({
        predictions: 2,
        outcomes: 1,
        spooled: 1,
        events: 0,
        slates: 0,
      });
      expect([await idsOf(store), await idsOf(store, 'price')]).toEqual([['b'], ['c']]);
      expect(await forget(store, 'ann@example.com', options)).toEqual({ predictions: 1, outcomes: 0, spooled: 0, events: 0, slates: 0 });
      expect(await forget(store, 'ann@example.com', options)).toEqual({ predictions: 0, outcomes: 0, spooled: 0, events: 0, slates: 0 });
      expect(await forget(store, 'b', options)).toEqual({ predictions: 1, outcomes: 1, spooled: 0, events: 0, slates: 0 });
      expect(readFileSync(spoolPath(here.root, 'waiting'), 'utf8')).not.toContain('ann@example.com');
      expect(spool.next().lines.map((line) => line.record === null)).toEqual([true, false]);

      const audit = await store.read((tx) => listAudit(tx));
      expect(audit.map(({ action, detail }) => [action, detail])).toEqual([
        ['forget', { predictions: 1, outcomes: 1, spooled: 0, events: 0, slates: 0, model: null }],
        ['forget', { predictions: 0, outcomes: 0, spooled: 0, events: 0, slates: 0, model: null }],
        ['forget', { predictions: 1, outcomes: 0, spooled: 0, events: 0, slates: 0, model: null }],
        ['forget', { predictions: 2, outcomes: 1, spooled: 1, events: 0, slates: 0, model: 'churn' }],
      ]);
      expect(audit.every(({ subject }) => /^[0-9a-f]{64}$/.test(subject))).toBe(true);
      expect(audit[1].subject).toBe(audit[3].subject);
      expect(JSON.stringify(audit)).not.toContain('ann');
      expect((await store.read(verifyAudit)).brokenAt).toBe(null);
      await expect(forget(store, '', options)).rejects.toMatchObject({ code: 'MW_MONITOR_FORGET_EMPTY' });
    });
  });
});

it('SQLite overwrites what was erased, in its file', async () => {
  const here = logEngines[0][2]('bytes')();
  const store = await here.store();
  await add(
    store,
    predictions(50).map((p, i) => (i % 5 === 0 ? { ...p, subject: 'ann@example.com', row: { mail: 'ann@example.com' } } : p)),
  );
  const bytes = () =>
    readdirSync(join(here.root, '.millwright')).map((name) => readFileSync(join(here.root, '.millwright', name), 'latin1'));
  expect(bytes().some((text) => text.includes('ann@example.com'))).toBe(true);
  await forget(store, 'ann@example.com', { root: here.root, clock: () => 4000, actor: 'test' });
  await store.close();
  expect(bytes().some((text) => text.includes('ann@example.com'))).toBe(false);
});

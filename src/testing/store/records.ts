import assert from 'node:assert/strict';
import {
  addAudit,
  addBlobRefs,
  addRun,
  addVersion,
  blobRefs,
  countBlobRefs,
  endRun,
  findRun,
  findVersion,
  listAudit,
  listRuns,
  neededBlobs,
  removeBlobRefs,
  takeVersionNumber,
  thisOwner,
  verifyAudit,
} from '../../store/index.js';
import type { StoreCase } from './case.js';
import { version } from './rows.js';

const audited = (action: string) => ({ at: 5, actor: 'a', action, subject: 'churn@1', detail: { n: 1 } });

/** Runs, the audit, references to blobs, and what columns hold. */
export const recordCases: readonly StoreCase[] = [
  {
    name: 'keeps runs, newest first by their order and not by the clock; the first end of a run stands',
    run: async ({ open }) => {
      await using store = await open();
      const run = { model: 'churn', kind: 'train', settings: { seed: 7 }, owner: thisOwner() };
      await store.write((tx) => addRun(tx, { ...run, id: 'a', startedAt: 900 }));
      await store.write((tx) => addRun(tx, { ...run, id: 'b', startedAt: 100, model: 'price' }));
      const error = { code: 'MW_INTERNAL', message: 'no \u0000 and 😀' };
      await store.write((tx) => endRun(tx, 'a', { status: 'failed', at: 950, error }));
      await store.write((tx) => endRun(tx, 'a', { status: 'finished', at: 960, version: 1 }));
      assert.deepEqual(await store.read((tx) => findRun(tx, 'a')), {
        ...run,
        id: 'a',
        status: 'failed',
        startedAt: 900,
        finishedAt: 950,
        version: null,
        error,
      });
      assert.deepEqual(
        (await store.read((tx) => listRuns(tx))).map((row) => row.id),
        ['b', 'a'],
      );
      assert.deepEqual(
        (await store.read((tx) => listRuns(tx, { limit: 1 }))).map((row) => row.id),
        ['b'],
      );
      assert.deepEqual(
        (await store.read((tx) => listRuns(tx, { status: 'failed' }))).map((row) => row.id),
        ['a'],
      );
      assert.deepEqual(
        (await store.read((tx) => listRuns(tx, { model: 'price' }))).map((row) => row.id),
        ['b'],
      );
    },
  },
  {
    name: 'chains the audit and refuses to change or delete its rows',
    run: async ({ open, execute }) => {
      await using store = await open();
      for (const action of ['one', 'two', 'three']) await store.write((tx) => addAudit(tx, audited(action)));
      assert.deepEqual(await store.read(verifyAudit), { rows: 3, brokenAt: null });
      assert.deepEqual(
        (await store.read((tx) => listAudit(tx, { limit: 2 }))).map((row) => row.action),
        ['three', 'two'],
      );
      assert.deepEqual(
        (await store.read((tx) => listAudit(tx, { before: 2 }))).map((row) => row.action),
        ['one'],
      );
      for (const change of [`UPDATE mw_audit SET actor = 'b' WHERE seq = 2`, 'DELETE FROM mw_audit WHERE seq = 3'])
        await assert.rejects(async () => execute(change), /append-only/);
      assert.deepEqual(await store.read(verifyAudit), { rows: 3, brokenAt: null });
    },
  },
  {
    name: 'counts who needs a blob',
    run: async ({ open }) => {
      await using store = await open();
      const files = { 'model.json': { sha256: 'a', size: 1 }, 'golden.json': { sha256: 'b', size: 2 ** 40 } };
      await store.write((tx) => addBlobRefs(tx, 'churn@1', files));
      await store.write((tx) => addBlobRefs(tx, 'churn@2', { 'model.json': { sha256: 'a', size: 1 } }));
      assert.deepEqual(await store.read((tx) => blobRefs(tx, 'churn@1')), files);
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((name) => store.read((tx) => countBlobRefs(tx, name)))), [2, 1, 0]);
      await store.write((tx) => removeBlobRefs(tx, 'churn@1'));
      assert.deepEqual(await store.read(neededBlobs), new Set(['a']));
    },
  },
  {
    name: 'gives back every text, number and JSON value as it was',
    run: async ({ open }) => {
      await using store = await open();
      const hostile = ['', ' ', `'; DROP TABLE mw_models; --`, '"$1 ?', '😀 ß İ \u0301', '\\u0000', 'NULL', '\u2028', 'x'.repeat(100_000)];
      const record = {
        hostile,
        nul: 'a\u0000b',
        numbers: [0, -1.5, 1e-300, 5e-324, 1.7976931348623157e308, 2 ** 53 - 1],
        deep: { a: [{ b: null }] },
      };
      for (const [i, text] of hostile.entries()) {
        const row = {
          ...version('churn', i + 1, `r${i}${text}`),
          digest: text,
          task: text,
          learner: text,
          record,
          createdAt: 2 ** 53 - 1 - i,
        };
        await store.write(async (tx) => {
          await takeVersionNumber(tx, 'churn', 0);
          await addVersion(tx, row);
        });
        assert.deepEqual(await store.read((tx) => findVersion(tx, 'churn', i + 1)), row);
      }
    },
  },
];

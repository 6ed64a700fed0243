import assert from 'node:assert/strict';
import { t } from '../../data/index.js';
import type { SourceCase } from './case.js';
import { load } from './load.js';

const rows = Array.from({ length: 20 }, (_, i) => ({ id: `k${i}`, v: String(i) }));
const schema = { id: t.id(), v: t.int() };

/** Fingerprints and interruption. */
export const identityCases: readonly SourceCase[] = [
  {
    name: 'has one fingerprint for one content, wherever and whenever it lies',
    run: async (subject) => {
      const prints = [];
      for (let i = 0; i < 2; i++) prints.push((await load(subject, await subject.put(rows), schema)).fingerprint);
      assert.match(prints[0], /^[0-9a-f]{64}$/);
      assert.equal(prints[1], prints[0]);
    },
  },
  {
    name: 'has another fingerprint when a cell, or the number of rows, is another',
    run: async (subject) => {
      const print = async (list: typeof rows) => (await load(subject, await subject.put(list), schema)).fingerprint;
      const all = [
        await print(rows),
        await print(rows.with(7, { id: 'k7', v: '8' })),
        await print(rows.slice(1)),
        await print([...rows, { id: 'k20', v: '1' }]),
      ];
      assert.equal(new Set(all).size, 4);
    },
  },
  {
    name: 'stops when told to',
    run: async (subject) => {
      const source = await subject.put(rows);
      await assert.rejects(load(subject, source, schema, { signal: AbortSignal.abort() }), { code: 'MW_INTERRUPTED' });
    },
  },
];

import assert from 'node:assert/strict';
import { findVersion, SCHEMA } from '../../store/index.js';
import type { StoreCase } from './case.js';
import { addOne, version } from './rows.js';

/** Opening: new, again, newer. */
export const openingCases: readonly StoreCase[] = [
  {
    name: 'makes its tables once, also when many open it at the same time',
    run: async ({ open }) => {
      const stores = await Promise.all(Array.from({ length: 6 }, open));
      const health = await Promise.all(stores.map((store) => store.inspect()));
      for (const { schema, intact, warnings } of health)
        assert.deepEqual({ schema, intact, warnings }, { schema: SCHEMA, intact: true, warnings: [] });
      await Promise.all(stores.map((store) => store.close()));
    },
  },
  {
    name: 'keeps what was written for the next one who opens it',
    run: async ({ open }) => {
      const first = await open();
      await first.write((tx) => addOne(tx, 'churn', 'r1'));
      await first.close();
      await first.close();
      await using second = await open();
      assert.deepEqual(await second.read((tx) => findVersion(tx, 'churn', 1)), version('churn', 1, 'r1'));
    },
  },
  {
    name: 'refuses a database of a newer version, and changes nothing in it',
    run: async ({ open, execute }) => {
      await using store = await open();
      await execute(`UPDATE mw_meta SET value = '99' WHERE key = 'schema'`);
      await assert.rejects(open, { code: 'MW_STORE_NEWER', params: { path: store.location, found: 99, known: SCHEMA } });
      assert.equal((await store.inspect()).schema, 99);
    },
  },
];

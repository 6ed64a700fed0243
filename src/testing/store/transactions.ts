import assert from 'node:assert/strict';
import { addVersion, listVersions, modelNames, takeVersionNumber, type Store } from '../../store/index.js';
import type { StoreCase } from './case.js';
import { addOne, version } from './rows.js';

/** Numbers the version by what is there, slowly: right only when nothing can come between. */
function addByCounting(store: Store, run: string): Promise<void> {
  return store.write(async (tx) => {
    const known = await listVersions(tx, 'churn');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await takeVersionNumber(tx, 'churn', 1000);
    await addVersion(tx, version('churn', known.length + 1, run));
  });
}

/** Reading and changing, alone and beside others. */
export const transactionCases: readonly StoreCase[] = [
  {
    name: 'keeps all of a change or nothing',
    run: async ({ open }) => {
      await using store = await open();
      const failing = store.write(async (tx) => {
        await addOne(tx, 'churn', 'r1');
        throw new Error('stop');
      });
      await assert.rejects(failing, { message: 'stop' });
      assert.deepEqual(await store.read(modelNames), []);
      assert.equal(await store.write((tx) => addOne(tx, 'churn', 'r1')), 1);
    },
  },
  {
    name: 'puts the changes of all who have it open in one line',
    run: async ({ open }) => {
      const stores = await Promise.all([open(), open(), open()]);
      const changes = Array.from({ length: 30 }, (_, i) => stores[i % 3].write((tx) => addOne(tx, 'churn', `r${i}`)));
      const numbers = await Promise.all(changes);
      assert.deepEqual(
        numbers.toSorted((a, b) => a - b),
        Array.from({ length: 30 }, (_, i) => i + 1),
      );
      await Promise.all(stores.map((store) => store.close()));
    },
  },
  {
    name: 'lets a change decide by what it has read: none is lost between reading and writing',
    run: async ({ open }) => {
      const stores = await Promise.all([open(), open()]);
      await Promise.all(Array.from({ length: 10 }, (_, i) => addByCounting(stores[i % 2], `r${i}`)));
      const numbers = (await stores[0].read((tx) => listVersions(tx, 'churn'))).map((row) => row.version);
      assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await Promise.all(stores.map((store) => store.close()));
    },
  },
  {
    name: 'reads from one snapshot while others write',
    run: async ({ open }) => {
      await using reader = await open();
      await using writer = await open();
      await writer.write((tx) => addOne(tx, 'churn', 'r1'));
      const counts = await reader.read(async (tx) => {
        const before = (await listVersions(tx, 'churn')).length;
        await writer.write((inner) => addOne(inner, 'churn', 'r2'));
        return [before, (await listVersions(tx, 'churn')).length];
      });
      assert.deepEqual(counts, [1, 1]);
      assert.equal((await reader.read((tx) => listVersions(tx, 'churn'))).length, 2);
    },
  },
  {
    name: 'does not let a reading transaction write',
    run: async ({ open }) => {
      await using store = await open();
      await assert.rejects(store.read((tx) => addOne(tx, 'churn', 'r1')));
      assert.deepEqual(await store.read(modelNames), []);
      assert.equal(await store.write((tx) => addOne(tx, 'churn', 'r1')), 1);
    },
  },
  {
    name: 'does a change with a key once, and gives its first answer again for seven days',
    run: async (subject) => {
      await using store = await subject.open();
      const change = () => store.write(async (tx) => ({ version: await addOne(tx, 'churn', `r${subject.now}`) }), { key: 'order 1' });
      assert.deepEqual(await Promise.all([change(), change(), change()]), [{ version: 1 }, { version: 1 }, { version: 1 }]);
      assert.equal(await store.write(async () => undefined, { key: 'order 2' }), undefined);
      assert.equal(await store.write(async () => undefined, { key: 'order 2' }), undefined);
      subject.now += 7 * 24 * 3600 * 1000;
      assert.deepEqual(await change(), { version: 1 });
      subject.now += 1;
      await store.write(async () => undefined, { key: 'order 3' });
      assert.deepEqual(await change(), { version: 2 });
    },
  },
  {
    name: 'lets a change with a key be sent again after it failed',
    run: async ({ open }) => {
      await using store = await open();
      await assert.rejects(
        store.write(async () => Promise.reject(new Error('no')), { key: 'k' }),
        { message: 'no' },
      );
      assert.equal(await store.write((tx) => addOne(tx, 'churn', 'r1'), { key: 'k' }), 1);
    },
  },
];

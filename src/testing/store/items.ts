import assert from 'node:assert/strict';
import { findItems, itemsSince, lastItemSeq, putItems, type ReportedItem, type Store } from '../../store/index.js';
import type { StoreCase } from './case.js';

const put = (store: Store, model: string, items: readonly ReportedItem[], at = 5): Promise<readonly string[]> =>
  store.write((tx) => putItems(tx, model, items, at));

const tea = (price: number): ReportedItem => ({ item: 'tea', state: 'offered', cells: { price, title: 'Té 😀\u2028' } });

const many = (name: string): readonly ReportedItem[] =>
  Array.from({ length: 1200 }, (_, i) => ({ item: `${name}${i}`, state: 'offered', cells: { n: i } }));

/** What is reported of items. */
export const itemCases: readonly StoreCase[] = [
  {
    name: 'keeps the newest of what is reported of an item, by model, and moves nothing that says the same',
    run: async ({ open }) => {
      await using store = await open();
      assert.equal(await store.read((tx) => lastItemSeq(tx, 'shop')), 0);
      assert.deepEqual(await put(store, 'shop', [tea(3), { item: 'cup', state: 'removed', cells: {} }]), ['tea', 'cup']);
      assert.deepEqual(await put(store, 'songs', [tea(9)], 6), ['tea']);
      assert.deepEqual(await put(store, 'shop', [{ item: 'cup', state: 'removed', cells: {} }, tea(4)], 7), ['tea']);
      assert.deepEqual(await put(store, 'shop', [tea(4)], 8), []);
      assert.deepEqual(await put(store, 'shop', []), []);
      const rows = await store.read((tx) => itemsSince(tx, 'shop', 0));
      assert.deepEqual(rows, [
        { item: 'cup', state: 'removed', cells: {}, seq: 2, changedAt: 5 },
        { ...tea(4), seq: 3, changedAt: 7 },
      ]);
      assert.deepEqual(await store.read((tx) => itemsSince(tx, 'shop', 2)), rows.slice(1));
      assert.deepEqual(await store.read((tx) => itemsSince(tx, 'shop', 0, 1)), rows.slice(0, 1));
      assert.deepEqual(
        await store.read((tx) => findItems(tx, 'songs', ['tea', 'cup'])),
        new Map([['tea', { ...tea(9), seq: 1, changedAt: 6 }]]),
      );
    },
  },
  {
    name: 'takes thousands of items in one change, and a reader that goes on misses none of two writers',
    run: async ({ open }) => {
      await using one = await open();
      await using two = await open();
      await Promise.all([put(one, 'shop', many('a')), put(two, 'shop', many('b'))]);
      const read: string[] = [];
      for (let seq = 0; ;) {
        const page = await one.read((tx) => itemsSince(tx, 'shop', seq, 700));
        if (page.length === 0) break;
        read.push(...page.map(({ item }) => item));
        seq = page.at(-1)!.seq;
      }
      assert.deepEqual(read.toSorted(), [...many('a'), ...many('b')].map(({ item }) => item).toSorted());
      assert.equal((await one.read((tx) => findItems(tx, 'shop', read))).size, 2400);
    },
  },
];

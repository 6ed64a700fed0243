import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  addEvents,
  addSlates,
  eraseBehaviour,
  eventsOfSlates,
  eventsSince,
  isSelected,
  itemsOfUser,
  lastEventSeq,
  loggedModels,
  newestEvents,
  readSlates,
  removeEventsBefore,
  removeSlatesBefore,
  type EventSelection,
  type Store,
} from '../../store/index.js';
import type { StoreCase } from './case.js';

/** An event's fields, as `addEvents` takes them. */
const fields = (id: string, user: string, item: string, at: number, type: string | null = null, slate: string | null = null): unknown[] => [
  id,
  user,
  item,
  type,
  at,
  null,
  null,
  null,
  slate,
  at + 1,
];

/** The same of somebody, with what it was done with in the place of its id, and its source. */
const ofSource = (id: string, at: number, type: string | null, source: string | null): unknown[] => [
  ...fields(id, 'ann', id, at, type),
  source,
];

const add = (store: Store, ...records: readonly unknown[][]): Promise<readonly string[]> =>
  store.write((tx) => addEvents(tx, store.engine, JSON.stringify(records)), { append: true });

/** Adds forty events of its own one by one, each with one that others add too. */
async function addForty(store: Store, name: string): Promise<void> {
  for (let i = 0; i < 40; i++) await add(store, fields(`${name}${i}`, 'ann', 'tea', i), fields(`both${i}`, 'ann', 'tea', i));
}

const list = (id: string, at: number, model = 'shop', user: string | null = 'ann'): unknown[] => [
  id,
  model,
  2,
  at,
  'champion',
  'may',
  'b',
  user,
  3,
  '[["tea",1.5,0.25],["cup",-0.5]]',
  120,
];

const idsSince = async (store: Store, seq: number, limit?: number): Promise<readonly string[]> =>
  (await store.read((tx) => eventsSince(tx, seq, limit === undefined ? {} : { limit }))).map(({ id }) => id);

/** What users do, and what was recommended to them. */
export const behaviourCases: readonly StoreCase[] = [
  {
    name: 'keeps an event once, as it came first, and says which were new',
    run: async ({ open }) => {
      await using store = await open();
      const full = ['é\u2028"\\', 'ann', '😀', 'purchase', 5, 1.5, 2, 1e-300, 'list', 9, 'songs'];
      assert.deepEqual(await add(store, full, fields('b', 'ann', 'cup', 6), fields('b', 'bob', 'tea', 7)), ['é\u2028"\\', 'b']);
      assert.deepEqual(await add(store, fields('b', 'cem', 'x', 1), fields('c', 'bob', 'tea', 2 ** 53 - 2)), ['c']);
      assert.deepEqual(await add(store), []);
      const [a, b, c] = await store.read((tx) => eventsSince(tx, 0));
      assert.deepEqual(
        { ...a, seq: 0 },
        {
          seq: 0,
          id: 'é\u2028"\\',
          user: 'ann',
          item: '😀',
          type: 'purchase',
          at: 5,
          value: 1.5,
          quantity: 2,
          price: 1e-300,
          slate: 'list',
          receivedAt: 9,
          source: 'songs',
        },
      );
      assert.deepEqual([b.user, b.item, b.at, b.type, b.value, b.slate, b.source], ['ann', 'cup', 6, null, null, null, null]);
      assert.deepEqual([c.at, c.receivedAt], [2 ** 53 - 2, 2 ** 53 - 1]);
      assert.ok(a.seq < b.seq && b.seq < c.seq);
    },
  },
  {
    name: 'gives events on after a place, and never gives a place again',
    run: async ({ open }) => {
      await using store = await open();
      assert.equal(await store.read(lastEventSeq), 0);
      await add(store, ...Array.from({ length: 150 }, (_, i) => fields(`e${String(i).padStart(3, '0')}`, 'ann', 'tea', 1000 - i)));
      const first = await store.read((tx) => eventsSince(tx, 0, { limit: 100 }));
      assert.deepEqual([first.length, first[0].id, first[99].id], [100, 'e000', 'e099']);
      assert.equal((await idsSince(store, first[99].seq)).length, 50);
      assert.equal((await store.read((tx) => eventsSince(tx, 0, { from: 990 }))).length, 11);
      const last = await store.read(lastEventSeq);
      assert.deepEqual(await store.write((tx) => eraseBehaviour(tx, { name: 'ann' })), { events: 150, slates: 0 });
      await add(store, fields('again', 'bob', 'tea', 1));
      assert.deepEqual(await idsSince(store, last), ['again']);
    },
  },
  {
    name: 'tells a reader that goes on of every event, of whoever adds at the same time',
    run: async ({ open }) => {
      await using one = await open();
      await using two = await open();
      await using reader = await open();
      const read: string[] = [];
      let [seq, adding] = [0, true];
      const follow = async (): Promise<void> => {
        for (let last = false; !last;) {
          last = !adding;
          for (const event of await reader.read((tx) => eventsSince(tx, seq))) {
            read.push(event.id);
            seq = event.seq;
          }
          await sleep(1);
        }
      };
      const following = follow();
      await Promise.all([addForty(one, 'a'), addForty(two, 'b')]);
      adding = false;
      await following;
      const due = ['a', 'b', 'both'].flatMap((name) => Array.from({ length: 40 }, (_, i) => `${name}${i}`));
      assert.deepEqual(read.toSorted(), due.toSorted());
    },
  },
  {
    name: "finds a user's newest events, by time and then by id, and every item",
    run: async ({ open }) => {
      await using store = await open();
      await add(
        store,
        fields('b', 'ann', 'cup', 5, 'view'),
        fields('a', 'ann', 'tea', 5, 'view'),
        fields('B', 'ann', 'tea', 5, 'purchase'),
        fields('c', 'ann', 'tea', 1, 'view'),
        fields('d', 'bob', 'pot', 9),
      );
      const newest = (limit: number): Promise<readonly string[]> =>
        store.read(async (tx) => (await newestEvents(tx, 'ann', limit)).map(({ id }) => id));
      assert.deepEqual(await newest(10), ['b', 'a', 'B', 'c']);
      assert.deepEqual(await newest(2), ['b', 'a']);
      assert.deepEqual(await store.read(async (tx) => (await newestEvents(tx, 'ann', 9, { before: 5 })).map(({ id }) => id)), ['c']);
      assert.deepEqual(await store.read((tx) => itemsOfUser(tx, 'ann', { before: 5 })), [{ item: 'tea', type: 'view' }]);
      const items = await store.read((tx) => itemsOfUser(tx, 'ann'));
      assert.deepEqual(items.map(({ item, type }) => `${type} ${item}`).toSorted(), ['purchase tea', 'view cup', 'view tea']);
      assert.deepEqual(await store.read((tx) => itemsOfUser(tx, 'bob')), [{ item: 'pot', type: null }]);
      assert.deepEqual(await store.read((tx) => newestEvents(tx, 'cem', 5)), []);
    },
  },
  {
    name: "finds a user's events of some sources and types, and of none",
    run: async ({ open }) => {
      await using store = await open();
      await add(
        store,
        ofSource('a', 1, 'play', 'songs'),
        ofSource('b', 2, 'skip', 'songs'),
        ofSource('c', 3, 'play', 'films'),
        ofSource('d', 4, 'play', null),
        ofSource('e', 5, null, null),
      );
      const due: readonly (readonly [EventSelection, string])[] = [
        [{ sources: [null] }, 'e d'],
        [{ sources: ['songs'] }, 'b a'],
        [{ sources: ['songs', null], types: ['play'] }, 'd a'],
        [{ sources: ['films', 'songs'] }, 'c b a'],
        [{ sources: ['books'] }, ''],
      ];
      for (const [selection, ids] of due) {
        const newest = await store.read((tx) => newestEvents(tx, 'ann', 9, { of: selection }));
        assert.equal(newest.map(({ id }) => id).join(' '), ids);
        const items = await store.read((tx) => itemsOfUser(tx, 'ann', { of: selection }));
        assert.deepEqual(items.map(({ item }) => item).toSorted(), newest.map(({ item }) => item).toSorted());
        const all = await store.read((tx) => eventsSince(tx, 0));
        assert.equal(
          all
            .filter((event) => isSelected(selection, event))
            .map(({ id }) => id)
            .toReversed()
            .join(' '),
          ids,
        );
      }
    },
  },
  {
    name: 'keeps recommended lists, page by page, with what came of them',
    run: async ({ open }) => {
      await using store = await open();
      const records = [list('l2', 20), list('l1', 10), list('l3', 20, 'shop', null), list('other', 15, 'books')];
      for (let i = 0; i < 2; i++) await store.write((tx) => addSlates(tx, store.engine, JSON.stringify(records)));
      const page = (change: object): ReturnType<typeof readSlates> =>
        store.read((tx) => readSlates(tx, { model: 'shop', ...change })) as ReturnType<typeof readSlates>;
      const [first, second, third] = await page({});
      assert.deepEqual([first.id, second.id, third.id, third.user], ['l1', 'l2', 'l3', null]);
      assert.deepEqual(first, {
        id: 'l1',
        model: 'shop',
        version: 2,
        at: 10,
        route: 'champion',
        experiment: 'may',
        arm: 'b',
        user: 'ann',
        k: 3,
        items: [
          { item: 'tea', score: 1.5, propensity: 0.25 },
          { item: 'cup', score: -0.5 },
        ],
        latencyUs: 120,
        filter: null,
      });
      const filtered = [...list('l9', 90, 'shop'), '{"op":"x"}'];
      await store.write((tx) => addSlates(tx, store.engine, JSON.stringify([filtered])));
      assert.deepEqual(
        (await page({ from: 90 })).map(({ filter }) => filter),
        [{ op: 'x' }],
      );
      assert.deepEqual(
        (await page({ after: second, from: 10, to: 21, limit: 5 })).map(({ id }) => id),
        ['l3'],
      );
      assert.deepEqual(await page({ version: 1 }), []);
      await add(store, fields('e', 'ann', 'tea', 30, 'purchase', 'l1'), fields('f', 'ann', 'tea', 30));
      assert.deepEqual(
        (await store.read((tx) => eventsOfSlates(tx, ['l1', 'l2']))).map(({ id, slate }) => [id, slate]),
        [['e', 'l1']],
      );
      assert.deepEqual(await store.read((tx) => eventsOfSlates(tx, [])), []);
      assert.deepEqual(await store.read((tx) => loggedModels(tx, 'slates')), ['books', 'shop']);
    },
  },
  {
    name: 'lets behaviour go by person, by id and by age',
    run: async ({ open }) => {
      await using store = await open();
      const records = [list('l1', 10), list('l2', 20), list('l3', 30, 'shop', 'bob'), list('l4', 40, 'books')];
      await store.write((tx) => addSlates(tx, store.engine, JSON.stringify(records)));
      await add(
        store,
        fields('a', 'ann', 'tea', 1),
        fields('b', 'bob', 'tea', 2),
        fields('c', 'cem', 'tea', 3),
        fields('d', 'cem', 'cup', 4),
      );
      assert.deepEqual(await store.write((tx) => eraseBehaviour(tx, { name: 'ann', model: 'books' })), { events: 0, slates: 1 });
      assert.deepEqual(await store.write((tx) => eraseBehaviour(tx, { name: 'ann' })), { events: 1, slates: 2 });
      assert.deepEqual(await store.write((tx) => eraseBehaviour(tx, { name: 'b' })), { events: 1, slates: 0 });
      assert.deepEqual(
        [await store.write((tx) => removeEventsBefore(tx, 4, 1)), await store.write((tx) => removeEventsBefore(tx, 4, 9))],
        [1, 0],
      );
      assert.deepEqual(await idsSince(store, 0), ['d']);
      assert.deepEqual(
        [
          await store.write((tx) => removeSlatesBefore(tx, 'shop', 30, 9)),
          await store.write((tx) => removeSlatesBefore(tx, 'shop', 31, 9)),
        ],
        [0, 1],
      );
    },
  },
];

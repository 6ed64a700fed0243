import assert from 'node:assert/strict';
import {
  addToken,
  findToken,
  forgottenAt,
  forgottenMarks,
  getState,
  hashOfForgotten,
  listState,
  listTokens,
  markForgotten,
  modelPointers,
  pointAlias,
  putState,
  readForgotten,
  removeState,
  revokeToken,
  setRouting,
  validTokens,
  type TokenRow,
} from '../../store/index.js';
import type { StoreCase } from './case.js';
import { addOne } from './rows.js';

const token = (id: string, change: Partial<Omit<TokenRow, 'revokedAt'>> = {}): Omit<TokenRow, 'revokedAt'> => ({
  id,
  name: 'billing',
  hash: `hash of ${id}`,
  scopes: ['predict', 'label'],
  createdAt: 100,
  expiresAt: null,
  ...change,
});
const ids = (rows: readonly TokenRow[]): string[] => rows.map((row) => row.id).toSorted();

/** Who may ask, where requests go, and small facts. */
export const accessCases: readonly StoreCase[] = [
  {
    name: 'gives tokens back as they were made, oldest first, and finds one by its id',
    run: async ({ open }) => {
      await using store = await open();
      const second = token('a', { createdAt: 200, expiresAt: 2 ** 53 - 1, name: `it's "billing" 😀`, scopes: [] });
      for (const row of [second, token('b')]) await store.write((tx) => addToken(tx, row));
      assert.deepEqual(await store.read(listTokens), [
        { ...token('b'), revokedAt: null },
        { ...second, revokedAt: null },
      ]);
      assert.deepEqual(await store.read((tx) => findToken(tx, 'a')), { ...second, revokedAt: null });
      assert.equal(await store.read((tx) => findToken(tx, 'A')), undefined);
    },
  },
  {
    name: 'refuses a token whose id or hash is there already',
    run: async ({ open }) => {
      await using store = await open();
      await store.write((tx) => addToken(tx, token('a')));
      await assert.rejects(store.write((tx) => addToken(tx, token('a', { hash: 'other' }))));
      await assert.rejects(store.write((tx) => addToken(tx, token('b', { hash: 'hash of a' }))));
      assert.deepEqual(ids(await store.read(listTokens)), ['a']);
    },
  },
  {
    name: 'holds a token valid until its very moment, and ends it once for good',
    run: async ({ open }) => {
      await using store = await open();
      for (const row of [token('ever'), token('short', { expiresAt: 500 }), token('ended')]) await store.write((tx) => addToken(tx, row));
      await store.write((tx) => revokeToken(tx, 'ended', 300));
      await store.write((tx) => revokeToken(tx, 'ended', 400));
      await store.write((tx) => revokeToken(tx, 'nobody', 400));
      assert.deepEqual(ids(await store.read((tx) => validTokens(tx, 499))), ['ever', 'short']);
      assert.deepEqual(ids(await store.read((tx) => validTokens(tx, 500))), ['ever']);
      assert.equal((await store.read((tx) => findToken(tx, 'ended')))?.revokedAt, 300);
      assert.equal((await store.read((tx) => findToken(tx, 'ever')))?.revokedAt, null);
    },
  },
  {
    name: 'keeps small facts by name, the newest in the place of the older',
    run: async ({ open }) => {
      await using store = await open();
      await store.write(async (tx) => {
        await putState(tx, 'a_b', 1, 10);
        await putState(tx, 'a_b', { nul: '\u0000', n: [null, 0.1] }, 20);
        await putState(tx, 'a%c', 'x', 30);
        await putState(tx, 'axb', true, 40);
      });
      assert.deepEqual(await store.read((tx) => getState(tx, 'a_b')), { nul: '\u0000', n: [null, 0.1] });
      assert.deepEqual(await store.read((tx) => listState(tx, 'a_')), [{ key: 'a_b', value: { nul: '\u0000', n: [null, 0.1] }, at: 20 }]);
      await store.write((tx) => removeState(tx, 'a_b'));
      assert.equal(await store.read((tx) => getState(tx, 'a_b')), undefined);
      assert.deepEqual(
        (await store.read((tx) => listState(tx, 'a'))).map(({ key }) => key),
        ['a%c', 'axb'],
      );
    },
  },
  {
    name: 'tells who was forgotten, and of which model, without their names',
    run: async ({ open }) => {
      await using store = await open();
      assert.equal(await store.read(forgottenMarks), undefined);
      assert.equal((await store.read(readForgotten))('ann'), false);
      const odd = 'a\u0000b';
      for (const [name, model, at] of [
        ['ann', undefined, 10],
        ['ann', 'shop', 30],
        [odd, undefined, 20],
        ['bob', 'shop', 40],
      ] as const)
        await store.write(async (tx) => markForgotten(tx, await hashOfForgotten(tx, name, at), model, at));
      const people = ['ann', 'bob', 'eve', 'ann', odd];
      assert.deepEqual(people.map(await store.read(readForgotten)), [true, false, false, true, true]);
      for (const [i, at] of [10, undefined, undefined, 10, 20].entries())
        assert.equal(await store.read((tx) => forgottenAt(tx, people[i])), at);
      await store.read(async (tx) => {
        const until = (await forgottenMarks(tx))!;
        const ofShop: (number | undefined)[] = [];
        for (const name of people) ofShop.push(await until(name, 'shop'));
        assert.deepEqual(ofShop, [30, 40, undefined, 30, 20]);
        assert.equal(await until('ann', 'price'), 10);
        const kept = (await listState(tx, '')).map(({ key, value }) => key + JSON.stringify(value)).join();
        assert.equal(
          people.some((name) => kept.includes(name)),
          false,
        );
      });
    },
  },
  {
    name: 'divides requests by the rules that were set last, model by model',
    run: async ({ open }) => {
      await using store = await open();
      for (const [model, run] of [
        ['churn', 'r1'],
        ['churn', 'r2'],
        ['Price', 'r3'],
      ])
        await store.write((tx) => addOne(tx, model, run));
      const rules = { canary: { to: 2, percent: 5 }, shadow: ['next', 2] };
      await store.write((tx) => pointAlias(tx, 'churn', 'champion', 1, 5));
      await store.write((tx) => setRouting(tx, 'churn', { shadow: [1] }, 10));
      await store.write((tx) => setRouting(tx, 'churn', rules, 20));
      assert.deepEqual(await store.read(modelPointers), [
        { model: 'Price', versions: [1], aliases: {}, rules: {} },
        { model: 'churn', versions: [1, 2], aliases: { champion: 1 }, rules },
      ]);
    },
  },
];

import assert from 'node:assert/strict';
import {
  addAliasMove,
  aliasMoves,
  aliasVersion,
  listAliases,
  listVersions,
  modelNames,
  pointAlias,
  removeVersion,
  versionOfRun,
} from '../../store/index.js';
import type { StoreCase } from './case.js';
import { addOne } from './rows.js';

/** Versions and aliases. */
export const registryCases: readonly StoreCase[] = [
  {
    name: 'never gives a version’s number again, and counts each model by itself',
    run: async ({ open }) => {
      await using store = await open();
      await store.write((tx) => addOne(tx, 'churn', 'r1'));
      await store.write((tx) => addOne(tx, 'churn', 'r2'));
      await store.write((tx) => removeVersion(tx, 'churn', 2));
      assert.equal(await store.write((tx) => addOne(tx, 'churn', 'r3')), 3);
      assert.equal(await store.write((tx) => addOne(tx, 'Price', 'r4')), 1);
      assert.deepEqual(await store.read(modelNames), ['Price', 'churn']);
      assert.deepEqual((await store.read((tx) => listVersions(tx))).map((row) => `${row.model}@${row.version}`).toSorted(), [
        'Price@1',
        'churn@1',
        'churn@3',
      ]);
      assert.equal((await store.read((tx) => versionOfRun(tx, 'r3')))?.version, 3);
      assert.equal(await store.read((tx) => versionOfRun(tx, 'r2')), undefined);
    },
  },
  {
    name: 'refuses a second version of one run, and an alias to nothing; keeps a version that an alias points at',
    run: async ({ open }) => {
      await using store = await open();
      await store.write((tx) => addOne(tx, 'churn', 'r1'));
      await assert.rejects(store.write((tx) => addOne(tx, 'churn', 'r1')));
      await assert.rejects(store.write((tx) => pointAlias(tx, 'churn', 'champion', 7, 1)));
      await store.write((tx) => pointAlias(tx, 'churn', 'champion', 1, 1));
      await assert.rejects(store.write((tx) => removeVersion(tx, 'churn', 1)));
      assert.equal((await store.read((tx) => listVersions(tx, 'churn'))).length, 1);
    },
  },
  {
    name: 'moves aliases and remembers every move in order',
    run: async ({ open }) => {
      await using store = await open();
      await store.write((tx) => addOne(tx, 'churn', 'r1'));
      await store.write((tx) => addOne(tx, 'churn', 'r2'));
      const note = { passed: true, reasons: ['auc is 0.9.'] };
      const move = { model: 'churn', alias: 'champion', kind: 'move', from: null, to: 2, note, actor: 'me', at: 7 } as const;
      await store.write(async (tx) => {
        await pointAlias(tx, 'churn', 'champion', 1, 6);
        await pointAlias(tx, 'churn', 'champion', 2, 7);
        await pointAlias(tx, 'churn', 'Shadow', 1, 8);
        await addAliasMove(tx, move);
        await addAliasMove(tx, { ...move, kind: 'remove', from: 2, to: null, at: 3 });
      });
      assert.equal(await store.read((tx) => aliasVersion(tx, 'churn', 'champion')), 2);
      assert.deepEqual(await store.read((tx) => listAliases(tx, 'churn')), [
        { model: 'churn', alias: 'Shadow', version: 1, changedAt: 8 },
        { model: 'churn', alias: 'champion', version: 2, changedAt: 7 },
      ]);
      assert.deepEqual(await store.read((tx) => aliasMoves(tx, 'churn', 'champion')), [
        move,
        { ...move, kind: 'remove', from: 2, to: null, at: 3 },
      ]);
      await store.write((tx) => pointAlias(tx, 'churn', 'champion', null, 9));
      assert.equal(await store.read((tx) => aliasVersion(tx, 'churn', 'champion')), undefined);
    },
  },
];

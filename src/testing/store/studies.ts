import assert from 'node:assert/strict';
import { addStudy, beginTrial, dropTrial, endTrial, listStudies, thisOwner, trialsFrom } from '../../store/index.js';
import type { StoreCase } from './case.js';

const study = { id: 's', model: 'churn', settings: { seed: 7 }, createdAt: 5 };
const owner = thisOwner();
const gone = { ...owner, pid: 2 ** 22 };

/** Studies and their trials. */
export const studyCases: readonly StoreCase[] = [
  {
    name: 'gives each trial of a study to one process, keeps its first end, and lets another take it over',
    run: async ({ open }) => {
      await using store = await open();
      await store.write((tx) => addStudy(tx, study));
      await store.write((tx) => addStudy(tx, { ...study, model: 'other' }));
      const begin = (number: number, by = owner, from?: typeof owner): Promise<boolean> =>
        store.write((tx) => beginTrial(tx, 's', { number, owner: by, point: { x: number } }, from));
      assert.deepEqual([await begin(0, gone), await begin(1), await begin(1)], [true, true, false]);
      assert.deepEqual([await begin(0, owner, owner), await begin(0, owner, gone), await begin(0, owner, gone)], [false, true, false]);
      await store.write((tx) => endTrial(tx, 's', 0, { losses: [1] }));
      await store.write((tx) => endTrial(tx, 's', 0, { losses: [2] }));
      await store.write((tx) => dropTrial(tx, 's', 0));
      assert.deepEqual(await store.read((tx) => trialsFrom(tx, 's', 0)), [
        { number: 0, owner: null, point: { x: 0 }, end: { losses: [1] } },
        { number: 1, owner, point: { x: 1 }, end: null },
      ]);
      await store.write((tx) => dropTrial(tx, 's', 1));
      assert.deepEqual([await store.read((tx) => trialsFrom(tx, 's', 1)), await begin(1)], [[], true]);
    },
  },
  {
    name: 'lists studies, the newest first, by model and by the beginning of their id',
    run: async ({ open }) => {
      await using store = await open();
      const added = ['a1', 'a2', 'b1', 'a'].map((id, i) => ({ ...study, id, createdAt: i, model: id === 'b1' ? 'risk' : 'churn' }));
      for (const one of added) await store.write((tx) => addStudy(tx, one));
      const ids = async (only: Parameters<typeof listStudies>[1]): Promise<readonly string[]> =>
        (await store.read((tx) => listStudies(tx, only))).map(({ id }) => id);
      assert.deepEqual(await ids({}), ['a', 'b1', 'a2', 'a1']);
      assert.deepEqual(await ids({ model: 'churn', limit: 2 }), ['a', 'a2']);
      assert.deepEqual(await ids({ idFrom: 'a' }), ['a', 'a2', 'a1']);
      assert.deepEqual(await ids({ idFrom: 'a1' }), ['a1']);
      assert.deepEqual((await store.read((tx) => listStudies(tx, { idFrom: 'b' })))[0], added[2]);
    },
  },
];

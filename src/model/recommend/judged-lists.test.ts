import { expect, it } from 'vitest';
import { judgedArrays, judgedListsIn } from './judged-lists.js';

const lists = [Int32Array.of(4, 2), Int32Array.of(), Int32Array.of(1)];
const taken = [Int32Array.of(2), Int32Array.of(0, 3), Int32Array.of(1)];
const judged = {
  users: Int32Array.of(0, 2, 5),
  lists,
  taken,
  candidates: Int32Array.of(5, 5, 5),
  values: { 'recall@10': Float64Array.of(1, 0, 1) },
};

it('judged lists come back with their metrics', () => {
  const arrays = judgedArrays(judged, 'recall@10');
  expect(arrays).toEqual({
    user: Int32Array.of(0, 2, 5),
    value: Float64Array.of(1, 0, 1),
    list: Int32Array.of(4, 2, 1),
    'list end': Int32Array.of(2, 2, 3),
    taken: Int32Array.of(2, 0, 3, 1),
    'taken end': Int32Array.of(1, 3, 4),
  });
  const back = judgedListsIn(arrays)!;
  expect([back.lists, back.taken, back.values['recall@10']]).toEqual([lists, taken, judged.values['recall@10']]);
  // The first user's item stands second.
  expect([...back.values['mrr@10']]).toEqual([0.5, 0, 1]);
});

it('what is not there, or does not fit, is none', () => {
  const arrays = judgedArrays(judged, 'recall@10');
  const { user, value } = arrays;
  expect(judgedListsIn(undefined)).toBeUndefined();
  expect(judgedListsIn({ user, value })).toBeUndefined();
  expect(judgedListsIn({ ...arrays, 'list end': Int32Array.of(2, 1, 3) })).toBeUndefined();
  expect(judgedListsIn({ ...arrays, 'taken end': Int32Array.of(1, 3, 5) })).toBeUndefined();
});

import { expect, it } from 'vitest';
import { interactionsOf } from '../../recommend/index.js';
import { candidatesFor } from './choose.js';

/** So many users, each of whom takes every item of a catalogue of so many. */
const everyoneTakesAll = (users: number, items: number) => {
  const pairs = Array.from({ length: users * items }, (_, at) => [at % users, Math.floor(at / users)]);
  return interactionsOf({ user: pairs.map(([u]) => u), item: pairs.map(([, i]) => i), time: pairs.map((_, at) => at) });
};

const namesFor = (users: number, items: number) =>
  candidatesFor(everyoneTakesAll(users, items)).map(({ learner, params }) => [learner, ...Object.values(params)].join(' '));

it('where items have few events, what many took is put first, and of what users took much is made', () => {
  const others = ['stan', 'ease 100', 'ease 300', 'ease 1000', 'als 20'];
  expect(namesFor(30, 4)).toEqual(['popularity', 'item_knn', 'item_knn tfidf 200 1', ...others]);
  expect(namesFor(29, 4)).toEqual(['popularity', 'item_knn', 'item_knn tfidf 200 0.4', ...others, 'als 128 40 5']);
});

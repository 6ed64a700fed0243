import { listed, row, type ErrorRow } from './row.js';

/** Errors that `recommend` raises. */
export const recommendErrors = {
  MW_RECOMMEND_LEARNER: row<{ name: string; hint: string; known: readonly string[] }>({
    message: (p) => `there is no method of recommending "${p.name}".${p.hint}`,
    fix: (p) => `Use one of ${listed(p.known, 20)}.`,
    status: 400,
    usage: true,
  }),
  MW_RECOMMEND_ITEM: row<{ item: string; model: string }>({
    message: (p) => `"${p.item}" is no item that ${p.model} knows`,
    fix: () => 'Use the id of an item that training saw, or that the table of items has.',
    status: 404,
  }),
  MW_RECOMMEND_BEHAVIOUR: row<{ name: string; got: string; due: string }>({
    message: (p) => `the ${p.name} of behaviour must be ${p.due}, got ${p.got}`,
    fix: (p) => `Change the ${p.name}: ${p.due}.`,
    status: 400,
    usage: true,
  }),
  MW_RECOMMEND_SIMILAR: row<{ model: string }>({
    message: (p) => `${p.model} does not say which items are alike: its method compares none`,
    fix: () => 'Train with item_knn, ease or als.',
    status: 400,
  }),
  MW_RECOMMEND_NO_TABLE: row<{}>({
    message: () => 'the items cannot be filtered: the recommender has no table of them',
    fix: () => 'Give the definition `items: { table, id }` and train again, or leave the filter out.',
    status: 400,
  }),
  MW_RECOMMEND_RULE: row<{ rule: string; got: string; due: string }>({
    message: (p) => `the rule of lists "${p.rule}" is ${p.got}`,
    fix: (p) => `Give ${p.due}.`,
    status: 400,
    usage: true,
  }),
  MW_RECOMMEND_RIDGE: row<{ learner: string; l2: number }>({
    message: (p) =>
      `${p.learner} with l2 = ${p.l2} has no solution that single precision could tell from another: some items are too alike`,
    fix: () => 'Raise l2.',
    status: 422,
  }),
  MW_RECOMMEND_CATALOGUE: row<{ learner: string; items: number }>({
    message: (p) => `${p.learner} holds every pair of items in memory, and ${p.items} items have too many pairs`,
    fix: () => 'Leave rare items out, or take als or item_knn.',
    status: 422,
  }),
  MW_RECOMMEND_RANKER: row<{ users: number; depth: number }>({
    message: (p) =>
      `of ${p.users} users none took, after the cut, any of the ${p.depth} best items of a method: there is nothing to learn ranking from`,
    fix: () => 'Cut earlier, raise depth, or recommend without a ranker.',
    status: 422,
  }),
  MW_RECOMMEND_DIVERGED: row<{ learner: string; learningRate: number }>({
    message: (p) => `with learningRate = ${p.learningRate} the vectors of ${p.learner} grew without end`,
    fix: () => 'Lower learningRate, or raise l2.',
    status: 422,
  }),
  MW_RECOMMEND_MEMORY: row<{ learner: string; users: number; items: number; factors: number }>({
    message: (p) =>
      `${p.learner} learns in one memory, of 4 GiB at most, and ${p.users} users and ${p.items} items with ${p.factors} factors each do not fit`,
    fix: () => 'Lower factors, leave out users and items with few events, or take item_knn.',
    status: 422,
  }),
  MW_RECOMMEND_LENGTH: row<{ got: string }>({
    message: (p) => `a list has a whole number of items from 1 on, got ${p.got}`,
    fix: () => 'Give such a number as k.',
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;

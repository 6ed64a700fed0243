import { expect, it } from 'vitest';
import { columnsOf, learn } from '../../expr/index.js';
import { namedCategories, namedIn } from './named-features.js';

const c = columnsOf({ city: 'text', bill: 'number' });
const features = {
  mean: learn.targetMean(c.city).node,
  often: learn.frequency(c.city).node,
  level: learn.category(c.city).node,
  flags: learn.oneHot(c.city).node,
  bill: c.bill.node,
};
const categoriesOf = (...params: readonly object[]) => namedCategories(features, namedIn(params as never));

it('categories are named by the columns that they are as defined', () => {
  expect(categoriesOf({}, { trees: 3, interactions: 'odd' })).toEqual([]);
  expect(categoriesOf({ monotone: { mean: 'increasing', bill: 'increasing' } }, { monotone: { often: 'decreasing' } })).toEqual([
    'mean',
    'often',
  ]);
  expect(categoriesOf({ monotone: { 'flags=Rome': 'increasing' } })).toEqual(['flags']);
  expect(categoriesOf({ interactions: [['level', 'bill'], ['mean']] })).toEqual(['mean', 'level']);
  // As they are defined these have no such column, or none with an order: another way to read them may.
  expect(categoriesOf({ monotone: { level: 'increasing', flags: 'increasing', 'mean=Rome': 'increasing' } })).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { columnsOf, learn, type Node } from '../../expr/index.js';
import type { ChosenRanges } from '../../tune/index.js';
import { featureWords } from './feature-notes.js';
import { featureSpace } from './feature-space.js';

const c = columnsOf({ city: 'text', bill: 'number', tenure: 'number', old: 'bool' });
const both: Readonly<Record<string, Node>> = { city: learn.category(c.city).node, bill: c.bill.node };
const spaceFor = (chosen: ChosenRanges, nodes = both, task: 'binary' | 'multiclass' = 'binary') => featureSpace(chosen, nodes, task);

describe('ways to make features as a part of a search', () => {
  it('vary by name; a setting varies where it says something', () => {
    const { space, held, at, first, choosesFeatures } = spaceFor({
      smoothing: { low: 1, high: 100 },
      categories: ['defined', 'targetMean', 'oneHot'],
      mostLevels: [10, 50],
      keep: { low: 0.5, high: 1 },
    });
    expect(space).toEqual({
      'features.categories': { type: 'choice', choices: ['defined', 'targetMean', 'oneHot'] },
      'features.mostLevels': { type: 'choice', choices: [10, 50], when: { name: 'features.categories', is: ['defined', 'oneHot'] } },
      'features.smoothing': { type: 'number', low: 1, high: 100, scale: 'log', when: { name: 'features.categories', is: ['targetMean'] } },
      'features.keep': { type: 'number', low: 0.5, high: 1, scale: 'linear' },
    });
    expect([held, choosesFeatures]).toEqual([{}, true]);
    expect(first).toEqual([
      { 'features.categories': 'defined', 'features.mostLevels': 50, 'features.keep': 1 },
      { 'features.categories': 'targetMean', 'features.smoothing': 20, 'features.keep': 1 },
      { 'features.categories': 'oneHot', 'features.mostLevels': 50, 'features.keep': 1 },
      { 'features.categories': 'defined', 'features.mostLevels': 10, 'features.keep': 1 },
    ]);
    expect(at(first[0])).toEqual({ mostLevels: 50 });
    expect(at({ learner: 'gbdt', 'features.categories': 'targetMean', 'features.smoothing': 3, 'features.keep': 0.5 })).toEqual({
      categories: 'targetMean',
      smoothing: 3,
      keep: 0.5,
    });
  });

  it('hold what is left one value, and are as defined where nothing is said', () => {
    const { space, held, at } = spaceFor({ categories: ['frequency'], numbers: ['defined', 'rank'] });
    expect(Object.keys(space)).toEqual(['features.numbers']);
    expect(held).toEqual({ categories: 'frequency' });
    expect(at({ 'features.numbers': 'rank' })).toEqual({ categories: 'frequency', numbers: 'rank' });
    expect(spaceFor({ numbers: ['defined', 'rank'] }).at({ 'features.numbers': 'defined' })).toBeUndefined();
  });

  it('leave a category alone whose columns parameters name, and are refused where that leaves none', () => {
    const plan = learn.targetMean(c.city).node;
    const spaceBut = (chosen: ChosenRanges) => featureSpace(chosen, { ...both, plan }, 'binary', ['plan']);
    expect(Object.keys(spaceBut({ categories: ['defined', 'oneHot'] }).space)).toEqual(['features.categories']);
    expect(() => spaceBut({ smoothing: { low: 1, high: 9 } })).toThrow('it belongs to targetMean');
    const none = () => featureSpace({ categories: ['oneHot'] }, { plan, bill: both['bill'] }, 'binary', ['plan']);
    expect(none).toThrow('"features.categories": plan cannot be read in another way: "monotone" or "interactions" name what each is now');
  });

  it('are refused where they are no options, contradict each other, or no column is like that', () => {
    const cases: readonly (readonly [ChosenRanges, string | RegExp, typeof both?, 'multiclass'?])[] = [
      [{}, '"features": no option is named: there are categories, mostLevels, smoothing'],
      [{ encoders: ['oneHot'] }, '"features.encoders": features have no such option'],
      [{ categorie: ['oneHot'] }, 'Did you mean "categories"?'],
      [{ categories: [] }, '"features.categories": it has no choices'],
      [{ categories: ['onehot'] }, '"onehot" is not'],
      [{ categories: ['oneHot', 'oneHot'] }, 'the choice "oneHot" is there twice'],
      [{ categories: ['targetMean'] }, '"targetMean" is not', both, 'multiclass'],
      [{ categories: ['oneHot'], smoothing: { low: 1, high: 9 } }, 'it belongs to targetMean, which "features.categories" does not try'],
      [{ mostLevels: { low: 5, high: 50 }, categories: ['frequency'] }, 'it belongs to category and oneHot'],
      [{ smoothing: { low: 1, high: 9 } }, 'it belongs to targetMean'],
      [{ ranks: [10, 20] }, 'it belongs to rank, which "features.numbers" does not try'],
      [{ keep: { low: 0, high: 1 } }, '"features.keep": it takes a number from 0.01 to 1'],
      [{ keep: { low: 0.9, high: 0.3 } }, 'its low end 0.9 is above its high end 0.3'],
      [{ categories: ['oneHot'] }, 'no feature of the model is a category by itself', { bill: c.bill.node, tenure: c.tenure.node }],
      [{ numbers: ['rank'] }, 'no feature of the model is a number: its features are old, city', { old: c.old.node, city: both['city'] }],
      [{ keep: { low: 0.3, high: 1 } }, 'the model has one feature', { bill: c.bill.node }],
    ];
    for (const [chosen, words, nodes, task] of cases) expect(() => spaceFor(chosen, nodes, task)).toThrow(words);
  });
});

it('says in words how features are made', () => {
  expect(featureWords({})).toBe('as defined');
  expect(featureWords({ categories: 'targetMean', smoothing: 12.5, numbers: 'rank', keep: 0.6 })).toBe(
    'categories by targetMean (smoothing 12.5), numbers by rank, 60% of the features kept',
  );
  expect(featureWords({ mostLevels: 30 })).toBe('categories as defined (the 30 most frequent levels)');
});

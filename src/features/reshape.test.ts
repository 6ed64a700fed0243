import { describe, expect, it } from 'vitest';
import { columnsOf, learn, printNode, type Node } from '../expr/index.js';
import { encodingOfCategory, isNumberFeature, reshaped, type FeatureSettings } from './reshape.js';

const c = columnsOf({ city: 'text', plan: 'text', bill: 'number', old: 'bool' });
const features: Readonly<Record<string, Node>> = {
  city: learn.category(c.city, { max: 7, missing: 'level' }).node,
  plan: learn.targetMean(c.plan, { smoothing: 3, folds: 4 }).node,
  bill: c.bill.node,
  dear: c.bill.gt(learn.median(c.bill)).node,
  both: learn.frequency(c.city).mul(c.bill).node,
  parts: learn.pca([c.bill, c.bill.mul(2)], { components: 1 }).node,
};
const shapedTo = (settings: FeatureSettings): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(reshaped(features, settings)).map(([name, node]) => [name, printNode(node)]));
const same = shapedTo({});

describe('features made otherwise', () => {
  it('are the same expressions where nothing is asked', () => {
    expect(same).toEqual(Object.fromEntries(Object.entries(features).map(([name, node]) => [name, printNode(node)])));
    expect(shapedTo({ keep: 0.5 })).toEqual(same);
  });

  it('read every category in one way, and keep the options that this way has', () => {
    const oneHot = reshaped(features, { categories: 'oneHot', mostLevels: 20 });
    expect(oneHot['city']).toEqual(learn.oneHot(c.city, { max: 20, missing: 'level' }).node);
    expect(oneHot['plan']).toEqual(learn.oneHot(c.plan, { max: 20 }).node);
    const means = reshaped(features, { categories: 'targetMean', smoothing: 50 });
    expect(means['city']).toEqual(learn.targetMean(c.city, { smoothing: 50 }).node);
    expect(means['plan']).toEqual(learn.targetMean(c.plan, { smoothing: 50, folds: 4 }).node);
    expect(reshaped(features, { categories: 'frequency' })['city']).toEqual(learn.frequency(c.city).node);
    for (const name of ['bill', 'dear', 'both', 'parts']) expect(printNode(means[name])).toBe(same[name]);
  });

  it('leave categories as defined that are to stay so', () => {
    const some = reshaped(features, { categories: 'frequency', numbers: 'rank', mostLevels: 9, smoothing: 9 }, ['city']);
    expect([some['city'], some['plan']]).toEqual([features['city'], learn.frequency(c.plan).node]);
    expect(some['bill']).not.toEqual(features['bill']);
  });

  it('change a setting where the definition has it', () => {
    const settings = reshaped(features, { mostLevels: 3, smoothing: 9 });
    expect(settings['city']).toEqual(learn.category(c.city, { max: 3, missing: 'level' }).node);
    expect(settings['plan']).toEqual(learn.targetMean(c.plan, { smoothing: 9, folds: 4 }).node);
  });

  it('rank numbers, and leave yes/no, vectors and categories', () => {
    const ranked = shapedTo({ numbers: 'rank', ranks: 10 });
    expect(ranked).toEqual({
      ...same,
      bill: printNode(c.bill.bin(learn.quantiles(c.bill, 10)).node),
      both: printNode(
        learn
          .frequency(c.city)
          .mul(c.bill)
          .bin(learn.quantiles(learn.frequency(c.city).mul(c.bill), 10)).node,
      ),
    });
    expect(Object.values(features).map(isNumberFeature)).toEqual([false, false, true, false, true, false]);
    expect(Object.values(features).map(encodingOfCategory)).toEqual(['category', 'targetMean', undefined, undefined, undefined, undefined]);
  });
});

import { describe, expect, it } from 'vitest';
import { finished, random } from '../../core/index.js';
import { roughProducts } from '../../kernel/index.js';
import { topItems } from '../top-items.js';
import { bestProducts } from './best-products.js';
import type { ItemVectors } from './vectors.js';

function madeItems(items: number, factors: number, withOwn: boolean, seed = 1): ItemVectors {
  const draw = random(seed, 'items');
  const factor = Float32Array.from({ length: items * factors }, () => draw.normal());
  for (let i = 0; i < items; i++) for (let k = 0; k < factors; k++) factor[i * factors + k] *= 0.2 + (i % 7);
  return { items, factors, factor, ...(withOwn ? { own: Float32Array.from({ length: items }, () => 3 * draw.normal()) } : {}) };
}

function scoresOf({ items, factors, factor, own }: ItemVectors, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: items }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < factors; k++) sum += factor[i * factors + k] * vector[k];
    return own ? sum + own[i] : sum;
  });
}

describe('the best products', () => {
  it.for([
    [1, 3, false],
    [7, 16, false],
    [5003, 64, true],
    [70_001, 20, false],
    [20_000, 1, true],
  ] as const)('%i items of %i factors, own strengths %s: those of all scores, to the bit', ([items, factors, withOwn]) => {
    const model = madeItems(items, factors, withOwn);
    const best = bestProducts(model);
    const draw = random(2, 'vectors');
    for (let query = 0; query < 20; query++) {
      const vector = Float64Array.from({ length: factors }, () => draw.normal() ** 3);
      const scores = scoresOf(model, vector);
      const leftOut = (item: number): boolean => item % 5 === query % 5;
      const found = best.of(vector, 25, leftOut);
      const expected = topItems(scores, 25, leftOut);
      expect(found.items).toEqual(expected);
      expect(found.scores).toEqual(Float64Array.from(expected, (item) => scores[item]));
    }
  });

  it('equal scores stand by ties and then by place', () => {
    const model = madeItems(3000, 4, false);
    const ties = Float64Array.from({ length: 3000 }, (_, i) => i % 10);
    const nothing = new Float64Array(4);
    const found = bestProducts(model).of(nothing, 7, () => false, ties);
    expect(found.items).toEqual(topItems(new Float64Array(3000), 7, () => false, ties));
    expect([...found.items]).toEqual([9, 19, 29, 39, 49, 59, 69]);
  });

  it('are the same when bytes were made before, some thousand lines a step, or are made in the middle of it', () => {
    const model = madeItems(5003, 8, true);
    const vector = Float64Array.of(1, -2, 3, 0, 0.5, 1, 1, -1);
    const [plain, prepared, begun] = [bestProducts(model), bestProducts(model), bestProducts(model)];
    expect([...prepared.prepare()].length).toBe(4);
    const steps = begun.prepare();
    steps.next();
    const due = plain.of(vector, 9, () => false);
    expect([prepared, begun].map((best) => best.of(vector, 9, () => false))).toEqual([due, due]);
    expect([...steps, ...prepared.prepare()]).toEqual([]);
  });

  it('bytes that no memory holds are not made', () =>
    expect(finished(roughProducts({ lines: 2 ** 27, width: 64, value: new Float32Array(0) }))).toBeUndefined());

  it('none is asked for, or none may stand', () => {
    const best = bestProducts(madeItems(50, 4, true));
    expect(best.of(Float64Array.of(1, 2, 3, 4), 0, () => false).items).toHaveLength(0);
    expect(best.of(Float64Array.of(1, 2, 3, 4), 9, () => true).items).toHaveLength(0);
  });
});

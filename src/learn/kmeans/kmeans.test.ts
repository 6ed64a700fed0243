import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import type { Predictor } from '../learner.js';
import { kmeans } from './kmeans.js';

const number = (name: string, values: readonly number[]) => ({ kind: 'number' as const, name, values: Float64Array.from(values) });
const matrix = (...columns: Matrix['columns']): Matrix => ({
  rows: columns[0].kind === 'category' ? columns[0].codes.length : columns[0].values.length,
  columns,
});
const fit = (x: Matrix, params: Record<string, number>, weights?: Float64Array): Promise<Predictor> =>
  kmeans.fit(
    { task: 'segment', x, ...(weights ? { weights } : {}) },
    { params, seed: 7, threads: 1, signal: new AbortController().signal },
  );
const scoresOf = (predictor: Predictor, row: readonly number[]): number[] => {
  const out = new Float64Array(predictor.outputs);
  predictor.predictRow(Float64Array.from(row), out);
  return [...out];
};

describe('kmeans', () => {
  it('by hand: two pairs on a line, the larger segment first', async () => {
    // 0, 0, 0, 9, 9: mean 3.6, standard deviation √19.44 = 4.409…; centres −0.8165 and 1.2247 in standard deviations
    const predictor = await fit(matrix(number('x', [9, 0, 0, 9, 0])), { segments: 2 });
    const [low, high] = [-Math.sqrt(2 / 3), Math.sqrt(1.5)];
    const z = (3.6 + Math.sqrt(19.44) - 3.6) / Math.sqrt(19.44);
    const [a, b] = scoresOf(predictor, [3.6 + Math.sqrt(19.44)]);
    expect(a).toBeCloseTo(2 * z * low - low * low, 12);
    expect(b).toBeCloseTo(2 * z * high - high * high, 12);
  });

  it('levels are as far apart as yes and no, and a missing value lies in the middle', async () => {
    const levels = { kind: 'category' as const, name: 'plan', levels: ['a', 'b'], codes: Int32Array.of(0, 0, 1, 1) };
    const predictor = await fit(matrix(levels), { segments: 2 });
    // centres at ±½ in each of two coordinates over √2: the score of the own level is 2·½·½ − ½·½·… = 2 (2 z c − c²), z = c = 0.5 / √2
    const [own, other] = scoresOf(predictor, [0]).toSorted((x, y) => y - x);
    expect(own).toBeCloseTo(0.25, 12);
    expect(other).toBeCloseTo(-0.75, 12);
    expect(scoresOf(predictor, [NaN]).map((s) => s + 0.25)).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  });

  it('weights pull centres: a row of weight 3 counts as three', async () => {
    const x = matrix(number('x', [0, 1, 10, 11]));
    const weighted = await fit(x, { segments: 2 }, Float64Array.of(1, 3, 1, 1));
    const copied = await fit(matrix(number('x', [0, 1, 1, 1, 10, 11])), { segments: 2 });
    scoresOf(weighted, [4]).forEach((score, k) => expect(score).toBeCloseTo(scoresOf(copied, [4])[k], 9));
  });

  it('refuses more segments than there are different rows, and says how many there are', async () => {
    await expect(fit(matrix(number('x', [1, 1, 2, 2, 3])), { segments: 4 })).rejects.toMatchObject({
      code: 'MW_LEARN_SEGMENTS',
      message: '4 segments cannot be made of 3 different rows',
    });
  });

  it('draws batches of many rows, and finds the same middles', async () => {
    const draw = random(3, 'rows');
    const middles = [-20, 0, 25];
    const x = matrix(
      number(
        'x',
        Array.from({ length: 3000 }, (_, i) => middles[i % 3] + draw.normal()),
      ),
    );
    const [whole, batches] = [await fit(x, { segments: 3 }), await fit(x, { segments: 3, batchAbove: 1000 })];
    for (const at of middles) {
      const [one, two] = [scoresOf(whole, [at]), scoresOf(batches, [at])].map((s) => Math.max(...s));
      expect(two).toBeCloseTo(one, 3);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { headsOf, type Matrix } from '../../core/index.js';
import type { Params } from '../params.js';
import { lof } from './lof.js';

const matrix = (...values: number[]): Matrix => ({
  rows: values.length,
  columns: [{ kind: 'number', name: 'n', values: Float64Array.from(values) }],
});

const run = (params: Params, seed = 0) => ({ params, seed, threads: 1, signal: new AbortController().signal });

async function scoresAt(at: readonly number[], x: Matrix, params: Params, weights?: readonly number[]): Promise<number[]> {
  const input = { task: 'outlier' as const, x, ...(weights ? { weights: Float64Array.from(weights) } : {}) };
  const predictor = await lof.fit(input, run(params));
  const out = new Float64Array(1);
  return at.map((value) => {
    predictor.predictRow(Float64Array.of(value), out);
    return out[0];
  });
}

describe('local outlier factor, by hand', () => {
  const x = matrix(0, 1, 3, 7);

  it('one neighbour: densities 1, 1, 1/2 and 1/4', async () => {
    // At 20: 13 from 7, which has density 1/4. At 4: 1 from 3, whose reach is 2. At −1: as dense as 0.
    const [far, near, usual] = await scoresAt([20, 4, -1], x, { neighbours: 1 });
    expect(far).toBeCloseTo(13 / 4, 8);
    expect(near).toBeCloseTo(1, 8);
    expect(usual).toBeCloseTo(1, 8);
  });

  it('a weight weighs a neighbour in both means', async () => {
    // Of 1 and 0, of which 1 counts thrice: mean reach (3 · 2 + 3) / 4, mean density (3 / 3 + 4 / 9) / 4.
    const [score] = await scoresAt([-1], x, { neighbours: 2 }, [1, 3, 1, 1]);
    expect(score).toBeCloseTo(((1 + 4 / 9) / 4) * (9 / 4), 8);
  });

  it('takes all other rows when there are fewer than asked for', async () => {
    expect(await scoresAt([20, -1], x, { neighbours: 200 })).toEqual(await scoresAt([20, -1], x, { neighbours: 3 }));
  });

  it('among copies of itself a row is usual, and no score is infinite', async () => {
    const [copy, odd] = await scoresAt([0, 0.5], matrix(0, 0, 0, 0, 0, 1), { neighbours: 2 });
    expect(copy).toBeCloseTo(1, 8);
    expect(odd).toBeGreaterThan(1e6);
    expect(Number.isFinite(odd)).toBe(true);
  });
});

describe('kept rows', () => {
  const many = matrix(...Array.from({ length: 400 }, (_, i) => Math.sin(i) * i));

  it('are as many as asked for, drawn by the seed', async () => {
    const rowsOf = async (seed: number) => (await lof.fit({ task: 'outlier', x: many }, run({ sample: 50 }, seed))).toParts();
    const [parts, again, other] = [await rowsOf(1), await rowsOf(1), await rowsOf(2)];
    expect(parts.arrays['density'].length).toBe(50);
    expect(parts).toEqual(again);
    expect(parts.arrays['numbers']).not.toEqual(other.arrays['numbers']);
  });

  it('are refused when a file holds what no fit makes', async () => {
    const parts = (await lof.fit({ task: 'outlier', x: many }, run({ sample: 50 }))).toParts();
    const heads = headsOf(many);
    const withArray = (name: string, change: (values: Float64Array | Int32Array) => void) => {
      const copy = parts.arrays[name].slice() as Float64Array | Int32Array;
      change(copy);
      return { ...parts, arrays: { ...parts.arrays, [name]: copy } };
    };
    const meta = parts.meta as Readonly<Record<string, number>>;
    const damaged = [
      withArray('density', (v) => (v[3] = 0)),
      withArray('density', (v) => (v[3] = Infinity)),
      withArray('reach', (v) => (v[3] = -1)),
      withArray('weight', (v) => (v[3] = 0)),
      withArray('row', (v) => (v[3] = 50)),
      { ...parts, meta: { ...meta, neighbours: 50 } },
      { ...parts, meta: { ...meta, rows: 49 } },
      { ...parts, meta: { ...meta, metric: 'cosine' } },
    ];
    for (const one of damaged) expect(() => lof.fromParts(one, heads)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
    expect(() => lof.fromParts(parts, heads)).not.toThrow();
  });
});

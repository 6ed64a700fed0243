import { describe, expect, it } from 'vitest';
import { rowOf, sigmoid, takeRows, type Matrix } from '../../core/index.js';
import type { FitInput, Predictor } from '../learner.js';
import { gbdt } from './gbdt.js';
import type { Monotone } from './params.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

const numbers = (...columns: readonly (readonly number[])[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(values) })),
});
const regression = (x: Matrix, y: readonly number[], weights?: readonly number[]): FitInput => ({
  task: 'regression',
  classes: 1,
  x,
  y: Float64Array.from(y),
  ...(weights ? { weights: Float64Array.from(weights) } : {}),
});
const marginsOf = (p: Predictor, x: Matrix): Float64Array => {
  const out = new Float64Array(x.rows * p.outputs);
  p.predict(x, out);
  return out;
};
const mixed = (rows: number, seed = 1): FitInput => {
  const x = mixedRows(rows, seed);
  return { task: 'regression', classes: 1, x, y: mixedTarget(x, seed) };
};
const meanSquare = (margins: Float64Array, y: Float64Array): number => margins.reduce((sum, m, i) => sum + (m - y[i]) ** 2, 0) / y.length;

describe('a fit by hand', () => {
  // Mean 4; residuals of x <= 3 are 3, 3, 3 (values 1), of x > 3 they are -3 (values 7): leaves -3 and +3, half of it taken.
  const x = numbers([1, 2, 3, 4, 5, 6]);
  const y = [1, 1, 1, 7, 7, 7];
  const settings = { trees: 1, minRowsPerLeaf: 1, learningRate: 0.5, l2: 0 };

  it('takes the mean, then the share of the step to each leaf', async () => {
    const p = await gbdt.fit(regression(x, y), runOf(settings));
    marginsOf(p, x).forEach((m, i) => expect(m).toBeCloseTo(i < 3 ? 2.5 : 5.5, 12));
    expect([...p.toParts().arrays.threshold]).toEqual([3.5]);
  });

  it('takes log-odds for two classes: base ln(p / (1 - p)), leaf -G / H', async () => {
    const p = await gbdt.fit(
      { task: 'binary', classes: 1, x, y: Float64Array.of(0, 0, 0, 0, 1, 1) },
      runOf({ ...settings, learningRate: 1, leaves: 2 }),
    );
    // Bins hold three rows: left 0, 0, 0, right 0, 1, 1 at p = 1/3. Left: -1 / (2/3), right: 1 / (2/3).
    const base = Math.log(1 / 2);
    marginsOf(p, x).forEach((m, i) => expect(m).toBeCloseTo(base + (i < 3 ? -1.5 : 1.5), 12));
  });

  it('holds leaves back by an l2 of 1 unless told otherwise: -G / (H + 1)', async () => {
    const { l2: _, ...others } = settings;
    const p = await gbdt.fit(regression(x, y), runOf({ ...others, learningRate: 1 }));
    // G is 9 on the left, -9 on the right; H is 3.
    marginsOf(p, x).forEach((m, i) => expect(m).toBeCloseTo(i < 3 ? 4 - 9 / 4 : 4 + 9 / 4, 12));
  });

  it('sends missing values where they belong, and unseen ones with the larger side', async () => {
    const some = numbers([1, 2, 3, 4, 5, 6, NaN, NaN, NaN]);
    const low = await gbdt.fit(regression(some, [...y, 1, 1, 1]), runOf({ ...settings, leaves: 2 }));
    const high = await gbdt.fit(regression(some, [...y, 7, 7, 7]), runOf({ ...settings, leaves: 2 }));
    const of = (p: Predictor): Float64Array => marginsOf(p, numbers([1, 6, NaN]));
    expect(of(low)[2]).toBe(of(low)[0]);
    expect(of(high)[2]).toBe(of(high)[1]);
    const larger = await gbdt.fit(regression(numbers([1, 1, 1, 2, 2, 2, 2]), [0, 0, 0, 1, 1, 1, 1]), runOf({ ...settings, leaves: 2 }));
    expect(of(larger)[2]).toBe(of(larger)[1]);
  });

  it('sends unseen and missing levels to the right of a group', async () => {
    const levels = ['a', 'b', 'c', 'd', 'never seen'];
    const column = (codes: readonly number[]): Matrix => ({
      rows: codes.length,
      columns: [{ kind: 'category', name: 'k', levels, codes: Int32Array.from(codes) }],
    });
    const codes = Array.from({ length: 80 }, (_, i) => i % 4);
    const p = await gbdt.fit(
      regression(
        column(codes),
        codes.map((c) => (c % 2 === 0 ? -1 : 1)),
      ),
      runOf({ ...settings, leaves: 2, minDataPerGroup: 1, catSmooth: 1 }),
    );
    const [a, b, c, d, unseen, missing] = marginsOf(p, column([0, 1, 2, 3, 4, -1]));
    expect([c, d]).toEqual([a, b]);
    expect(a).toBeLessThan(b);
    expect([a, b]).toContain(unseen);
    expect(missing).toBe(unseen);
  });
});

describe('weights', () => {
  const x = numbers(Array.from({ length: 60 }, (_, i) => i % 12));
  const y = Array.from({ length: 60 }, (_, i) => Math.sin(i % 12) + (i % 5));

  it('count like copies', async () => {
    const weights = Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const copies = weights.flatMap((count, row) => Array.from({ length: count }, () => row));
    const settings = { trees: 10, leaves: 6, minRowsPerLeaf: 1, l2: 0 };
    const weighed = await gbdt.fit(regression(x, y, weights), runOf(settings));
    const copied = await gbdt.fit(
      regression(
        takeRows(x, Int32Array.from(copies)),
        copies.map((row) => y[row]),
      ),
      runOf(settings),
    );
    const expected = marginsOf(copied, x);
    marginsOf(weighed, x).forEach((m, i) => expect(m).toBeCloseTo(expected[i], 9));
  });

  it('matter only by their ratios', async () => {
    const weights = Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const settings = { trees: 10, leaves: 6, minRowsPerLeaf: 1, l2: 2 };
    const one = await gbdt.fit(regression(x, y, weights), runOf(settings));
    const small = await gbdt.fit(
      regression(
        x,
        y,
        weights.map((w) => w / 1024),
      ),
      runOf(settings),
    );
    expect(marginsOf(small, x)).toEqual(marginsOf(one, x));
  });

  it('of balanced classes move the mean probability to the middle', async () => {
    const labels = Float64Array.from({ length: 60 }, (_, i) => Number(i % 12 === 0));
    const input: FitInput = { task: 'binary', classes: 1, x: numbers(y), y: labels };
    const p = await gbdt.fit(input, runOf({ trees: 1, balance: true, minRowsPerLeaf: 30 }));
    expect(sigmoid((p.toParts().meta as { base: number[] }).base[0])).toBeCloseTo(0.5, 12);
  });
});

describe('predictions', () => {
  it('are the same for a row alone, a subset and the batch, to the bit', async () => {
    const input = mixed(900);
    const p = await gbdt.fit(input, runOf({ trees: 30 }));
    const all = marginsOf(p, input.x);
    const out = new Float64Array(1);
    for (let i = 0; i < 900; i++) {
      p.predictRow(rowOf(input.x, i), out);
      expect(out[0]).toBe(all[i]);
    }
    const some = Int32Array.of(899, 3, 3, 500);
    expect([...marginsOf(p, takeRows(input.x, some))]).toEqual([...some].map((i) => all[i]));
  });

  it('on the training rows equal what boosting left there: same leaf by bin and by value', async () => {
    const input = mixed(500, 4);
    const p = await gbdt.fit(input, runOf({ trees: 1, learningRate: 1, leaves: 20, minRowsPerLeaf: 1, minDataPerGroup: 1 }));
    const margins = marginsOf(p, input.x);
    const { value, cover } = p.toParts().arrays;
    const base = (p.toParts().meta as { base: number[] }).base[0];
    value.forEach((v, leaf) => expect(margins.filter((m) => m === base + v).length).toBe(cover[leaf]));
  });
});

describe('a fit', () => {
  it('gives the same parts again, and others for another seed once rows or columns are drawn', async () => {
    const input = mixed(600);
    const parts = async (seed: number, threads: number) =>
      (await gbdt.fit(input, runOf({ trees: 8, rowShare: 0.6, columnShare: 0.5 }, { seed, threads }))).toParts();
    expect(await parts(1, 2)).toEqual(await parts(1, 1));
    expect(await parts(2, 1)).not.toEqual(await parts(1, 1));
  });

  it('learns what moves the target, also from shares of rows and columns', async () => {
    const input = mixed(3000);
    const fresh = mixed(1000, 2);
    const spread = meanSquare(new Float64Array(1000).fill(fresh.y.reduce((a, b) => a + b, 0) / 1000), fresh.y);
    for (const settings of [{}, { rowShare: 0.5 }, { columnShare: 0.5 }]) {
      const p = await gbdt.fit(input, runOf(settings));
      expect(meanSquare(marginsOf(p, fresh.x), fresh.y)).toBeLessThan(0.15 * spread);
    }
  });

  it('separates classes', async () => {
    const { x, y } = mixed(2000);
    const labels = y.map((v) => Number(v > 0) + Number(v > 1.5));
    const p = await gbdt.fit({ task: 'multiclass', classes: 3, x, y: labels }, runOf({ trees: 30 }));
    const margins = marginsOf(p, x);
    const right = labels.filter((label, i) => [0, 1, 2].every((k) => margins[3 * i + k] <= margins[3 * i + label])).length;
    expect(p.outputs).toBe(3);
    expect(right / 2000).toBeGreaterThan(0.85);
  });

  it('grows nothing for a class without rows', async () => {
    const { x, y } = mixed(300);
    const p = await gbdt.fit({ task: 'multiclass', classes: 3, x, y: y.map((v) => (v > 0 ? 2 : 0)) }, runOf({ trees: 20 }));
    const margins = marginsOf(p, x);
    for (let i = 0; i < 300; i++) expect(margins[3 * i + 1]).toBeCloseTo(Math.log(0.5 / 300.5), 12);
  });

  it('never rises along a decreasing column', async () => {
    const input = mixed(1500);
    const { y } = input;
    const p = await gbdt.fit({ ...input, y }, runOf({ monotone: { b: 'decreasing', a: 'increasing' } }));
    const free = await gbdt.fit({ ...input, y }, runOf());
    const rises = (of: Predictor): number => {
      let most = -Infinity;
      for (let i = 0; i < 100; i++) {
        const row = rowOf(input.x, i);
        const swept = Float64Array.from({ length: 25 }, (_, v) => {
          const out = new Float64Array(1);
          of.predictRow(row.with(1, v - 2), out);
          return out[0];
        });
        for (let v = 1; v < 25; v++) most = Math.max(most, swept[v] - swept[v - 1]);
      }
      return most;
    };
    expect(rises(p)).toBeLessThanOrEqual(0);
    expect(rises(free)).toBeGreaterThan(0.1);
  });

  it('keeps to maxDepth and leaves', async () => {
    const parts = (await gbdt.fit(mixed(2000), runOf({ trees: 5, maxDepth: 2, leaves: 31 }))).toParts();
    expect([...parts.arrays.leafStart]).toEqual([0, 4, 8, 12, 16, 20]);
  });

  it('ends when no tree can split', async () => {
    const p = await gbdt.fit(regression(numbers([1, 2, 3, 4]), [1, 2, 3, 4]), runOf());
    expect(p.toParts().arrays.nodeStart.length).toBe(1);
    expect([...marginsOf(p, numbers([9]))]).toEqual([2.5]);
  });

  it('takes a matrix without columns, and columns without a known value', async () => {
    const none = await gbdt.fit(regression({ rows: 4, columns: [] }, [1, 2, 3, 4]), runOf());
    expect([...marginsOf(none, { rows: 2, columns: [] })]).toEqual([2.5, 2.5]);
    const empty = await gbdt.fit(regression(numbers([NaN, NaN, NaN]), [3, 3, 6]), runOf());
    expect([...marginsOf(empty, numbers([NaN, 1]))]).toEqual([4, 4]);
  });
});

describe('early stopping', () => {
  it('keeps the best round on the validation rows', async () => {
    const [train, validation] = [mixed(150), mixed(400, 9)];
    const settings = { trees: 400, learningRate: 0.3, minRowsPerLeaf: 2 };
    const p = await gbdt.fit({ ...train, validation }, runOf({ ...settings, earlyStoppingRounds: 10 }));
    const kept = p.toParts().arrays.nodeStart.length - 1;
    expect(kept).toBeLessThan(300);
    const lossAt = async (trees: number): Promise<number> =>
      meanSquare(marginsOf(await gbdt.fit(train, runOf({ ...settings, trees })), validation.x), validation.y);
    const best = await lossAt(kept);
    for (const trees of [kept - 3, kept - 1, kept + 1, kept + 5, kept + 10]) expect(await lossAt(trees)).toBeGreaterThanOrEqual(best);
  });

  it('is off without validation rows, and without rounds', async () => {
    const [train, validation] = [mixed(150), mixed(100, 9)];
    const without = await gbdt.fit(train, runOf({ trees: 60, earlyStoppingRounds: 1 }));
    const off = await gbdt.fit({ ...train, validation }, runOf({ trees: 60 }));
    expect(without.toParts()).toEqual(off.toParts());
    expect(off.toParts().arrays.nodeStart.length).toBe(61);
  });
});

describe('a run', () => {
  it('ends at once with the signal’s reason, also in the middle', async () => {
    const reason = new Error('stopped by the user');
    await expect(gbdt.fit(mixed(200), runOf({}, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    const controller = new AbortController();
    const said: number[] = [];
    const progress = (_words: string, done?: number): void => {
      said.push(done!);
      if (done === 30) controller.abort(reason);
    };
    await expect(gbdt.fit(mixed(200), runOf({ trees: 100 }, { signal: controller.signal, progress }))).rejects.toBe(reason);
    expect(said.at(-1)).toBe(30);
  });

  it('lets timers fire between trees', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(gbdt.fit(mixed(500), runOf({ trees: 100_000 }, { signal: controller.signal }))).rejects.toThrow('aborted');
  });

  it('tells how far it is', async () => {
    const said: unknown[] = [];
    await gbdt.fit(mixed(200), runOf({ trees: 3 }, { progress: (...words) => void said.push(words) }));
    expect(said).toEqual([['finding bins'], ['binning', 200, 200], ...[1, 2, 3].map((done) => ['growing trees', done, 3])]);
  });
});

const fitMonotone = (monotone: Record<string, Monotone>): Promise<Predictor> => gbdt.fit(mixed(50), runOf({ monotone }));

describe('settings', () => {
  it('refuse a monotone feature that is not there, with the nearest name, and a category', async () => {
    await expect(fitMonotone({ bb: 'increasing' })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_FEATURE', usage: true });
    await expect(fitMonotone({ d: 'increasing' })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_VALUE' });
  });

  it('refuse unknown names and values out of range', async () => {
    await expect(gbdt.fit(mixed(50), { ...runOf(), params: { tree: 5 } })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_UNKNOWN' });
    await expect(gbdt.fit(mixed(50), runOf({ leaves: 1 }))).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_VALUE' });
  });
});

describe('a class with few rows', () => {
  const x = mixedRows(600);
  const y = Float64Array.from({ length: 600 }, (_, i) => (i % 150 === 7 ? 2 : i % 2));
  const input = { task: 'multiclass' as const, classes: 3, x, y };

  it('moves no margin further than maxStep per tree', async () => {
    const largest = async (maxStep: number): Promise<number> => {
      const { arrays } = (await gbdt.fit(input, runOf({ trees: 20, learningRate: 1, l2: 0, maxStep }))).toParts();
      return Math.max(...(arrays['value'] as Float64Array).map(Math.abs));
    };
    expect(await largest(0)).toBeGreaterThan(100);
    expect(await largest(20)).toBeLessThanOrEqual(20);
    expect(await largest(3)).toBeLessThanOrEqual(3);
  });

  it('is no reason to cap the numbers of a regression', async () => {
    const far = { task: 'regression' as const, classes: 1, x, y: y.map((v) => 1000 * v) };
    const free = await gbdt.fit(far, runOf({ trees: 5, maxStep: 0 }));
    expect((await gbdt.fit(far, runOf({ trees: 5, maxStep: 1 }))).toParts()).toEqual(free.toParts());
  });
});

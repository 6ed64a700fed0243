import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headsOf, random, sigmoid, takeRows, type Matrix } from '../../core/index.js';
import { extraTrees } from '../extra_trees/index.js';
import type { FitInput, Predictor, Task } from '../learner.js';
import type { Params } from '../params.js';
import { bags } from './bag.js';
import { forest } from './forest.js';
import { columnsTried, leastLeaf } from './params.js';

const run = (params: Params = {}, seed = 7) => ({ params, seed, threads: 1, signal: new AbortController().signal });
function marginsOf(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs).fill(NaN);
  predictor.predict(x, out);
  return out;
}
const numbers = (name: string, values: Iterable<number>) => ({ kind: 'number', name, values: Float64Array.from(values) }) as const;

/** 600 rows: class 1 where a + b > 1, with a coin's noise; c says nothing. */
function noisyRows(rows = 600): FitInput {
  const r = random(3, 'noisy');
  const [a, b, c] = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => r.uniform()));
  const y = a.map((value, i) => (value + b[i] > 1 !== r.uniform() < 0.1 ? 1 : 0));
  return { task: 'binary', classes: 1, x: { rows, columns: [numbers('a', a), numbers('b', b), numbers('c', c)] }, y };
}

describe('the rows left out', () => {
  it('judge each tree by what it says of them', async () => {
    const input = noisyRows(200);
    const predictor = await forest.fit(input, run({ trees: 1 }));
    const bag = new Float64Array(200);
    bags(200, 200, true, undefined)(random(7, 'forest', 'tree', 1), bag);
    const out = [...bag.keys()].filter((row) => bag[row] === 0);
    const p = marginsOf(predictor, input.x).map(sigmoid);
    const { outOfBag } = predictor.toParts().meta as unknown as { outOfBag: { rows: number; figures: Record<string, number> } };
    const mean = (of: (row: number) => number): number => out.reduce((sum, row) => sum + of(row), 0) / out.length;
    expect(outOfBag.rows).toBe(out.length);
    expect(outOfBag.figures['accuracy']).toBeCloseTo(
      mean((row) => (p[row] > 0.5 === (input.y[row] === 1) ? 1 : 0)),
      12,
    );
    expect(outOfBag.figures['log_loss']).toBeCloseTo(
      mean((row) => -Math.log(input.y[row] === 1 ? p[row] : 1 - p[row])),
      9,
    );
  });

  it('foretell the error on rows that no tree saw', async () => {
    const input = noisyRows(2000);
    const half = (odd: number): Int32Array => Int32Array.from({ length: 1000 }, (_, i) => 2 * i + odd);
    const [train, test] = [0, 1].map((odd) => ({ x: takeRows(input.x, half(odd)), y: Float64Array.from(half(odd), (i) => input.y[i]) }));
    const predictor = await forest.fit({ ...input, ...train }, run());
    const { outOfBag } = predictor.toParts().meta as unknown as { outOfBag: { figures: Record<string, number> } };
    const right = marginsOf(predictor, test.x).reduce((sum, margin, i) => sum + (margin > 0 === (test.y[i] === 1) ? 1 : 0), 0) / 1000;
    expect(right).toBeGreaterThan(0.8);
    expect(Math.abs(outOfBag.figures['accuracy'] - right)).toBeLessThan(0.03);
  });

  it('are none when every tree learns from all rows', async () => {
    const { meta } = (await extraTrees.fit(noisyRows(), run({ trees: 2 }))).toParts();
    expect(meta).toMatchObject({ outOfBag: null });
  });
});

describe.for([forest, extraTrees])('$name', (learner) => {
  it('learns whether a missing value speaks for a class', async () => {
    const r = random(5, 'gaps');
    const values = Float64Array.from({ length: 400 }, () => (r.uniform() < 0.4 ? NaN : r.uniform()));
    const input: FitInput = {
      task: 'binary',
      classes: 1,
      x: { rows: 400, columns: [numbers('a', values)] },
      y: values.map((v) => (Number.isNaN(v) || v > 0.8 ? 1 : 0)),
    };
    const predictor = await learner.fit(input, run({ trees: 20 }));
    const margins = marginsOf(predictor, { rows: 3, columns: [numbers('a', [NaN, 0.95, 0.3])] });
    expect([...margins].map((m) => m > 0)).toEqual([true, true, false]);
  });

  it('tells classes apart by groups of levels', async () => {
    const levels = Array.from({ length: 40 }, (_, k) => `l${k}`);
    const codes = Int32Array.from({ length: 1200 }, (_, i) => i % 40);
    const x: Matrix = { rows: 1200, columns: [{ kind: 'category', name: 'k', levels, codes }] };
    const y = Float64Array.from(codes, (code) => [0, 2, 1, 2, 0][code % 5]);
    const margins = marginsOf(await learner.fit({ task: 'multiclass', classes: 3, x, y }, run({ trees: 30 })), x);
    const right = y.filter((label, i) => [0, 1, 2].every((k) => margins[3 * i + k] <= margins[3 * i + label]));
    expect(right.length / 1200).toBeGreaterThan(0.95);
  });

  it('follows weights: a class that weighs nothing is not foretold', async () => {
    const input = noisyRows();
    const weights = input.y.map((label) => (label === 1 ? 1e-9 : 1));
    const margins = marginsOf(await learner.fit({ ...input, weights }, run({ trees: 20, minRowsPerLeaf: 5 })), input.x);
    expect(margins.every((m) => m < 0)).toBe(true);
  });

  it('with balance treats a rare class as it would a frequent one', async () => {
    const input = noisyRows(1000);
    const rows = Int32Array.from(input.y.keys().filter((i) => input.y[i] === 0 || i % 10 === 0));
    const rare = { ...input, x: takeRows(input.x, rows), y: Float64Array.from(rows, (i) => input.y[i]) };
    const shareOfOnes = async (params: Params): Promise<number> => {
      const margins = marginsOf(await learner.fit(rare, run({ trees: 30, minRowsPerLeaf: 10, ...params })), input.x);
      return margins.filter((m) => m > 0).length / margins.length;
    };
    expect(await shareOfOnes({ balance: true })).toBeGreaterThan((await shareOfOnes({})) + 0.1);
    await expect(learner.fit({ ...input, task: 'regression' }, run({ balance: true }))).rejects.toMatchObject({
      code: 'MW_LEARN_PARAM_VALUE',
    });
  });

  it('keeps to its limits: depth and weight of leaves', async () => {
    const leaves = async (params: Params): Promise<number> =>
      (await learner.fit(noisyRows(), run({ trees: 1, ...params }))).toParts().arrays['values'].length;
    expect(await leaves({ maxDepth: 3 })).toBeLessThanOrEqual(8);
    expect(await leaves({ maxDepth: 3 })).toBeGreaterThan(4);
    expect(await leaves({ minRowsPerLeaf: 50 })).toBeLessThanOrEqual(12);
    expect(await leaves({ minRowsPerLeaf: 301 })).toBe(1);
  });
});

describe('settings', () => {
  it('columnsTried: the square root for classes, half for numbers, at least one', () => {
    expect([columnsTried(0, 14, 'binary'), columnsTried(0, 9, 'multiclass'), columnsTried(0, 9, 'regression')]).toEqual([3, 3, 4]);
    expect([columnsTried(0.3, 10, 'binary'), columnsTried(0.01, 10, 'binary'), columnsTried(0, 0, 'binary')]).toEqual([3, 1, 1]);
  });

  it('leastLeaf: one row, more when there are very many rows', () => {
    expect([leastLeaf(0, 100), leastLeaf(0, 1_000_000), leastLeaf(7, 1_000_000)]).toEqual([1, 15, 7]);
  });
});

const value = fc.oneof(
  fc.constantFrom(0, -0, NaN, 1, 1 + Number.EPSILON, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1e-35, 2 ** 53),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noDefaultInfinity: true }),
);
const oddInput: fc.Arbitrary<FitInput> = fc.integer({ min: 1, max: 30 }).chain((rows) => {
  const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: rows, maxLength: rows });
  return fc
    .record({
      task: fc.constantFrom<Task>('regression', 'binary', 'multiclass'),
      a: list(value),
      flags: list(fc.constantFrom(0, 1, 255)),
      codes: list(fc.integer({ min: -1, max: 40 })),
      draws: list(fc.double({ min: -1e300, max: 1e300, noNaN: true })),
      weights: fc.option(list(fc.double({ min: 1e-300, max: 1e300, noNaN: true }))),
    })
    .map(({ task, a, flags, codes, draws, weights }) => ({
      task,
      classes: task === 'multiclass' ? 4 : 1,
      x: {
        rows,
        columns: [
          numbers('a', a),
          { kind: 'flag', name: 'f', values: Uint8Array.from(flags) },
          { kind: 'category', name: 'c', levels: Array.from({ length: 41 }, (_, k) => `l${k}`), codes: Int32Array.from(codes) },
        ],
      },
      y: Float64Array.from(draws, (d) => (task === 'regression' ? d : Math.floor(Math.abs(d)) % (task === 'binary' ? 2 : 4))),
      ...(weights === null ? {} : { weights: Float64Array.from(weights) }),
    }));
});

it('gives finite margins for any rows, however odd, and parts that open again', async () => {
  await fc.assert(
    fc.asyncProperty(oddInput, fc.constantFrom(forest, extraTrees), async (rows, learner) => {
      const predictor = await learner.fit(rows, run({ trees: 4, columnShare: 0.7, bins: 8 }));
      expect(marginsOf(predictor, rows.x).every(Number.isFinite)).toBe(true);
      learner.fromParts(predictor.toParts(), headsOf(rows.x));
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, it } from 'vitest';
import { headsOf, random, type Matrix } from '../../core/index.js';
import type { FitInput, PartArray, Parts, Predictor } from '../learner.js';
import { gbdt } from './gbdt.js';
import type { GbdtParams } from './params.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

const fit = (input: FitInput, params: GbdtParams): Promise<Predictor> => gbdt.fit(input, runOf({ linearLeaves: true, ...params }));
const marginsOf = (p: Predictor, x: Matrix): Float64Array => {
  const out = new Float64Array(x.rows * p.outputs);
  p.predict(x, out);
  return out;
};
const numbers = (...columns: readonly Float64Array[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values })),
});
const regression = (x: Matrix, y: Float64Array): FitInput => ({ task: 'regression', classes: 1, x, y });

describe('linear leaves by hand', () => {
  // Three rows each, so that each value has a bin.
  const thrice = (...values: readonly number[]): Float64Array => Float64Array.from(values.flatMap((v) => [v, v, v]));
  const x = numbers(thrice(1, 2, 3, 4, 5, 6, 7, 8));
  const y = thrice(2, 4, 6, 8, 30, 33, 36, 39);
  const params = { trees: 2, leaves: 2, learningRate: 0.5, minRowsPerLeaf: 1, l2: 0 };

  it('follow what is left of their rows from the second round on', async () => {
    // Mean 19.75. Round 1 takes half of ∓14.75. Round 2 takes half of lines with slopes 2 and 3 through ∓7.375 at 2.5 and 6.5.
    const p = await fit(regression(x, y), params);
    const { threshold, lineStart, lineSlope, lineConstant } = p.toParts().arrays;
    expect([...threshold]).toEqual([4.5, 4.5]);
    expect([...lineStart]).toEqual([0, 0, 0, 1, 2]);
    [1, 1.5].forEach((slope, i) => expect(lineSlope[i]).toBeCloseTo(slope, 12));
    [(-7.375 - 5) / 2, (7.375 - 19.5) / 2].forEach((constant, i) => expect(lineConstant[2 + i]).toBeCloseTo(constant, 12));
  });

  it('go on beyond the training range, and give their value where there is none, or too far out', async () => {
    const p = await fit(regression(x, y), params);
    const [beyond, missing, huge] = marginsOf(p, numbers(Float64Array.of(20, NaN, 1e308)));
    expect(beyond).toBeCloseTo(19.75 + 7.375 + (7.375 - 19.5) / 2 + 30, 9);
    expect(missing).toBeCloseTo(19.75 - 7.375 - 7.375 / 2, 9);
    expect(huge).toBeCloseTo(19.75 + 7.375 + 7.375 / 2, 9);
  });

  it('are pulled flat by linearLambda', async () => {
    // Of the left leaf: products 30 about the middle by squares 15 and the penalty 45, half of it taken.
    const p = await fit(regression(x, y), { ...params, linearLambda: 45 });
    expect(p.toParts().arrays['lineSlope'][0]).toBeCloseTo(30 / (15 + 45) / 2, 12);
  });

  it('stay values where rows are all the same', async () => {
    const flat = regression(numbers(thrice(1, 2)), thrice(2, 8));
    const p = await fit(flat, params);
    expect(p.toParts()).toEqual((await gbdt.fit(flat, runOf(params))).toParts());
    expect(p.contributions).toBeDefined();
  });
});

describe('linear leaves', () => {
  const draw = random(3, 'planes');
  const rows = 1500;
  const [a, b, c] = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => 10 * draw.uniform()));
  const x = numbers(a, b, c);
  const y = a.map((v, i) => (b[i] > 5 ? 3 * v - c[i] : 2 * c[i] - v) + 0.1 * draw.normal());
  const [train, fresh] = [0, 1].map((half) => {
    const part = (v: Float64Array): Float64Array => v.subarray(half * 1000, half === 0 ? 1000 : rows);
    return regression(numbers(...[a, b, c].map(part)), part(y));
  });
  const errorOf = (p: Predictor, { x, y }: FitInput): number => marginsOf(p, x).reduce((sum, v, i) => sum + (v - y[i]) ** 2, 0) / y.length;

  it('need fewer trees where the truth is made of planes', async () => {
    const [lines, values] = [await fit(train, { trees: 40 }), await gbdt.fit(train, runOf({ trees: 40 }))];
    expect(errorOf(lines, fresh)).toBeLessThan(0.6 * errorOf(values, fresh));
  });

  it('learn of bags, of dropped rounds, of classes and of logarithms as well', async () => {
    const plain = errorOf(await fit(train, { trees: 40 }), fresh);
    for (const params of [{ rowShare: 0.6 }, { oneSide: true }, { boosting: 'dart' as const, learningRate: 0.3 }])
      expect(errorOf(await fit(train, { trees: 40, ...params }), fresh)).toBeLessThan(4 * plain);
    const classes = { ...train, task: 'multiclass' as const, classes: 3, y: train.y.map((v) => Number(v > 5) + Number(v > 12)) };
    const margins = marginsOf(await fit(classes, { trees: 20 }), x);
    const right = y.filter((v, i) => [0, 1, 2].every((k) => margins[3 * i + k] <= margins[3 * i + Number(v > 5) + Number(v > 12)]));
    expect(right.length / rows).toBeGreaterThan(0.9);
    const amounts = { ...train, y: train.y.map((v) => Math.exp(v / 10)) };
    const logs = await fit(amounts, { trees: 40, objective: 'gamma' });
    expect(logs.toParts().meta).toMatchObject({ format: 3, link: 'log' });
    expect(errorOf(logs, amounts)).toBeLessThan(0.05);
  });

  it('end by the rows that are kept back', async () => {
    const p = await gbdt.fit(
      { ...train, validation: fresh },
      runOf({ linearLeaves: true, trees: 500, learningRate: 0.3, earlyStoppingRounds: 5 }),
    );
    expect(p.toParts().arrays['nodeStart'].length).toBeLessThan(400);
    expect(errorOf(p, fresh)).toBeLessThan(0.5);
  });

  it('keep within maxStep on their own rows', async () => {
    const labels = { ...train, task: 'binary' as const, y: train.y.map((v) => Number(v > 9)) };
    const p = await fit(labels, { trees: 2, learningRate: 1, maxStep: 2, minHessian: 0 });
    const one = await fit(labels, { trees: 1, learningRate: 1, maxStep: 2, minHessian: 0 });
    const [both, first] = [marginsOf(p, train.x), marginsOf(one, train.x)];
    expect(Math.max(...both.map((v, i) => Math.abs(v - first[i])))).toBeLessThanOrEqual(2 + 1e-9);
  });

  it('have no contributions, and are refused with what cannot be had beside them', async () => {
    expect((await fit(train, { trees: 2 })).contributions).toBeUndefined();
    for (const params of [
      { monotone: { x0: 'increasing' as const } },
      { objective: 'absolute' as const },
      { objective: 'quantile' as const },
    ])
      await expect(fit(train, params)).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_VALUE' });
  });
});

describe('parts with lines', () => {
  const x = mixedRows(300);
  const heads = headsOf(x);
  const partsOf = async (): Promise<Parts> =>
    (await fit(regression(x, mixedTarget(x)), { trees: 4, leaves: 6, minRowsPerLeaf: 5 })).toParts();

  it('are refused where something is wrong', async () => {
    const parts = await partsOf();
    const refuses = (name: string, change: (array: PartArray) => PartArray, words: string): void => {
      const bad = { ...parts, arrays: { ...parts.arrays, [name]: change(parts.arrays[name].slice()) } };
      const fault = { code: 'MW_LEARN_PARTS', message: expect.stringContaining(words) as string };
      expect(() => gbdt.fromParts(bad, heads)).toThrow(expect.objectContaining(fault));
    };
    const put = (at: number, value: number) => (array: PartArray) => array.fill(value, at, at + 1);
    expect(parts.arrays['lineSlope'].length).toBeGreaterThan(3);
    refuses('lineStart', (array) => array.subarray(1), '"lineStart" has');
    refuses('lineStart', put(0, 1), 'does not run from 0');
    refuses('lineStart', put(3, 1e6), 'falls at entry');
    refuses('lineColumn', put(0, 4), 'along column 4');
    refuses('lineColumn', put(0, -1), 'along column -1');
    refuses('lineColumn', put(0, 3), 'no numbers');
    refuses('lineSlope', put(1, NaN), 'slope 1 is NaN');
    refuses('lineSlope', (array) => array.subarray(1), '"lineSlope" has');
    refuses('lineConstant', put(2, Infinity), 'a line from Infinity');
    refuses('lineConstant', (array) => Float32Array.from(array), 'not of type Float64Array');
    const meta = { ...(parts.meta as object), format: 1 };
    expect(gbdt.fromParts({ ...parts, meta }, heads).contributions).toBeDefined();
  });

  it('give finite margins wherever slopes lead', async () => {
    const parts = await partsOf();
    const steep = { ...parts.arrays, lineSlope: parts.arrays['lineSlope'].map(() => 1e308) as Float64Array };
    expect(marginsOf(gbdt.fromParts({ ...parts, arrays: steep }, heads), x).every(Number.isFinite)).toBe(true);
  });
});

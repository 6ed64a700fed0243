import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import type { FitRun, TrainingSet } from '../index.js';
import { gbdt } from './gbdt.js';
import { settingsOf } from './params.js';
import { usualStages } from './stages.js';

const setOf = (rows: number, from: number, yOf: (a: number, b: number, i: number) => number): TrainingSet => {
  const [a, b] = [7.3, 1.9].map((step) => Float64Array.from({ length: rows }, (_, i) => Math.sin(step * (from + i))));
  const x: Matrix = { rows, columns: [a, b].map((values, j) => ({ name: `x${j}`, kind: 'number', values })) };
  return { x, y: a.map((v, i) => yOf(v, b[i], i)) };
};
const runOf = (params: object): FitRun => ({
  params: { ...settingsOf({}), ...params },
  seed: 3,
  threads: 1,
  signal: new AbortController().signal,
});
const { path } = gbdt;

describe('the path over numbers of rounds', () => {
  const tasks = [
    ['regression', 1, (a: number, b: number) => a * b + a, {}],
    ['regression', 1, (a: number, b: number) => Math.exp(a + b), { objective: 'poisson' }],
    ['binary', 1, (a: number, b: number) => Number(a > b), { rowShare: 0.7, columnShare: 0.5 }],
    ['multiclass', 3, (a: number, b: number) => (a > 0.3 ? 2 : b > 0 ? 1 : 0), {}],
  ] as const;

  it.each(tasks)(
    'gives for each number what a fit with so many trees predicts: %s with %i output and %s',
    async (task, classes, yOf, own) => {
      const [train, told] = [setOf(400, 0, yOf), setOf(100, 1000, yOf)];
      const input = { task, classes, ...train };
      const { values, margins } = await path!.fit(input, runOf(own), told, [5, 20, 33]);
      expect(values).toEqual([5, 20, 33]);
      for (const [i, trees] of values.entries()) {
        const predictor = await gbdt.fit(input, runOf({ ...own, trees }));
        const out = new Float64Array(100 * classes);
        predictor.predict(told.x, out);
        const stage = margins.subarray(i * out.length, (i + 1) * out.length);
        out.forEach((margin, k) => expect(Math.abs(stage[k] - margin)).toBeLessThan(1e-9 * Math.max(1, Math.abs(margin))));
      }
    },
  );

  it('ends soon after the loss on the rows that are told has ceased to fall', async () => {
    const noise = (a: number, _: number, i: number): number => a + 3 * Math.sin(1e4 * i);
    const input = { task: 'regression', classes: 1, ...setOf(300, 0, noise) } as const;
    const told = setOf(300, 5000, noise);
    const { values, margins } = await path!.fit(input, runOf({}), told);
    expect(values).toEqual(usualStages.slice(0, values.length));
    expect(values.length).toBeLessThan(usualStages.length);
    const losses = values.map((_, i) => told.y.reduce((sum, y, row) => sum + (y - margins[i * 300 + row]) ** 2, 0));
    expect(losses.indexOf(Math.min(...losses))).toBe(values.length - 3);
  });

  it('has all numbers that are asked for where there is nothing left to split', async () => {
    const flat = (): number => 5;
    const input = { task: 'regression', classes: 1, ...setOf(50, 0, flat) } as const;
    expect(await path!.fit(input, runOf({}), setOf(2, 9, flat), [10, 20])).toMatchObject({
      values: [10, 20],
      margins: Float64Array.of(5, 5, 5, 5),
    });
    expect((await path!.fit(input, runOf({}), setOf(2, 9, flat))).margins).toEqual(Float64Array.of(5, 5));
  });

  it('is closed where trees change after they were grown', () => {
    expect([path!.isOpen({ boosting: 'dart' }), path!.isOpen({ boosting: 'gbdt' })]).toEqual([false, true]);
  });
});

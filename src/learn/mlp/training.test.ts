import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import { adamOf, adamStep, restart } from './adam.js';
import { backward, forward, passesOf } from './batch.js';
import { sharesOf } from './held-out.js';
import { bend, encodeRow } from './inputs.js';
import { rowLoss, rowSlopes } from '../row-loss.js';
import { scorerOf } from './model.js';
import { sizeOf, type Shape } from './network.js';
import { planOf } from './plan.js';
import { enter, rowsOf } from './rows.js';

const draw = random(5, 'training');
const ROWS = 13;
const x: Matrix = {
  rows: ROWS,
  columns: [
    { kind: 'number', name: 'a', values: Float64Array.from({ length: ROWS }, (_, i) => (i === 4 ? NaN : draw.normal())) },
    { kind: 'flag', name: 'f', values: Uint8Array.from({ length: ROWS }, (_, i) => i % 2) },
    { kind: 'category', name: 'c', levels: ['u', 'v', 'w'], codes: Int32Array.from({ length: ROWS }, (_, i) => (i % 4) - 1) },
  ],
};
const ones = new Float64Array(ROWS).fill(1);
const inputs = planOf(x, ones);
const order = Int32Array.from(ones.keys());

describe('gradients', () => {
  it.each([
    ['regression', 1, 1],
    ['binary', 1, 2],
    ['multiclass', 3, 3],
  ] as const)('are those of finite differences: %s', (task: Task, outputs, layers) => {
    const shape: Shape = { width: inputs.width, hidden: 6, layers, outputs };
    const y = Float64Array.from({ length: ROWS }, (_, i) => (task === 'regression' ? i / 3 : i % Math.max(2, outputs)));
    const weights = Float64Array.from({ length: ROWS }, (_, i) => 1 + (i % 3));
    const rows = rowsOf(task, inputs, x, y, weights);
    const passes = passesOf(shape, ROWS, 3);
    const { params, gradient } = passes;
    for (let p = 0; p < params.length; p++) params[p] = 0.7 * draw.normal();
    const margins = passes.leaving.at(-1)!;
    const lossAt = (): number => {
      enter(rows, passes, order, 0, ROWS);
      forward(passes, ROWS);
      return y.reduce((sum, truth, i) => sum + weights[i] * rowLoss(task, margins, i * outputs, outputs, truth), 0);
    };
    lossAt();
    for (let i = 0; i < ROWS; i++) rowSlopes(task, margins, i * outputs, outputs, y[i], weights[i]);
    backward(passes, ROWS);
    for (let p = 0; p < params.length; p++) {
      const at = params[p];
      const [above, below] = [1e-5, -1e-5].map((by) => {
        params[p] = at + by;
        return lossAt();
      });
      params[p] = at;
      expect(Math.abs(gradient[p] - (above - below) / 2e-5)).toBeLessThan(1e-5);
    }
  });

  it('a single row scores what a batch gives it', () => {
    const shape: Shape = { width: inputs.width, hidden: 6, layers: 2, outputs: 3 };
    const weights = Float32Array.from({ length: sizeOf(shape) }, () => draw.normal());
    const passes = passesOf(shape, ROWS, 3);
    const rows = rowsOf('multiclass', inputs, x, ones, ones);
    enter(rows, passes, order, 0, ROWS);
    passes.params.set(weights);
    forward(passes, ROWS);
    const score = scorerOf({ inputs, shape, members: 1, weights, target: { scale: 1, shift: 0, low: -1e9, high: 1e9 } });
    const [index, value, out] = [new Int32Array(3), new Float64Array(3), new Float64Array(3)];
    for (let i = 0; i < ROWS; i++) {
      const row = Float64Array.from(rows.columns, (column) => column[i]);
      score(index, value, encodeRow(inputs, row, index, value, 0), out, 0);
      expect([...out]).toEqual([...passes.leaving[2].subarray(3 * i, 3 * i + 3)]);
    }
  });
});

describe('Adam', () => {
  it('takes the steps of the paper: slopes 2 and −1 at the rate 0.1', () => {
    const [params, gradient, adam] = [Float64Array.of(1), Float64Array.of(2), adamOf(1)];
    adamStep(adam, { layers: [], params, gradient }, 0.1, 0);
    expect(params[0]).toBeCloseTo(0.9, 8);
    gradient[0] = -1;
    adamStep(adam, { layers: [], params, gradient }, 0.1, 0);
    expect(params[0]).toBeCloseTo(0.9 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.004996 / 0.001999), 8);
    restart(adam);
    expect(adam).toEqual(adamOf(1));
  });

  it('lets weights decay, not biases, and clears the gradient', () => {
    const [params, gradient, adam] = [Float64Array.of(4, 4), new Float64Array(2), adamOf(2)];
    adamStep(adam, { layers: [{ from: 1, to: 1, weights: 0, biases: 1 }], params, gradient }, 0.1, 0.5);
    expect([...params]).toEqual([4 * 0.95, 4]);
    gradient.fill(1);
    adamStep(adam, { layers: [], params, gradient }, 0.1, 0);
    expect([...gradient]).toEqual([0, 0]);
  });
});

describe('inputs', () => {
  it('bends standard scores into ±3', () => {
    expect([0, 3, -4].map(bend)).toEqual([0, 3 / Math.SQRT2, -4 / Math.sqrt(1 + 16 / 9)]);
    expect([1e12, Infinity, -Infinity].map(bend)).toEqual([3, 3, -3]);
  });

  it('gives missing numbers, and what is missing or unknown of a category, an input of its own', () => {
    const [index, value] = [new Int32Array(3), new Float64Array(3)];
    const encoded = (...row: number[]) => {
      const count = encodeRow(inputs, Float64Array.from(row), index, value, 0);
      return [...index.subarray(0, count)].map((input, i) => [input, value[i]]);
    };
    expect(inputs.width).toBe(2 + 1 + 4);
    expect(encoded(NaN, NaN, NaN)).toEqual([
      [1, 1],
      [6, 1],
    ]);
    expect(encoded(NaN, NaN, 7)).toEqual(encoded(NaN, NaN, NaN));
    expect(encoded(NaN, NaN, 1)).toEqual([
      [1, 1],
      [4, 1],
    ]);
    expect(encoded(0, 1, 0).map(([input]) => input)).toEqual([0, 2, 3]);
  });

  it('only the 255 most frequent levels have inputs of their own', () => {
    const levels = Array.from({ length: 300 }, (_, i) => `${i}`);
    const codes = Int32Array.from({ length: 600 }, (_, i) => (i < 300 ? i : 299 - (i % 255)));
    const many = planOf({ rows: 600, columns: [{ kind: 'category', name: 'c', levels, codes }] }, new Float64Array(600).fill(1));
    expect(many.width).toBe(256);
    expect([...many.slots.subarray(0, 45)]).toEqual(Array.from({ length: 45 }, () => 255));
    expect(new Set(many.slots.subarray(45, 300)).size).toBe(255);
  });
});

describe('rows set apart', () => {
  it('ten networks set each row apart once, each of them its part of each class', () => {
    const y = Float64Array.from({ length: 200 }, (_, i) => (i % 20 === 0 ? 1 : 0));
    const shares = sharesOf('binary', y, 0.1, 10, 3);
    expect(shares.flatMap(({ heldOut }) => [...heldOut]).toSorted((a, b) => a - b)).toEqual([...y.keys()]);
    for (const { learned, heldOut } of shares) {
      expect(learned.length + heldOut.length).toBe(200);
      expect(heldOut.filter((i) => y[i] === 1).length).toBe(1);
    }
  });

  it('none with few rows, or when not asked for', () => {
    for (const [rows, share] of [
      [40, 0.1],
      [400, 0],
    ])
      expect(sharesOf('regression', new Float64Array(rows), share, 2, 3).map(({ heldOut }) => heldOut.length)).toEqual([0, 0]);
  });
});

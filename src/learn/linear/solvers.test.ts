import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorise, random, solveFactored, type Matrix } from '../../core/index.js';
import { blocksOf } from './blocks.js';
import { descend } from './descend.js';
import { designOf, restrict } from './design.js';
import type { Direction } from './direction.js';
import { gram } from './gram.js';
import { lossOf } from './loss.js';
import { conjugateNewton } from './newton-conjugate.js';
import { directNewton } from './newton-direct.js';
import { proximalNewton } from './newton-proximal.js';
import { paceOf } from '../pace.js';
import { planOf } from './plan.js';
import { gradientOf, type Problem } from './problem.js';
import { timesParams, timesRows } from './products.js';
import { violationOf } from './working-set.js';

const pace = paceOf(new AbortController().signal);
const run = { maxIterations: 200, tolerance: 1e-10, pace, signal: new AbortController().signal, progress: undefined };

/** A table with gaps, of numbers and categories, and class numbers that depend on both. */
function randomTable(
  seed: number,
  rows: number,
  numbers: number,
  levels: readonly number[],
  classes: number,
): { x: Matrix; y: Float64Array } {
  const draw = random(seed, 'solvers');
  const values = Array.from({ length: numbers }, () =>
    Float64Array.from({ length: rows }, () => (draw.int(10) === 0 ? NaN : draw.normal())),
  );
  const codes = levels.map((count) => Int32Array.from({ length: rows }, () => draw.int(count + 1) - 1));
  const x: Matrix = {
    rows,
    columns: [
      ...values.map((v, j) => ({ kind: 'number' as const, name: `n${j}`, values: v })),
      ...codes.map((c, j) => ({
        kind: 'category' as const,
        name: `c${j}`,
        levels: Array.from({ length: levels[j] }, (_, l) => `${l}`),
        codes: c,
      })),
    ],
  };
  const score = (i: number) => (values[0]?.[i] || 0) + ((codes[0]?.[i] ?? 0) % 3) - 1 + draw.normal();
  return {
    x,
    y: Float64Array.from({ length: rows }, (_, i) => Math.max(0, Math.min(classes - 1, Math.round(score(i) + (classes - 1) / 2)))),
  };
}

function problemOf({ x, y }: { x: Matrix; y: Float64Array }, classes: number, penalties: Partial<Problem> = {}): Problem {
  const weights = Float64Array.from(y, (_, i) => 1 + (i % 2));
  const task = classes === 1 ? 'regression' : classes === 2 ? 'binary' : 'multiclass';
  return {
    blocks: blocksOf(designOf(x, planOf(x, weights))),
    loss: lossOf(task, classes),
    y,
    weights,
    l1: 0,
    l2: 1,
    nonNegative: false,
    ...penalties,
  };
}

async function solved(problem: Problem, direction: Direction): Promise<Float64Array> {
  const params = new Float64Array(problem.blocks.design.width * problem.loss.outputs);
  await descend(problem, direction, params, run);
  return params;
}

/** The design as plain rows of numbers. */
function denseOf(problem: Problem): number[][] {
  const { rows, width, numbers, switches } = problem.blocks.design;
  const dense = Array.from({ length: rows }, () => Array<number>(width).fill(0));
  for (let b = 0; b < problem.blocks.count; b++) {
    const block = problem.blocks.at(b);
    for (let i = 0; i < block.rows; i++) {
      const row = dense[block.from + i];
      row[0] = 1;
      numbers.forEach((_, j) => (row[1 + j] = block.numbers[i * numbers.length + j]));
      switches.forEach((_, s) => {
        const on = block.active[i * switches.length + s];
        if (on >= 0) row[on] = 1;
      });
    }
  }
  return dense;
}

const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>): number => Math.max(0, ...Array.from(a, (v, i) => Math.abs(v - b[i])));

/** How far the gradient, recomputed from plain rows, is from what an optimum allows. */
function worstViolation(problem: Problem, params: Float64Array): number {
  const { outputs } = problem.loss;
  const dense = denseOf(problem);
  const margins = Float64Array.from({ length: dense.length * outputs }, (_, r) =>
    dense[Math.floor(r / outputs)].reduce((s, z, j) => s + z * params[j * outputs + (r % outputs)], 0),
  );
  const means = margins.slice();
  problem.loss.means(margins, means);
  const residuals = means.slice();
  problem.loss.residuals(means, problem.y, problem.weights, residuals);
  const gradient = params.map((w, p) =>
    dense.reduce(
      (s, row, i) => s + row[Math.floor(p / outputs)] * residuals[i * outputs + (p % outputs)],
      p < outputs ? 0 : problem.l2 * w,
    ),
  );
  const violations = Array.from(gradient, (g, p) =>
    p < outputs ? Math.abs(g) : violationOf(params[p], g, problem.l1, problem.nonNegative),
  );
  return Math.max(...violations);
}

describe('cholesky', () => {
  it('factorises [[4, 2], [2, 10]] into [[2, 0], [1, 3]] and solves with it', () => {
    const a = Float64Array.of(4, 0, 2, 10);
    factorise(a, 2);
    expect([...a]).toEqual([2, 0, 1, 3]);
    expect([...solveFactored(a, Float64Array.of(2, 10))]).toEqual([0, 1]);
  });

  it('leaves a variable that follows from the others at zero', () => {
    const a = Float64Array.of(1, 0, 1, 1);
    factorise(a, 2);
    expect([...solveFactored(a, Float64Array.of(3, 3))]).toEqual([3, 0]);
  });
});

describe('products with a design', () => {
  const shapes = [1, 2, 5].flatMap(
    (rows) =>
      [
        [rows, 0, [3]],
        [rows, 3, []],
        [rows, 2, [2, 4]],
      ] as const,
  );

  it.for([...shapes, [700, 5, [3, 30]] as const])(
    'agree with plain matrices: %i rows, %i numbers, categories of %j levels',
    async ([rows, numbers, levels]) => {
      const problem = problemOf(randomTable(rows, rows, numbers, levels, 2), 2);
      const dense = denseOf(problem);
      const { width } = problem.blocks.design;
      for (const outputs of [1, 3]) {
        const params = Float64Array.from({ length: width * outputs }, (_, i) => Math.sin(i));
        const margins = new Float64Array(rows * outputs);
        timesParams(problem.blocks, params, outputs, margins);
        const expected = dense.flatMap((row) =>
          Array.from({ length: outputs }, (_, k) => row.reduce((s, z, j) => s + z * params[j * outputs + k], 0)),
        );
        expect(largestGap(margins, expected)).toBeLessThan(1e-12);
        const back = new Float64Array(width * outputs);
        timesRows(problem.blocks, margins, outputs, back);
        const sums = Array.from(back, (_, p) =>
          dense.reduce((s, row, i) => s + row[Math.floor(p / outputs)] * expected[i * outputs + (p % outputs)], 0),
        );
        expect(largestGap(back, sums)).toBeLessThan(1e-9);
      }
      const diagonal = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 4));
      const square = await gram(problem.blocks, diagonal, pace);
      const lower = Array.from(square, (_, p) => {
        const [j, l] = [Math.floor(p / width), p % width];
        return l > j ? 0 : dense.reduce((s, row, i) => s + diagonal[i] * row[j] * row[l], 0);
      });
      expect(largestGap(square, lower)).toBeLessThan(1e-9);
    },
  );

  it('keep the chosen parameters when restricted', () => {
    const problem = problemOf(randomTable(4, 50, 3, [4, 5], 2), 2);
    const kept = Int32Array.of(0, 2, 5, 7, 9);
    const part = { ...problem, blocks: blocksOf(restrict(problem.blocks.design, kept)) };
    expect(denseOf(part)).toEqual(denseOf(problem).map((row) => Array.from(kept, (j) => row[j])));
  });
});

describe('Newton steps', () => {
  it.for([1, 2, 4])('by factor, by conjugate gradients and by coordinates end at one optimum: %d classes', async (classes) => {
    const problem = problemOf(randomTable(11, 300, 3, [4, 20], Math.max(2, classes)), classes);
    const direct = await solved(problem, directNewton(problem, pace));
    expect(largestGap(await solved(problem, conjugateNewton(problem, pace)), direct)).toBeLessThan(1e-8);
    expect(largestGap(await solved(problem, proximalNewton(problem, pace, 1e-10)), direct)).toBeLessThan(1e-8);
    const means = new Float64Array(300 * problem.loss.outputs);
    timesParams(problem.blocks, direct, problem.loss.outputs, means);
    problem.loss.means(means.slice(), means);
    expect(largestGap(gradientOf(problem, means, direct), new Float64Array(direct.length))).toBeLessThan(1e-8);
  });
});

describe('the lasso', () => {
  it('meets the optimality conditions on random problems', async () => {
    const penalty = fc.constantFrom(0.01, 0.3, 2, 20);
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.constantFrom(1, 2, 3), penalty, penalty, fc.boolean(), async (seed, classes, l1, l2, bound) => {
        const table = randomTable(seed, 60, 3, [3, 6], Math.max(2, classes));
        const problem = problemOf(table, classes, { l1, l2, nonNegative: bound && classes === 1 });
        const params = await solved(problem, proximalNewton(problem, pace, 1e-10));
        expect(worstViolation(problem, params)).toBeLessThan(1e-6);
        if (problem.nonNegative) expect(params.subarray(1).every((w) => w >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('meets them, too, when more levels matter than one step moves', async () => {
    const table = randomTable(5, 4000, 1, [1800], 2);
    const problem = problemOf(table, 2, { l1: 0.05, l2: 0.5 });
    const params = await solved(problem, proximalNewton(problem, pace, 1e-10));
    expect(params.filter((w) => w !== 0).length).toBeGreaterThan(1500);
    const means = new Float64Array(4000);
    timesParams(problem.blocks, params, 1, means);
    problem.loss.means(means.slice(), means);
    const gradient = gradientOf(problem, means, params);
    const violations = Array.from(gradient, (g, p) => (p === 0 ? Math.abs(g) : violationOf(params[p], g, 0.05, false)));
    expect(Math.max(...violations)).toBeLessThan(1e-6);
  });
});

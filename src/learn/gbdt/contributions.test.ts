import { describe, expect, it } from 'vitest';
import { rowOf, type Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import { fitForest } from './fit.js';
import { forestOf, rootsOf, type Forest } from './forest.js';
import { gbdt } from './gbdt.js';
import { predictorOf } from './predictor.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';
import { inSet } from './walk.js';

/** Expected margin when the columns of `known` are known: unknown splits follow the training rows. */
function expectation(forest: Forest, row: Float64Array, known: number, output: number): number {
  const visit = (node: number): [number, number] => {
    if (node < 0) return [forest.value[-1 - node], forest.cover[-1 - node]];
    const [l, lc] = visit(forest.left[node]);
    const [r, rc] = visit(forest.right[node]);
    const j = forest.column[node];
    if (!((known >> j) & 1)) return [(l * lc + r * rc) / (lc + rc), lc + rc];
    const value = row[j];
    const isLeft =
      forest.kind[node] === 2
        ? inSet(forest, node, value)
        : Number.isNaN(value)
          ? forest.kind[node] === 1
          : value <= forest.threshold[node];
    return [isLeft ? l : r, lc + rc];
  };
  let sum = forest.base[output];
  rootsOf(forest).forEach((root, t) => {
    if (t % forest.outputs === output) sum += visit(root)[0];
  });
  return sum;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Shapley values by their definition: all subsets of the columns. */
function shapley(forest: Forest, row: Float64Array, output: number): number[] {
  const d = row.length;
  return Array.from({ length: d }, (_, j) => {
    let sum = 0;
    for (let subset = 0; subset < 1 << d; subset++) {
      if ((subset >> j) & 1) continue;
      const size = subset.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(d - 1 - size)) / factorial(d);
      sum += weight * (expectation(forest, row, subset | (1 << j), output) - expectation(forest, row, subset, output));
    }
    return sum;
  });
}

/** Half the Shapley interaction index of two columns by its definition: all subsets of the others. */
function halfInteraction(forest: Forest, row: Float64Array, i: number, j: number): number {
  const d = row.length;
  let sum = 0;
  for (let subset = 0; subset < 1 << d; subset++) {
    if ((subset >> i) & 1 || (subset >> j) & 1) continue;
    const size = subset.toString(2).replaceAll('0', '').length;
    const weight = (factorial(size) * factorial(d - 2 - size)) / factorial(d - 1);
    const of = (more: number): number => expectation(forest, row, subset | more, 0);
    sum += (weight * (of((1 << i) | (1 << j)) - of(1 << i) - of(1 << j) + of(0))) / 2;
  }
  return sum;
}

const tasks: readonly (readonly [Task, number])[] = [
  ['regression', 1],
  ['binary', 1],
  ['multiclass', 3],
];

function inputOf(task: Task, classes: number, x: Matrix) {
  const y = mixedTarget(x);
  if (task === 'regression') return { task, classes, x, y };
  return { task, classes, x, y: y.map((v) => (task === 'binary' ? Number(v > 0.5) : Number(v > 0) + Number(v > 1.5))) };
}

describe.each(tasks)('contributions, %s', (task, classes) => {
  const x = mixedRows(400);
  const settings = { trees: 5, leaves: 12, minRowsPerLeaf: 5, minDataPerGroup: 10 };

  it('equal the Shapley values by enumeration, categories and missing values included', async () => {
    const forest = await fitForest(inputOf(task, classes, x), runOf(settings));
    const { base, effects } = predictorOf(forest).contributions!(x);
    for (let i = 0; i < 25; i++) {
      const row = rowOf(x, i);
      for (let k = 0; k < classes; k++) {
        expect(base[k]).toBeCloseTo(expectation(forest, row, 0, k), 12);
        shapley(forest, row, k).forEach((value, j) => expect(effects[(i * classes + k) * 4 + j]).toBeCloseTo(value, 11));
      }
    }
  });

  it('add up to the margin within 1e-9, over more rows than a block', async () => {
    const many = mixedRows(700, 3);
    const predictor = await gbdt.fit(inputOf(task, classes, x), runOf({ trees: 60 }));
    const margins = new Float64Array(many.rows * classes);
    predictor.predict(many, margins);
    const { base, effects } = predictor.contributions!(many);
    margins.forEach((margin, at) => {
      const sum = effects.subarray(at * 4, at * 4 + 4).reduce((a, b) => a + b, base[at % classes]);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-9);
    });
  });
});

/** A chain: node j sends x_j > 0 to a leaf of value j + 1, and the rest on. Beyond ten columns no table is kept. */
function chain(columns: number): Forest {
  const nodes = Array.from({ length: columns }, (_, j) => j);
  const tree = {
    column: Int32Array.from(nodes),
    kind: new Uint8Array(columns),
    threshold: new Float64Array(columns),
    sets: nodes.map(() => new Uint32Array(0)),
    left: Int32Array.from(nodes, (j) => (j === columns - 1 ? -1 - columns : j + 1)),
    right: Int32Array.from(nodes, (j) => -1 - j),
    gain: new Float64Array(columns),
    value: Float64Array.from({ length: columns + 1 }, (_, j) => j + 1),
    cover: Uint32Array.from({ length: columns + 1 }, (_, j) => 1 + ((j * 7) % 5)),
  };
  return forestOf([tree], 1, columns, Float64Array.of(0));
}

const rowsOf = (columns: number): Matrix => ({
  rows: 8,
  columns: Array.from({ length: columns }, (_, j) => ({
    kind: 'number' as const,
    name: `x${j}`,
    values: Float64Array.from({ length: 8 }, (_v, i) => (((i + 1) * (j + 3)) % 7 === 0 ? 1 : -1)),
  })),
});

describe('long paths', () => {
  it('equal the enumeration for twelve columns', () => {
    const forest = chain(12);
    const x = rowsOf(12);
    const { effects } = predictorOf(forest).contributions!(x);
    for (const i of [0, 6]) shapley(forest, rowOf(x, i), 0).forEach((value, j) => expect(effects[i * 12 + j]).toBeCloseTo(value, 12));
  });

  it('still add up for ninety columns', () => {
    const forest = chain(90);
    const x = rowsOf(90);
    const predictor = predictorOf(forest);
    const margins = new Float64Array(8);
    predictor.predict(x, margins);
    const { base, effects } = predictor.contributions!(x);
    margins.forEach((margin, i) => {
      const sum = effects.subarray(i * 90, i * 90 + 90).reduce((a, b) => a + b, base[0]);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-9);
    });
  });
});

describe('interactions', () => {
  const x = mixedRows(400);
  const settings = { trees: 5, leaves: 12, minRowsPerLeaf: 5, minDataPerGroup: 10 };

  it('equal the index by enumeration, categories and missing values included; the diagonal is the rest', async () => {
    const forest = await fitForest(inputOf('regression', 1, x), runOf(settings));
    const predictor = predictorOf(forest);
    const { base, effects } = predictor.interactions!(x);
    const contributions = predictor.contributions!(x);
    expect(base).toEqual(contributions.base);
    for (let row = 0; row < 25; row++) {
      for (let i = 0; i < 4; i++) {
        const line = effects.subarray((row * 4 + i) * 4, (row * 4 + i + 1) * 4);
        for (let j = 0; j < 4; j++) if (j !== i) expect(line[j]).toBeCloseTo(halfInteraction(forest, rowOf(x, row), i, j), 11);
        expect(line.reduce((a, b) => a + b, 0)).toBeCloseTo(contributions.effects[row * 4 + i], 11);
      }
    }
  });

  it('are symmetric and add up to the contributions, for several outputs and more rows than a block', async () => {
    const many = mixedRows(300, 3);
    const predictor = await gbdt.fit(inputOf('multiclass', 3, x), runOf({ trees: 20 }));
    const { effects } = predictor.interactions!(many);
    const contributions = predictor.contributions!(many);
    contributions.effects.forEach((effect, at) => {
      const line = effects.subarray(at * 4, at * 4 + 4);
      expect(Math.abs(line.reduce((a, b) => a + b, 0) - effect)).toBeLessThan(1e-9);
      const first = at - (at % 4);
      line.forEach((value, j) => expect(value).toBe(effects[(first + j) * 4 + (at % 4)]));
    });
  });

  it('hold for a path of twelve columns, of which no table is kept', () => {
    const forest = chain(12);
    const x12 = rowsOf(12);
    const { effects } = predictorOf(forest).interactions!(x12);
    for (const [i, j] of [
      [0, 1],
      [3, 11],
      [10, 2],
    ])
      expect(effects[(6 * 12 + i) * 12 + j]).toBeCloseTo(halfInteraction(forest, rowOf(x12, 6), i, j), 12);
  });
});

describe('of a logarithm', () => {
  it.each(['poisson', 'gamma', 'tweedie'] as const)(
    '%s: effects add up to the prediction, interactions to the effects',
    async (objective) => {
      const x = mixedRows(400);
      const y = mixedTarget(x).map((v) => Math.round(Math.exp(v / 2)) + 1);
      const predictor = await gbdt.fit({ task: 'regression', classes: 1, x, y }, runOf({ trees: 40, objective }));
      const means = new Float64Array(400);
      predictor.predict(x, means);
      const { base, effects } = predictor.contributions!(x);
      const together = predictor.interactions!(x);
      expect(together.base).toEqual(base);
      means.forEach((mean, row) => {
        const own = effects.subarray(row * 4, row * 4 + 4);
        expect(Math.abs(own.reduce((a, b) => a + b, base[0]) - mean)).toBeLessThan(1e-9 * mean);
        own.forEach((effect, i) => {
          const line = together.effects.subarray((row * 4 + i) * 4, (row * 4 + i + 1) * 4);
          expect(Math.abs(line.reduce((a, b) => a + b, 0) - effect)).toBeLessThan(1e-9 * mean);
        });
      });
    },
  );
});

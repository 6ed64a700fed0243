import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sigmoid, takeRows, type Matrix } from '../../core/index.js';
import { extraTrees } from '../extra_trees/index.js';
import type { Learner, Predictor, Task } from '../learner.js';
import type { Params } from '../params.js';
import { forest } from './forest.js';

/** What fixtures/scikit_learn.py writes. */
interface PeerTree {
  readonly name: string;
  readonly task: Task;
  readonly maxDepth: number;
  readonly minRowsPerLeaf: number;
  readonly weighted: boolean;
  readonly leaves: number;
  readonly answers: readonly number[];
}

interface PeerSet {
  readonly name: string;
  readonly task: Task;
  readonly columns: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly figures: { readonly forest: number; readonly extra_trees: number };
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly columns: readonly (readonly (number | null)[])[];
  readonly weights: readonly number[];
  readonly targets: Readonly<Record<Task, readonly number[]>>;
  readonly trees: readonly PeerTree[];
  readonly sets: readonly PeerSet[];
};

const matrixOf = (columns: readonly (readonly (number | null)[])[]): Matrix => ({
  rows: columns[0].length,
  columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(values, (v) => v ?? NaN) })),
});
const run = (params: Params, seed = 1) => ({ params, seed, threads: 1, signal: new AbortController().signal });
const classesOf = (task: Task): number => (task === 'multiclass' ? 3 : 1);
function marginsOf(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  return out;
}

describe('a single tree on all rows and columns is the tree of scikit-learn', () => {
  const x = matrixOf(fixture.columns);

  it.for(fixture.trees)('$name', async ({ task, maxDepth, minRowsPerLeaf, weighted, leaves, answers }) => {
    const y = Float64Array.from(fixture.targets[task]);
    const weights = weighted ? { weights: Float64Array.from(fixture.weights) } : {};
    const params = { trees: 1, bootstrap: false, columnShare: 1, maxDepth, minRowsPerLeaf };
    const predictor = await forest.fit({ task, classes: classesOf(task), x, y, ...weights }, run(params));
    const { arrays } = predictor.toParts();
    expect(arrays['values'].length / predictor.outputs).toBe(leaves);
    marginsOf(predictor, x).forEach((margin, i) => {
      const answer = task === 'regression' ? margin : task === 'binary' ? sigmoid(margin) : Math.exp(margin);
      const expected = task === 'regression' ? answers[i] : (answers[i] + arrays['prior'][i % predictor.outputs]) / 2;
      expect(Math.abs(answer - expected), `row ${i}: ${answer} for ${expected}`).toBeLessThan(1e-5);
    });
  });
});

/** AUC, accuracy or root of the mean squared error. */
function figureOf(task: Task, margins: Float64Array, y: Float64Array): number {
  if (task === 'regression') return Math.sqrt(y.reduce((sum, value, i) => sum + (margins[i] - value) ** 2, 0) / y.length);
  if (task === 'multiclass') {
    const classOf = (i: number): number => [0, 1, 2].toSorted((a, b) => margins[3 * i + b] - margins[3 * i + a])[0];
    return y.reduce((right, label, i) => right + (classOf(i) === label ? 1 : 0), 0) / y.length;
  }
  const [yes, no] = [1, 0].map((label) => [...margins].filter((_, i) => y[i] === label));
  const above = yes.reduce((sum, a) => sum + no.reduce((wins, b) => wins + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  return above / (yes.length * no.length);
}

async function meanFigure(learner: Learner, { task, columns, y }: PeerSet): Promise<number> {
  const all = matrixOf(columns);
  const half = (odd: number): Int32Array => Int32Array.from(y.keys().filter((i) => i % 2 === odd));
  const [train, test] = [0, 1].map((odd) => ({ x: takeRows(all, half(odd)), y: Float64Array.from(half(odd), (i) => y[i]) }));
  let sum = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const predictor = await learner.fit({ task, classes: classesOf(task), ...train }, run({}, seed));
    sum += figureOf(task, marginsOf(predictor, test.x), test.y);
  }
  return sum / 5;
}

describe.for([forest, extraTrees])('$name: five forests are as good as ten of scikit-learn', (learner) => {
  it.for(fixture.sets)('$name', async (set) => {
    const peer = set.figures[learner.name as 'forest' | 'extra_trees'];
    const ours = await meanFigure(learner, set);
    if (set.task === 'regression') expect(ours).toBeLessThan(peer * 1.02);
    else expect(ours).toBeGreaterThan(peer - 0.01);
  });
});

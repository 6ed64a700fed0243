import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logSumExp, softplus, takeRows, type Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import { ebm } from './index.js';

interface Peer {
  readonly y: readonly number[];
  readonly loss: number;
}

interface Fixture extends Record<Task, Peer> {
  readonly train: number;
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
  readonly level: readonly number[];
}

const fixture = JSON.parse(readFileSync(new URL('fixtures/interpret.json', import.meta.url), 'utf8')) as Fixture;
const { train, level } = fixture;
const x: Matrix = {
  rows: level.length,
  columns: [
    ...Object.entries(fixture.columns).map(([name, values]) => ({
      kind: 'number' as const,
      name,
      values: Float64Array.from(values, (v) => v ?? NaN),
    })),
    { kind: 'category', name: 'level', levels: ['0', '1', '2', '3', '4'], codes: Int32Array.from(level) },
  ],
};
const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Loss on the rows after the training rows: squared error, or log-loss. */
async function ourLoss(task: Task): Promise<number> {
  const y = Float64Array.from(fixture[task].y);
  const classes = task === 'multiclass' ? 3 : 1;
  const run = { params: {}, seed: 7, threads: 1, signal: new AbortController().signal };
  const predictor = await ebm.fit({ task, classes, x: takeRows(x, range(0, train)), y: y.subarray(0, train) }, run);
  const out = new Float64Array((x.rows - train) * classes);
  predictor.predict(takeRows(x, range(train, x.rows)), out);
  const loss = (i: number): number => {
    if (task === 'regression') return (out[i] - y[train + i]) ** 2;
    if (task === 'binary') return softplus(out[i]) - y[train + i] * out[i];
    return logSumExp(out, i * classes, classes) - out[i * classes + y[train + i]];
  };
  return range(0, x.rows - train).reduce((sum, i) => sum + loss(i), 0) / (x.rows - train);
}

describe('beside InterpretML on rows that neither has seen, several classes without pairs on either side', () => {
  it.for(['regression', 'binary', 'multiclass'] as const)('%s: the loss is at most 5% above', async (task) => {
    expect(await ourLoss(task)).toBeLessThanOrEqual(1.05 * fixture[task].loss);
  });
});

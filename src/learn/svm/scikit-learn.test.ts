import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../core/index.js';
import type { Params } from '../params.js';
import { peerMatrix, type PeerColumns } from '../space/testing-columns.js';
import { fitSvm } from './fit.js';
import { plattScaling } from './platt.js';
import { predictorOf } from './predictor.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly train: PeerColumns;
  readonly test: PeerColumns;
  readonly targets: Readonly<Record<Task, readonly number[]>>;
  readonly weights: readonly number[];
  readonly cases: readonly {
    readonly name: string;
    readonly task: Task;
    readonly params: Params;
    readonly weighted: boolean;
    readonly answers: readonly number[];
  }[];
  readonly platt: readonly {
    readonly decisions: readonly number[];
    readonly y: readonly number[];
    readonly weights: readonly number[];
    readonly slope: number;
    readonly shift: number;
  }[];
};

describe('decisions are those of scikit-learn within 1e-4 of their spread', () => {
  it.each(fixture.cases)('$name', async ({ task, params, weighted, answers }) => {
    const [x, test] = [peerMatrix(fixture.train), peerMatrix(fixture.test)];
    const weights = weighted ? { weights: Float64Array.from(fixture.weights) } : {};
    const input = { task, classes: 1, x, y: Float64Array.from(fixture.targets[task]), ...weights };
    const run = { params: { ...params, tolerance: 1e-7 }, seed: 0, threads: 1, signal: new AbortController().signal };
    const model = await fitSvm(input, run);
    const margins = new Float64Array(test.rows);
    predictorOf(model).predict(test, margins);
    const ours = task === 'binary' ? margins.map((margin) => (margin - model.shift[0]) / model.slope[0]) : margins;
    const spread = Math.max(...answers) - Math.min(...answers);
    answers.forEach((answer, i) => expect(Math.abs(ours[i] - answer) / spread).toBeLessThan(1e-4));
  });
});

describe('Platt scaling is scikit-learn’s sigmoid calibration within 1e-4', () => {
  it.each(fixture.platt)('slope $slope', ({ decisions, y, weights, slope, shift }) => {
    const ours = plattScaling(Float64Array.from(decisions), Uint8Array.from(y), Float64Array.from(weights));
    expect(Math.abs(ours.slope - slope)).toBeLessThan(1e-4);
    expect(Math.abs(ours.shift - shift)).toBeLessThan(1e-4);
  });
});

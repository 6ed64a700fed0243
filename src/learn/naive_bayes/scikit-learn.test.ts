import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logSumExp, type Matrix } from '../../core/index.js';
import type { Params } from '../params.js';
import { naiveBayes } from './naive-bayes.js';

interface Case {
  readonly name: string;
  readonly classes: number;
  readonly params: Params;
  readonly weighted: boolean;
  readonly data: Readonly<Record<'size' | 'age' | 'colour' | 'y' | 'weights', readonly number[]>>;
  readonly logProbabilities: readonly (readonly number[])[];
}

const cases = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as readonly Case[];

describe('log-probabilities are those of scikit-learn within 1e-9', () => {
  it.each(cases)('$name', async ({ classes, params, weighted, data, logProbabilities }) => {
    const x: Matrix = {
      rows: data.y.length,
      columns: [
        { kind: 'number', name: 'size', values: Float64Array.from(data.size) },
        { kind: 'number', name: 'age', values: Float64Array.from(data.age) },
        { kind: 'category', name: 'colour', levels: ['a', 'b', 'c', 'd'], codes: Int32Array.from(data.colour) },
      ],
    };
    const task = classes === 2 ? 'binary' : 'multiclass';
    const weights = weighted ? { weights: Float64Array.from(data.weights) } : {};
    const input = { task, classes: classes === 2 ? 1 : classes, x, y: Float64Array.from(data.y), ...weights } as const;
    const predictor = await naiveBayes.fit(input, { params, seed: 0, threads: 1, signal: new AbortController().signal });
    const { outputs } = predictor;
    const out = new Float64Array(x.rows * outputs);
    predictor.predict(x, out);
    logProbabilities.forEach((logs, i) => {
      const margins = outputs === 1 ? Float64Array.of(0, out[i]) : out.slice(i * outputs, (i + 1) * outputs);
      const total = logSumExp(margins, 0, classes);
      logs.forEach((log, k) => expect(Math.abs(margins[k] - total - log)).toBeLessThan(1e-9 * Math.max(1, Math.abs(log))));
    });
  });
});

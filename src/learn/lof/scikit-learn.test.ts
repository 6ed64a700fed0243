import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import type { Params } from '../params.js';
import { lof } from './lof.js';

type Columns = Readonly<Record<'size' | 'age' | 'colour', readonly number[]>>;

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  readonly train: Columns;
  readonly test: Columns;
  readonly cases: readonly { readonly params: Params; readonly scores: readonly number[] }[];
};

const matrixOf = ({ size, age, colour }: Columns): Matrix => ({
  rows: size.length,
  columns: [
    { kind: 'category', name: 'colour', levels: ['a', 'b', 'c'], codes: Int32Array.from(colour) },
    { kind: 'number', name: 'size', values: Float64Array.from(size) },
    { kind: 'number', name: 'age', values: Float64Array.from(age) },
  ],
});

describe('scores of new rows are those of scikit-learn within 1e-9', () => {
  it.each(fixture.cases)('$params', async ({ params, scores }) => {
    const run = { params, seed: 0, threads: 1, signal: new AbortController().signal };
    const { predict } = await lof.fit({ task: 'outlier', x: matrixOf(fixture.train) }, run);
    const test = matrixOf(fixture.test);
    const out = new Float64Array(test.rows);
    predict(test, out);
    scores.forEach((score, i) => expect(Math.abs(out[i] - score) / score).toBeLessThan(1e-9));
    expect(Math.max(...scores)).toBeGreaterThan(2);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import type { Params } from '../params.js';
import { glm } from './glm.js';

interface Fixture {
  readonly table: { readonly age: readonly number[]; readonly km: readonly (number | null)[]; readonly region: readonly number[] };
  readonly targets: Readonly<Record<string, readonly number[]>>;
  readonly cases: readonly {
    readonly name: string;
    readonly target: string;
    readonly params: Params;
    readonly means: readonly number[];
    readonly weights?: readonly number[];
  }[];
}

const { table, targets, cases } = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as Fixture;
const x: Matrix = {
  rows: table.age.length,
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.from(table.age) },
    { kind: 'number', name: 'km', values: Float64Array.from(table.km, (v) => v ?? NaN) },
    { kind: 'category', name: 'region', levels: ['a', 'b', 'c'], codes: Int32Array.from(table.region) },
  ],
};

describe('means are those of scikit-learn within 1e-6 of themselves', () => {
  it.each(cases)('$name', async ({ target, params, means, weights }) => {
    const run = { params: { ...params, tolerance: 1e-10 }, seed: 0, threads: 1, signal: new AbortController().signal };
    const y = Float64Array.from(targets[target]);
    const input = { task: 'regression', classes: 1, x, y } as const;
    const predictor = await glm.fit(weights ? { ...input, weights: Float64Array.from(weights) } : input, run);
    const out = new Float64Array(x.rows);
    predictor.predict(x, out);
    expect(Math.max(...means.map((mean, i) => Math.abs(out[i] / mean - 1)))).toBeLessThan(1e-6);
  });
});

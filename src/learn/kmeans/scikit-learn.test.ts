import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { dimensionsOf, pointsOf, spaceOf } from '../space/index.js';
import { kmeans } from './kmeans.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  cases: readonly { readonly data: string; readonly segments: number; readonly inertia: number }[];
};
const folder = new URL('../../../../shared/data/sklearn_small/', import.meta.url);

function tableOf(name: string): Matrix {
  const [heads, ...rows] = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  const columns = heads.flatMap((column, j) =>
    column === 'target' ? [] : [{ kind: 'number' as const, name: column, values: Float64Array.from(rows, (row) => Number(row[j])) }],
  );
  return { rows: rows.length, columns };
}

/** Squared distances of all rows from their nearest centre: the largest score is ‖z‖² less that distance. */
async function inertiaOf(x: Matrix, segments: number): Promise<number> {
  const run = { params: { segments, starts: 50 }, seed: 7, threads: 1, signal: new AbortController().signal };
  const predictor = await kmeans.fit({ task: 'segment', x }, run);
  const space = spaceOf('kmeans', x);
  const [points, dims] = [pointsOf(space, x), dimensionsOf(space)];
  const scores = new Float64Array(x.rows * segments);
  predictor.predict(x, scores);
  let sum = 0;
  for (let i = 0; i < x.rows; i++) {
    for (const z of points.subarray(i * dims, (i + 1) * dims)) sum += z * z;
    sum -= scores.subarray(i * segments, (i + 1) * segments).reduce((a, b) => Math.max(a, b));
  }
  return sum;
}

describe.skipIf(!existsSync(folder))('k-means is as tight as the best of 50 searches of scikit-learn (needs ../shared/data)', () => {
  it.for(fixture.cases)('$data, $segments segments: within 1%', async ({ data, segments, inertia }) => {
    expect(await inertiaOf(tableOf(data), segments)).toBeLessThanOrEqual(inertia * 1.01);
  });
});

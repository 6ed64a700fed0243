import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calledBy, fitSegments, partition } from '../../../test/support/segments.js';
import { logSumExp, type Matrix } from '../../core/index.js';
import { paceOf } from '../pace.js';
import { dimensionsOf, pointsOf, spaceOf } from '../space/index.js';
import { expect as expectShares } from './expect.js';
import { gmm } from './gmm.js';
import { maximise } from './maximise.js';
import type { Covariance } from './params.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  cases: readonly {
    data: string;
    columns: number;
    segments: number;
    covariance: Covariance;
    likelihood: number;
    labels: readonly number[];
  }[];
  points: readonly number[];
  share: readonly number[];
  steps: readonly { covariance: Covariance; share: readonly number[]; likelihood: number; mean: readonly number[] }[];
};
const folder = new URL('../../../../shared/data/sklearn_small/', import.meta.url);
const pace = paceOf(new AbortController().signal);

it.for(fixture.steps)('one round from given belongings: $covariance', async ({ covariance, share, likelihood, mean }) => {
  const rows = { rows: 12, dims: 3, at: Float64Array.from(fixture.points), weights: undefined, segments: 2 };
  const mixture = await maximise({ ...rows, share: Float64Array.from(fixture.share) }, covariance, 1e-3, pace);
  mixture.mean.forEach((value, at) => expect(value).toBeCloseTo(mean[at], 12));
  const now = new Float64Array(24);
  expect(await expectShares({ ...rows, share: now }, mixture, pace)).toBeCloseTo(likelihood, 12);
  now.forEach((value, at) => expect(value).toBeCloseTo(share[at], 12));
});

function tableOf(name: string, count: number): Matrix {
  const [heads, ...rows] = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  const columns = heads
    .filter((head) => head !== 'target')
    .slice(0, count)
    .map((head) => ({
      kind: 'number' as const,
      name: head,
      values: Float64Array.from(rows, (row) => Number(row[heads.indexOf(head)])),
    }));
  return { rows: rows.length, columns };
}

describe.skipIf(!existsSync(folder))('gmm is as likely as the best of 60 searches of scikit-learn (needs ../shared/data)', () => {
  it.for(fixture.cases)('$data, $segments segments, $covariance', async ({ data, columns, segments, covariance, likelihood, labels }) => {
    const x = tableOf(data, columns);
    const params = { segments, covariance, regularise: 1e-3, starts: 12, tolerance: 1e-12, rounds: 10_000 };
    const predictor = await fitSegments(gmm, x, params);
    const margins = new Float64Array(x.rows * segments);
    predictor.predict(x, margins);
    const space = spaceOf('gmm', x);
    const dims = dimensionsOf(space);
    // Margins are relative to one standard normal distribution of all rows: every column has variance 1 here.
    const common = pointsOf(space, x).reduce((sum, z) => sum - (z * z) / 2, 0) - (x.rows * dims * Math.log(2 * Math.PI)) / 2;
    const own = Array.from({ length: x.rows }, (_, i) => logSumExp(margins, i * segments, segments)).reduce((a, b) => a + b, 0);
    expect(Math.abs((own + common) / x.rows - likelihood)).toBeLessThan(1e-6);
    expect(partition(calledBy(predictor, x))).toBe(partition(labels));
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn, partition } from '../../../test/support/segments.js';
import { dbscan } from './dbscan.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  rows: Readonly<Record<string, readonly (readonly number[])[]>>;
  cases: readonly { data: string; eps: number; minRows: number; labels: readonly number[]; core: readonly number[] }[];
};

describe('dbscan makes the segments of scikit-learn', () => {
  it.for(fixture.cases)('$data, eps $eps, $minRows rows', async ({ data, eps, minRows, labels, core }) => {
    const x = numbersIn(fixture.rows[data]);
    const predictor = await fitSegments(dbscan, x, { eps, minRows });
    const called = calledBy(predictor, x);
    const cores = core.keys().filter((i) => core[i] === 1);
    const cored = [...cores];
    expect(partition(cored.map((i) => called[i]))).toBe(partition(cored.map((i) => labels[i])));
    expect(called.map((k) => k < 0)).toEqual(labels.map((k) => k < 0));
    expect((predictor.toParts().meta as { rows: number }).rows).toBe(cored.length);
    // A row that is near two segments goes to the one that was grown first there, to the nearer one here.
    const theirs = new Map(cored.map((i) => [called[i], labels[i]]));
    const moved = called.filter((k, i) => k >= 0 && theirs.get(k) !== labels[i]);
    expect(moved.length).toBeLessThanOrEqual(0.01 * labels.length);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn, partition } from '../../../test/support/segments.js';
import { agglomerative } from './agglomerative.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  rows: Readonly<Record<string, readonly (readonly number[])[]>>;
  cases: readonly { data: string; segments: number; join: string; labels: readonly number[] }[];
};

describe('agglomerative makes the segments of scikit-learn', () => {
  it.for(fixture.cases)('$data, $segments segments, $join', async ({ data, segments, join, labels }) => {
    const x = numbersIn(fixture.rows[data]);
    expect(partition(calledBy(await fitSegments(agglomerative, x, { segments, join }), x))).toBe(partition(labels));
  });
});

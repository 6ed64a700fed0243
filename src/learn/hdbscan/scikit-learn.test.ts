import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreement, calledBy, fitSegments, numbersIn, partition } from '../../../test/support/segments.js';
import { hdbscan } from './hdbscan.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/scikit_learn.json', import.meta.url), 'utf8')) as {
  rows: Readonly<Record<string, readonly (readonly number[])[]>>;
  cases: readonly { data: string; minSegmentRows: number; minRows: number; labels: readonly number[] }[];
};

/** Measured to a tenth of a centimetre: many distances are equal, and of those either library takes another first. */
const TIED = ['iris'];

describe('hdbscan makes the segments of scikit-learn, and every row that it learned from is where learning put it', () => {
  it.for(fixture.cases)('$data, segments of $minSegmentRows rows, $minRows', async ({ data, minSegmentRows, minRows, labels }) => {
    const x = numbersIn(fixture.rows[data]);
    const called = calledBy(await fitSegments(hdbscan, x, { minSegmentRows, minRows }), x);
    expect(agreement(called, labels)).toBeGreaterThan(0.95);
    if (!TIED.includes(data)) expect(partition(called)).toBe(partition(labels));
  });
});

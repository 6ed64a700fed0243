import { expect, it } from 'vitest';
import type { MatrixColumn } from '../../core/index.js';
import type { People } from './people.js';
import { leftSegments, segmentNames } from './user-segments.js';

const category = (name: string, levels: number): MatrixColumn => ({
  kind: 'category',
  name,
  levels: Array.from({ length: levels }, (_, level) => `${name} ${level}`),
  codes: Int32Array.of(0),
});
const columns: readonly MatrixColumn[] = [
  category('one', 1),
  category('land', 60),
  { kind: 'number', name: 'age', values: Float64Array.of(30) },
  category('city', 101),
  { kind: 'flag', name: 'member', values: Uint8Array.of(1) },
  category('trade', 100),
];
const people = { features: { rows: 1, columns } } as unknown as People;

it('users are told apart by yes and no, and by categories of at most a hundred levels, as far as there is room beside the items', () => {
  expect(segmentNames(people, 1000)).toEqual(['land', 'member', 'trade']);
  expect(leftSegments(people, 1000)).toEqual(['Users are not told apart by "city": it has 101 levels, more than 100.']);
  // 60 and 2 levels of 200,000 items are 12.4 million cells, of at most 20 million.
  expect(segmentNames(people, 200_000)).toEqual(['land', 'member']);
  expect(leftSegments(people, 200_000)[1]).toBe(
    'Users who did nothing yet are not told apart by "trade": its 100 levels are too many beside 200,000 items.',
  );
  expect([segmentNames(undefined, 10), leftSegments(undefined, 10)]).toEqual([[], []]);
});

import { expect, it } from 'vitest';
import { nestedParts } from './nested-parts.js';

const rows = Int32Array.from({ length: 400 }, (_, i) => 3 * i);

it('parts are nested, two of a size are disjoint, and the halves are all rows', () => {
  const [eighth, quarter, half] = nestedParts(rows, {}, 7);
  expect([eighth, quarter, half].map((size) => size.rows)).toEqual([50, 100, 200]);
  for (const which of [0, 1]) {
    expect([...quarter.parts[which]]).toEqual(expect.arrayContaining([...eighth.parts[which]]));
    expect([...half.parts[which]]).toEqual(expect.arrayContaining([...quarter.parts[which]]));
  }
  expect([...half.parts[0], ...half.parts[1]].toSorted((a, b) => a - b)).toEqual([...rows]);
  expect(eighth.parts[0]).toEqual(eighth.parts[0].toSorted());
});

it('every part has the classes in the shares of all rows', () => {
  const classes = Float64Array.from({ length: 1200 }, (_, row) => (row % 60 === 0 ? 1 : 0));
  for (const { parts, rows: size } of nestedParts(rows, { classes }, 7))
    for (const part of parts) expect(Math.abs(part.filter((row) => classes[row] === 1).length - size / 20)).toBeLessThanOrEqual(1);
});

it('rows of a group stand in one half', () => {
  const groups = Int32Array.from({ length: 1200 }, (_, row) => (row % 9 === 0 ? -1 : Math.floor(row / 30)));
  const [, , { parts }] = nestedParts(rows, { groups }, 7);
  const [a, b] = parts.map((part) => new Set([...part].map((row) => groups[row]).filter((group) => group >= 0)));
  expect([...a].filter((group) => b.has(group))).toEqual([]);
});

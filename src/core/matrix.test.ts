import { expect, it } from 'vitest';
import { doublesOf, headsOf, rowOf, takeRows, type Matrix } from './matrix.js';

const matrix: Matrix = {
  rows: 3,
  columns: [
    { kind: 'number', name: 'n', values: Float64Array.of(1.5, NaN, 3) },
    { kind: 'flag', name: 'f', values: Uint8Array.of(0, 255, 1) },
    { kind: 'category', name: 'c', levels: ['x', 'y'], codes: Int32Array.of(1, -1, 0) },
  ],
};

it('reads every kind of column as doubles, missing as NaN', () => {
  expect(matrix.columns.map((c) => [...doublesOf(c)])).toEqual([
    [1.5, NaN, 3],
    [0, NaN, 1],
    [1, NaN, 0],
  ]);
  expect([...rowOf(matrix, 0)]).toEqual([1.5, 0, 1]);
  expect([...rowOf(matrix, 1)]).toEqual([NaN, NaN, NaN]);
});

it('takes rows in the order given, more than once if asked', () => {
  const taken = takeRows(matrix, Int32Array.of(2, 0, 2));
  expect(taken.rows).toBe(3);
  expect(taken.columns.map((c) => [...doublesOf(c)])).toEqual([
    [3, 1.5, 3],
    [1, 0, 1],
    [0, 1, 0],
  ]);
  expect(headsOf(taken)).toEqual(headsOf(matrix));
});

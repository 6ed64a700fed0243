import { expect, it } from 'vitest';
import { rowOf, type Matrix } from '../../core/index.js';
import { pointInto, pointsOf, spaceOf, takePoints } from './space.js';

const x: Matrix = {
  rows: 4,
  columns: [
    { kind: 'category', name: 'c', levels: ['a', 'b'], codes: Int32Array.of(0, 1, -1, 1) },
    { kind: 'number', name: 'n', values: Float64Array.of(1, 3, NaN, 1) },
    { kind: 'flag', name: 'f', values: Uint8Array.of(1, 0, 255, 1) },
    { kind: 'number', name: 'same', values: Float64Array.of(7, 7, 7, 7) },
  ],
};

it('standardises numbers, a missing one being the mean, and codes the rest, missing last', () => {
  const space = spaceOf({ ...x, columns: x.columns }, Float64Array.of(1, 2, 9, 1));
  expect([...space.mean]).toEqual([2, 7]);
  expect([...space.deviation]).toEqual([1, 0]);
  const { numbers, codes } = pointsOf(space, x);
  expect([...numbers]).toEqual([-1, 0, 1, 0, 0, 0, -1, 0]);
  expect([...codes]).toEqual([0, 1, 1, 0, 2, 2, 1, 1]);
});

it('makes the same of one row, of unknown levels "missing", of a constant the constant, and caps what is far', () => {
  const space = spaceOf(x, undefined);
  const all = pointsOf(space, x);
  const [numbers, codes] = [new Float64Array(2), new Int32Array(2)];
  for (let i = 0; i < 4; i++) {
    pointInto(space, rowOf(x, i), numbers, codes);
    const one = takePoints(all, Int32Array.of(i));
    expect([numbers, codes]).toEqual([one.numbers, one.codes]);
  }
  pointInto(space, Float64Array.of(5, 1e300, NaN, -3), numbers, codes);
  expect([...numbers, ...codes]).toEqual([1e9, 0, 2, 2]);
});

import { expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn } from '../../../test/support/segments.js';
import { dbscan } from './dbscan.js';

// On the line 0 1 2 3 and 10 11 12 lie one apart, 30 alone.
const line = [0, 1, 2, 3, 10, 11, 12, 30].map((v) => [v]);

it('by hand: rows three of which lie within 1 are cores, their ends belong to them, the rest to none', async () => {
  const mean = line.reduce((sum, [v]) => sum + v, 0) / 8;
  const due = Math.sqrt(line.reduce((sum, [v]) => sum + (v - mean) ** 2, 0) / 8);
  const predictor = await fitSegments(dbscan, numbersIn(line), { eps: 1.001 / due, minRows: 3 });
  expect(calledBy(predictor, numbersIn(line))).toEqual([0, 0, 0, 0, 1, 1, 1, -1]);
  // Cores are 1, 2 and 11: new rows belong to what lies within 1 of a core, the nearer one first.
  expect(calledBy(predictor, numbersIn([[0.01], [-0.1], [2.9], [3.1], [9.9], [10.5], [1e9]]))).toEqual([0, -1, 0, -1, -1, 1, -1]);
  expect(predictor.toParts().arrays['segment']).toEqual(Int32Array.of(0, 0, 1));
});

it('a weight of 3 makes a row a core by itself', async () => {
  const weights = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 3);
  const called = calledBy(await fitSegments(dbscan, numbersIn(line), { eps: 0.01, minRows: 3 }, weights), numbersIn(line));
  expect(called).toEqual([-1, -1, -1, -1, -1, -1, -1, 0]);
});

it('learns from a sample of many rows, and all rows still belong where they lie', async () => {
  const many = numbersIn(Array.from({ length: 3000 }, (_, i) => [(i % 2) * 100 + ((i * 7919) % 1000) / 1000]));
  const called = calledBy(await fitSegments(dbscan, many, { eps: 0.01, mostRows: 400 }), many);
  expect(new Set(called.filter((_, i) => i % 2 === 0).filter((k) => k >= 0)).size).toBe(1);
  expect(called.filter((k) => k < 0)).toEqual([]);
});

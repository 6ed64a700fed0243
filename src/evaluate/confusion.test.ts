import { expect, it } from 'vitest';
import { confusionTable } from './confusion.js';
import { calledClasses, scored, scoresOf, takeScored } from './scored.js';

it('counts truth by call at a threshold, with weights', () => {
  const sample = {
    task: 'binary',
    classes: 1,
    y: Float64Array.of(1, 1, 0, 0),
    scores: Float64Array.of(0.6, 0.3, 0.3, 0.1),
    weights: Float64Array.of(1, 2, 3, 4),
  } as const;
  expect(confusionTable(sample, ['No', 'Yes']).counts).toEqual([
    [7, 0],
    [2, 1],
  ]);
  const low = confusionTable({ ...sample, threshold: 0.3 }, ['No', 'Yes']);
  expect(low).toEqual({
    labels: ['No', 'Yes'],
    threshold: 0.3,
    counts: [
      [4, 3],
      [0, 3],
    ],
    classes: [
      { label: 'No', rows: 7, recall: 4 / 7, precision: 1 },
      { label: 'Yes', rows: 3, recall: 1, precision: 0.5 },
    ],
  });
});

it('multiclass calls the first of equals, and has no precision for what is never called', () => {
  const sample = { task: 'multiclass', classes: 3, y: Float64Array.of(0, 1), scores: Float64Array.of(0.4, 0.4, 0.2, 0.5, 0.5, 0) } as const;
  expect([...calledClasses(sample)]).toEqual([0, 0]);
  expect(confusionTable(sample, ['a', 'b', 'c']).classes).toEqual([
    { label: 'a', rows: 1, recall: 1, precision: 0.5 },
    { label: 'b', rows: 1, recall: 0, precision: null },
    { label: 'c', rows: 0, recall: null, precision: null },
  ]);
});

it('binary calls what is acted on, whatever its probability, and takes it along with the rows', () => {
  const decided = { ...scored('binary', 1, Float64Array.of(0, 1), Float64Array.of(3, -3)), acts: Uint8Array.of(0, 1) };
  expect([...calledClasses(decided)]).toEqual([0, 1]);
  expect([...calledClasses(takeScored(decided, Int32Array.of(1, 0)))]).toEqual([1, 0]);
  expect(confusionTable(decided, ['No', 'Yes'])).toMatchObject({
    counts: [
      [1, 0],
      [0, 1],
    ],
  });
  expect(confusionTable(decided, ['No', 'Yes'])).not.toHaveProperty('threshold');
});

it('margins become values or probabilities', () => {
  expect([...scoresOf('regression', 1, Float64Array.of(3))]).toEqual([3]);
  expect([...scoresOf('binary', 1, Float64Array.of(0))]).toEqual([0.5]);
  const [a, b] = scoresOf('multiclass', 2, Float64Array.of(Math.log(3), 0));
  expect(a).toBeCloseTo(0.75, 12);
  expect(b).toBeCloseTo(0.25, 12);
});

it('refuses arrays that do not belong together, and margins that are no number', () => {
  const y = Float64Array.of(0, 1);
  expect(() => scored('binary', 1, y, Float64Array.of(1))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  expect(() => scored('multiclass', 3, y, new Float64Array(5))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  expect(() => scored('binary', 1, y, y, Float64Array.of(1))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  const odd = expect.objectContaining({ code: 'MW_EVALUATE_NOT_FINITE', params: expect.objectContaining({ row: 1 }) });
  expect(() => scored('multiclass', 3, y, Float64Array.of(0, 0, 0, 0, NaN, 0))).toThrow(odd);
});

it('takes rows with their scores and weights', () => {
  const sample = scored('multiclass', 2, Float64Array.of(0, 1, 1), Float64Array.of(0, 0, 9, 0, 0, 9), Float64Array.of(1, 2, 3));
  const taken = takeScored(sample, Int32Array.of(2, 0));
  expect([...taken.y]).toEqual([1, 0]);
  expect([...taken.weights!]).toEqual([3, 1]);
  expect(taken.scores[1]).toBeGreaterThan(0.99);
  expect(taken.scores[2]).toBe(0.5);
});

import { expect, it } from 'vitest';
import { trialCourse } from './trial-course.js';

/** A fold whose gain is its only margin. */
const judge = { gainOf: (_: number, [gain]: Float64Array): number => gain };

it('follows the mean loss of a trial without a path', () => {
  const trial = trialCourse(judge);
  expect([trial.add(Float64Array.of(-1), undefined), trial.add(Float64Array.of(-3), undefined)]).toEqual([1, 2]);
  expect(trial.wanted()).toBeUndefined();
  expect(trial.best()).toEqual({ margins: [Float64Array.of(-1), Float64Array.of(-3)], course: [1, 2] });
});

it('takes the value that is best on all folds so far, and asks for one more than that', () => {
  const trial = trialCourse(judge);
  expect(trial.add(Float64Array.of(-5, -2, -1, -4), [10, 20, 40, 80])).toBe(1);
  expect(trial.wanted()).toEqual([10, 20, 40, 80]);
  // Means now: 4, 2, 3 and 6.
  expect(trial.add(Float64Array.of(-3, -2, -5, -8), [10, 20, 40, 80])).toBe(2);
  expect(trial.wanted()).toEqual([10, 20, 40]);
  // Means now: 3, 2 and 4; the fourth value was not fitted.
  expect(trial.add(Float64Array.of(-1, -2, -6), [10, 20, 40])).toBe(2);
  expect(trial.best()).toEqual({ value: 20, margins: [-2, -2, -2].map((m) => Float64Array.of(m)), course: [2, 2, 2] });
});

it('passes over values whose metric is undefined, and is undefined where all are', () => {
  const trial = trialCourse(judge);
  expect(trial.add(Float64Array.of(NaN, -2), [1, 2])).toBe(2);
  expect(trial.best().value).toBe(2);
  expect(trialCourse(judge).add(Float64Array.of(NaN), undefined)).toBeNaN();
});

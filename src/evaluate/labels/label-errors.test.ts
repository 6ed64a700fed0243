import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { confidentRows, jointOf } from './confident-joint.js';
import { classLabelErrors, numberLabelErrors } from './label-errors.js';

interface Case {
  readonly classes: number;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  readonly thresholds: readonly number[];
  readonly confident_joint: readonly number[];
  readonly joint: readonly number[];
  readonly ranked: readonly number[];
}
const cases = JSON.parse(readFileSync(new URL('../fixtures/label-errors.json', import.meta.url), 'utf8')) as readonly Case[];

describe("equal to cleanlab's", () => {
  it.each(cases)('thresholds, confident joint, joint and suspects of $classes classes', (one) => {
    const rows = { classes: one.classes, labels: Int32Array.from(one.labels), probabilities: Float64Array.from(one.probabilities) };
    const { thresholds, sure } = confidentRows(rows);
    one.thresholds.forEach((due, k) => expect(thresholds[k]).toBeCloseTo(due, 12));
    const joint = new Float64Array(one.classes ** 2);
    sure.forEach((k, i) => k >= 0 && joint[rows.labels[i] * one.classes + k]++);
    expect([...joint]).toEqual(one.confident_joint);
    [...jointOf(rows, sure, new Float64Array(rows.labels.length).fill(1))].forEach((cell, at) =>
      expect(cell).toBeCloseTo(one.joint[at], 12),
    );
    expect(classLabelErrors(rows, { seed: 1 }).suspects.map(({ at }) => at)).toEqual(one.ranked);
  });
});

/** Rows of two classes that lie apart, the probabilities of one who knows the truth, and labels of which some were turned round. */
function planted(rows: number, turned: number, seed: number) {
  const draw = random(seed, 'planted');
  const at = Array.from({ length: rows }, (_, i) => draw.normal() + (i % 2 === 0 ? -2.5 : 2.5));
  const right = Array.from(at, (_, i) => i % 2);
  const wrong = new Set(draw.shuffle(Array.from(at.keys())).slice(0, turned));
  const labels = Int32Array.from(right, (k, i) => (wrong.has(i) ? 1 - k : k));
  const probabilities = Float64Array.from(at.flatMap((x) => [1 / (1 + Math.exp(5 * x)), 1 / (1 + Math.exp(-5 * x))]));
  return { wrong, rows: { classes: 2, labels, probabilities } };
}

describe('planted errors', () => {
  it('of labels are found: nine of ten, and nine of ten that are named are wrong', () => {
    const { wrong, rows } = planted(2000, 100, 1);
    const { suspects } = classLabelErrors(rows, { seed: 1 });
    const hits = suspects.filter(({ at }) => wrong.has(at)).length;
    expect(hits / wrong.size).toBeGreaterThan(0.9);
    expect(hits / suspects.length).toBeGreaterThan(0.9);
    expect(suspects.every(({ at, instead }) => instead === 1 - rows.labels[at])).toBe(true);
  });

  it('are counted: the interval of the noise holds their share in nine draws of ten', () => {
    const held = Array.from({ length: 20 }, (_, seed) => {
      const { low, high } = classLabelErrors(planted(1500, 75, seed).rows, { seed }).noise!;
      return low <= 0.05 && 0.05 <= high;
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(18);
  });

  it('of numbers are found where they are far off for rows of like predictions, though not for all rows', () => {
    const draw = random(2, 'numbers');
    const predicted = Float64Array.from({ length: 1000 }, () => 10 ** (1 + 3 * draw.uniform()));
    const y = predicted.map((p) => p * (1 + 0.05 * draw.normal()));
    const wrong = Array.from(predicted.keys())
      .filter((i) => predicted[i] < 100)
      .slice(0, 12);
    for (const i of wrong) y[i] *= 10;
    const found = numberLabelErrors(y, predicted).suspects.map(({ at }) => at);
    expect(wrong.every((i) => found.includes(i))).toBe(true);
    expect(found.length).toBeLessThan(2 * wrong.length);
  });
});

it('doubts nothing where every prediction is right, and nothing of too few rows to have a spread', () => {
  expect(numberLabelErrors(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)).suspects).toEqual([]);
  const sure = { classes: 2, labels: Int32Array.of(0, 1, 0, 1), probabilities: Float64Array.of(0.9, 0.1, 0.1, 0.9, 0.8, 0.2, 0.3, 0.7) };
  const { suspects, noise } = classLabelErrors(sure, { seed: 1 });
  expect([suspects, noise!.value]).toEqual([[], 0]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random, sigmoid } from '../../core/index.js';
import { scored } from '../scored.js';
import { decomposeBrier, fitIsotonic, isotonicAt } from './index.js';

interface Case {
  readonly name: string;
  readonly scores: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[];
  readonly at: readonly number[];
  readonly values: readonly number[];
}
const cases = JSON.parse(readFileSync(new URL('../fixtures/isotonic.json', import.meta.url), 'utf8')) as readonly Case[];

describe('isotonic regression', () => {
  it.each(cases)("has scikit-learn's values: $name", ({ scores, y, weights, at, values }) => {
    const fit = fitIsotonic(Float64Array.from(scores), Float64Array.from(y), Float64Array.from(weights));
    at.forEach((score, i) => expect(Math.abs(isotonicAt(fit, score) - values[i])).toBeLessThan(1e-12));
  });

  it('pools neighbours that fall, worked by hand', () => {
    const { knots, values } = fitIsotonic(Float64Array.of(4, 1, 3, 2), Float64Array.of(6, 1, 2, 5));
    expect([...knots]).toEqual([1, 2, 3, 4]);
    expect([...values]).toEqual([1, 3.5, 3.5, 6]);
  });

  it('knows nothing of no rows', () => {
    expect(isotonicAt(fitIsotonic(new Float64Array(0), new Float64Array(0)), 1)).toBeNaN();
  });

  it('refuses arrays that do not belong together, and scores that are no numbers', () => {
    const [two, one] = [new Float64Array(2), new Float64Array(1)];
    expect(() => fitIsotonic(one, two)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
    expect(() => fitIsotonic(two, two, one)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
    expect(() => fitIsotonic(Float64Array.of(1, NaN), two)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_NOT_FINITE' }));
  });
});

describe('what a Brier score is made of', () => {
  const sampleOf = (scale: number, weighted = false) => {
    const draw = random(9, 'decompose');
    const margins = Float64Array.from({ length: 4000 }, () => 1.5 * draw.normal());
    const y = margins.map((margin) => (draw.uniform() < sigmoid(margin) ? 1 : 0));
    return scored(
      'binary',
      1,
      y,
      margins.map((margin) => scale * margin),
      weighted ? margins.map(() => draw.int(3)) : undefined,
    );
  };

  it('adds up to it, weights or not', () => {
    for (const sample of [sampleOf(1), sampleOf(3), sampleOf(2, true)]) {
      const { miscalibration, discrimination, uncertainty } = decomposeBrier(sample);
      let [sum, total] = [0, 0];
      sample.y.forEach((y, i) => {
        const weight = sample.weights?.[i] ?? 1;
        sum += weight * (sample.scores[i] - y) ** 2;
        total += weight;
      });
      expect(miscalibration - discrimination + uncertainty).toBeCloseTo(sum / total, 12);
    }
  });

  it('finds little to correct in honest forecasts, and the same discrimination in exaggerated ones', () => {
    const [honest, exaggerated] = [decomposeBrier(sampleOf(1)), decomposeBrier(sampleOf(4))];
    expect(honest.miscalibration).toBeLessThan(0.004);
    expect(exaggerated.miscalibration).toBeGreaterThan(0.02);
    expect(exaggerated.discrimination).toBeCloseTo(honest.discrimination, 12);
  });

  it('worked by hand: 0.2 for two rows of which one came, 0.8 for two that came', () => {
    const sample = { task: 'binary', classes: 1, y: Float64Array.of(0, 1, 1, 1), scores: Float64Array.of(0.2, 0.2, 0.8, 0.8) } as const;
    const { miscalibration, discrimination, uncertainty } = decomposeBrier(sample);
    expect(uncertainty).toBeCloseTo(0.1875, 12);
    expect(discrimination).toBeCloseTo(0.1875 - 0.125, 12);
    expect(miscalibration).toBeCloseTo((0.04 + 0.64 + 0.04 + 0.04) / 4 - 0.125, 12);
  });
});

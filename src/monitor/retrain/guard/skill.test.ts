import { describe, expect, it } from 'vitest';
import { logit } from '../../../core/index.js';
import { skillOf } from './skill.js';

const f = (...values: number[]): Float64Array => Float64Array.from(values);

describe('skillOf', () => {
  it('is R² for numbers', () => {
    // Mean 2.5, total 5; residuals 0.5, 0, 0, 0.5: 1 − 0.5 / 5.
    const skill = skillOf('regression', 1, { y: f(1, 2, 3, 4), margins: f(1.5, 2, 3, 3.5) })!;
    expect(skill.share).toBeCloseTo(0.9, 12);
    // Correlation of (1, 2, 3, 4) and (1.5, 2, 3, 3.5): 3.5 / √(5 · 2.5).
    expect(skill.agreement).toBeCloseTo(3.5 / Math.sqrt(12.5), 12);
  });

  it("is McFadden's pseudo-R² for two classes", () => {
    // Knowing nothing costs ln 2 a row; p = 0.8 for the right one costs −ln 0.8.
    const skill = skillOf('binary', 1, { y: f(1, 1, 0, 0), margins: f(logit(0.8), logit(0.8), logit(0.2), logit(0.2)) })!;
    expect(skill.share).toBeCloseTo(1 + Math.log(0.8) / Math.LN2, 12);
    expect(skill.error).toBeCloseTo(0, 12);
    expect(skill.agreement).toBeCloseTo(1, 12);
  });

  it('and for three: the logarithm of the probability of what came, beside the classes’ shares', () => {
    const third = Math.log(0.8 / 0.1);
    const margins = f(third, 0, 0, 0, third, 0, 0, 0, third);
    expect(skillOf('multiclass', 3, { y: f(0, 1, 2), margins })!.share).toBeCloseTo(1 + Math.log(0.8) / Math.log(3), 12);
  });

  it('is below nothing, and its agreement negative, when predictions are upside down', () => {
    const skill = skillOf('binary', 1, { y: f(0, 0, 1, 1), margins: f(logit(0.8), logit(0.8), logit(0.2), logit(0.2)) })!;
    expect(skill.share).toBeCloseTo(1 + Math.log(0.2) / Math.LN2, 12);
    expect(skill.agreement).toBeCloseTo(-1, 12);
  });

  it('is not ruined by one row that is wildly wrong', () => {
    const y = Float64Array.from({ length: 1000 }, (_, i) => i % 2);
    const margins = y.map((v) => (v === 1 ? logit(0.9) : logit(0.1)));
    margins[0] = 1e6;
    expect(skillOf('binary', 1, { y, margins })!.share).toBeGreaterThan(0.8);
  });

  it('is not known where nothing varies', () => {
    expect(skillOf('binary', 1, { y: f(1, 1), margins: f(3, 3) })).toBeUndefined();
    expect(skillOf('regression', 1, { y: f(2, 2), margins: f(2, 2) })).toBeUndefined();
    expect(skillOf('regression', 1, { y: f(), margins: f() })).toBeUndefined();
  });
});

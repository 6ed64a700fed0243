import { describe, expect, it } from 'vitest';
import { objectiveOf, type Objective } from './objective.js';
import { rowWeights } from './row-weights.js';

const weights = Float64Array.of(1, 2, 0.5, 0.5);
const cases: readonly (readonly [string, Objective, Float64Array, number])[] = [
  ['regression', objectiveOf('regression', 1), Float64Array.of(3, -1, 0.5, 2), 0.5],
  ['binary', objectiveOf('binary', 1), Float64Array.of(1, 0, 1, 0), 1],
  ['multiclass', objectiveOf('multiclass', 3), Float64Array.of(2, 0, 1, 2), 1],
];

const gradientsOf = (o: Objective, margins: Float64Array, y: Float64Array): Float64Array[] => {
  const out = Array.from({ length: o.outputs }, () => new Float64Array(2 * y.length));
  o.gradients(margins, y, weights, out);
  return out;
};

describe.each(cases)('%s', (_, objective, y, scale) => {
  const margins = Float64Array.from({ length: y.length * objective.outputs }, (_item, i) => Math.sin(3 * i) * 2);
  const total = (m: Float64Array): number => scale * objective.loss(m, y, weights) * 4;

  const everywhere = (b: Float64Array): number => total(Float64Array.from(margins, (_m, i) => b[i % b.length]));

  it('has the gradient of its loss (central differences)', () => {
    const got = gradientsOf(objective, margins, y);
    margins.forEach((_margin, at) => {
      const moved = (step: number): Float64Array => margins.map((m, i) => (i === at ? m + step : m));
      const slope = (total(moved(1e-5)) - total(moved(-1e-5))) / 2e-5;
      expect(got[at % objective.outputs][2 * Math.floor(at / objective.outputs)]).toBeCloseTo(slope, 8);
    });
  });

  it('has the diagonal of the hessian, times k / (k - 1) for k classes', () => {
    const got = gradientsOf(objective, margins, y);
    const factor = objective.outputs > 1 ? objective.outputs / (objective.outputs - 1) : 1;
    margins.forEach((_margin, at) => {
      const moved = (step: number): Float64Array => margins.map((m, i) => (i === at ? m + step : m));
      const curve = (total(moved(1e-3)) - 2 * total(margins) + total(moved(-1e-3))) / 1e-6;
      expect(got[at % objective.outputs][2 * Math.floor(at / objective.outputs) + 1]).toBeCloseTo(factor * curve, 5);
    });
  });

  it('starts from the constant margins with the least loss', () => {
    const base = objective.base(y, weights);
    for (const step of [-0.05, 0.05]) {
      base.forEach((_b, k) => expect(everywhere(base.map((b, i) => (i === k ? b + step : b)))).toBeGreaterThan(everywhere(base)));
    }
  });
});

it('has finite starts when only one class is present', () => {
  expect(Number.isFinite(objectiveOf('binary', 1).base(Float64Array.of(1, 1), undefined)[0])).toBe(true);
  expect(objectiveOf('multiclass', 3).base(Float64Array.of(1, 1), undefined).every(Number.isFinite)).toBe(true);
});

describe('rowWeights', () => {
  const y = Float64Array.of(0, 0, 0, 1);

  it('is absent when all rows count the same', () => expect(rowWeights(y, undefined, 0)).toBeUndefined());

  it('scales to mean 1', () => expect([...rowWeights(y, Float64Array.of(1, 2, 3, 2), 0)!]).toEqual([0.5, 1, 1.5, 1]));

  it('gives balanced classes the same total', () => {
    [2 / 3, 2 / 3, 2 / 3, 2].forEach((weight, i) => expect(rowWeights(y, undefined, 2)![i]).toBeCloseTo(weight, 15));
    // Class 0 weighs 1 + 1 + 2 = 4, class 1 weighs 4: they are balanced already, at mean 2.
    expect([...rowWeights(y, Float64Array.of(1, 1, 2, 4), 2)!]).toEqual([0.5, 0.5, 1, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { objectiveOf as lossOf, type Objective } from './objective.js';
import { settingsOf } from './params.js';
import type { Params } from '../params.js';
import type { Task } from '../learner.js';
import { rowWeights } from './row-weights.js';

const objectiveOf = (task: Task, classes: number, params: Params = {}): Objective => lossOf(task, classes, settingsOf(params));

const weights = Float64Array.of(1, 2, 0.5, 0.5);
const cases: readonly (readonly [string, Objective, Float64Array, number])[] = [
  ['regression', objectiveOf('regression', 1), Float64Array.of(3, -1, 0.5, 2), 0.5],
  ['binary', objectiveOf('binary', 1), Float64Array.of(1, 0, 1, 0), 1],
  ['multiclass', objectiveOf('multiclass', 3), Float64Array.of(2, 0, 1, 2), 1],
  ['huber', objectiveOf('regression', 1, { objective: 'huber', huberDelta: 1.1 }), Float64Array.of(3, -1, 0.5, 2), 1],
  ['gamma', objectiveOf('regression', 1, { objective: 'gamma' }), Float64Array.of(3, 1, 0.5, 2), 1],
  ['tweedie', objectiveOf('regression', 1, { objective: 'tweedie', tweediePower: 1.3 }), Float64Array.of(3, 0, 0.5, 2), 1],
];

const gradientsOf = (o: Objective, margins: Float64Array, y: Float64Array): Float64Array[] => {
  const out = Array.from({ length: o.outputs }, () => new Float64Array(2 * y.length));
  o.gradients(margins, y, weights, out);
  return out;
};

describe.each(cases)('%s', (name, objective, y, scale) => {
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
      // Huber's loss has no curvature beyond delta, where steps need some: it counts as 1 everywhere.
      const due = name === 'huber' ? weights[at] : factor * curve;
      expect(got[at % objective.outputs][2 * Math.floor(at / objective.outputs) + 1]).toBeCloseTo(due, 5);
    });
  });

  it('starts from the constant margins with the least loss', () => {
    if (name === 'huber') return;
    const base = objective.base(y, weights);
    for (const step of [-0.05, 0.05]) {
      base.forEach((_b, k) => expect(everywhere(base.map((b, i) => (i === k ? b + step : b)))).toBeGreaterThan(everywhere(base)));
    }
  });
});

describe('losses of a regression', () => {
  const y = Float64Array.of(0, 1, 4, 7);
  const pairs = (params: Params, margin: number): number[] => {
    const out = new Float64Array(8);
    objectiveOf('regression', 1, params).gradients(new Float64Array(4).fill(margin), y, undefined, [out]);
    return [...out];
  };

  it('quantile pulls by the share on each side, and starts from the quantile', () => {
    expect(pairs({ objective: 'quantile', quantile: 0.25 }, 1)).toEqual([0.75, 1, 0, 1, -0.25, 1, -0.25, 1]);
    // Between the first two of four, at 0.25 · 3 = 0.75 of the way.
    expect([...objectiveOf('regression', 1, { objective: 'quantile', quantile: 0.25 }).base(y, undefined)]).toEqual([0.75]);
    expect([...objectiveOf('regression', 1, { objective: 'absolute' }).base(y, undefined)]).toEqual([2.5]);
    expect(objectiveOf('regression', 1, { objective: 'absolute' }).loss(new Float64Array(4).fill(1), y, undefined)).toBe(
      (1 + 0 + 3 + 6) / 8,
    );
  });

  it('huber clips at delta, and starts from the median', () => {
    expect(pairs({ objective: 'huber', huberDelta: 2 }, 3)).toEqual([2, 1, 2, 1, -1, 1, -2, 1]);
    expect([...objectiveOf('regression', 1, { objective: 'huber' }).base(y, undefined)]).toEqual([2.5]);
  });

  it('poisson: e^s − y and e^(s + 0.7), from the logarithm of the mean', () => {
    const [gradient, hessian] = pairs({ objective: 'poisson' }, Math.log(2));
    expect([gradient, hessian]).toEqual([expect.closeTo(2, 12), expect.closeTo(2 * Math.exp(0.7), 12)]);
    expect(objectiveOf('regression', 1, { objective: 'poisson' }).base(y, undefined)[0]).toBeCloseTo(Math.log(3), 12);
    expect(objectiveOf('regression', 1, { objective: 'poisson' }).base(new Float64Array(3), undefined)[0]).toBe(Math.log(1e-10));
  });

  it('are refused for classes', () => {
    expect(() => objectiveOf('binary', 1, { objective: 'poisson' })).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARAM_VALUE' }));
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

import { expect, it } from 'vitest';
import { openBooster } from './booster.js';
import type { BoostPlan } from './plan.js';

const plan: BoostPlan = {
  rows: 2 ** 31,
  columns: [{ kind: 'number', size: 2, missing: false, direction: 0, code: 0, lookup: Float64Array.of(0, Infinity), staged: 'doubles' }],
  leaves: 2,
  outputs: 1,
  precision: 'double',
  travels: false,
  bagged: false,
  threads: 1,
  histogramBytes: 1e6,
  settings: {
    l1: 0,
    l2: 0,
    minRowsPerLeaf: 1,
    minHessian: 0,
    catSmooth: 1,
    catL2: 1,
    maxCatThreshold: 1,
    maxCatToOneHot: 1,
    minDataPerGroup: 1,
  },
};

it.each(['wasm', 'plain'] as const)('more rows than there is memory for are refused: %s', (kernels) => {
  expect(() => openBooster(plan, kernels)).toThrow(RangeError);
});

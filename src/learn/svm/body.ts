import { takePoints, type Points, type Space } from '../mixed/space.js';
import type { Solution } from './machine.js';
import type { Body } from './model.js';
import { weightStarts } from './row-source.js';

/** What is kept of kernel solutions: the points with a coefficient in any of them. An output without a solution always decides 0. */
export function rbfBody(gamma: number, points: Points, solutions: readonly (Solution | undefined)[]): Body {
  const kept = Int32Array.from([...Array(points.rows).keys()].filter((row) => solutions.some((one) => one && one.values[row] !== 0)));
  const coefficients = new Float64Array(kept.length * solutions.length);
  kept.forEach((row, i) => solutions.forEach((one, k) => (coefficients[i * solutions.length + k] = one?.values[row] ?? 0)));
  return {
    kernel: 'rbf',
    gamma,
    points: takePoints(points, kept),
    coefficients,
    bias: Float64Array.from(solutions, (one) => one?.bias ?? 0),
  };
}

/** Weights of linear solutions, with those of each column of codes moved to the mean 0 over the training rows. */
export function linearBody(space: Space, points: Points, solutions: readonly (Solution | undefined)[]): Body {
  const starts = weightStarts(space);
  const outputs = solutions.length;
  const weights = new Float64Array(starts[space.codes.length] * outputs);
  solutions.forEach((one, k) => {
    if (one === undefined) return;
    const own = one.values.slice();
    for (let c = 0; c < space.codes.length; c++) {
      const mean = meanWeight(points, space.codes.length, c, own.subarray(starts[c]));
      own[0] += mean;
      for (let at = starts[c]; at < starts[c + 1]; at++) own[at] -= mean;
    }
    own.forEach((weight, p) => (weights[p * outputs + k] = weight));
  });
  return { kernel: 'linear', weights };
}

function meanWeight({ rows, codes }: Points, codeWidth: number, c: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += weights[codes[i * codeWidth + c]];
  return sum / rows;
}

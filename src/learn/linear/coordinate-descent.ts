import type { Pace } from '../pace.js';

/** A quadratic model around the present parameters: what the inner solver of a lasso minimises over `params + step`. */
export interface QuadraticModel {
  /** Symmetric, both triangles, size × size. */
  readonly hessian: Float64Array;
  readonly gradient: Float64Array;
  readonly params: Float64Array;
  /** The first so many parameters are free of penalty and bound. */
  readonly free: number;
  readonly l1: number;
  readonly nonNegative: boolean;
}

const MOST_SWEEPS = 20_000;

/**
 * Minimises gradient · d + ½ d · hessian · d + l1 · Σ |params + d| one coordinate after another, with exact steps by soft thresholding
 * (Friedman, Hastie, Tibshirani, "Regularization paths for generalized linear models via coordinate descent", 2010), until no
 * coordinate moves by more than `tolerance`. Returns d. From time to time the coordinates that are not zero are solved together:
 * once coordinate descent has found their signs, that solve is exact.
 */
export async function coordinateDescent(
  model: QuadraticModel,
  tolerance: number,
  pace: Pace,
  solveFace: (model: QuadraticModel, step: Float64Array) => Float64Array | undefined,
): Promise<Float64Array> {
  const size = model.params.length;
  const step = new Float64Array(size);
  const slopes = model.gradient.slice();
  for (let n = 1; n <= MOST_SWEEPS; n++) {
    const largest = sweep(model, step, slopes);
    if (largest <= tolerance) return step;
    if (isPowerOfTwo(n) && n * size * size >= faceWork(model, step)) {
      const exact = solveFace(model, step);
      if (exact !== undefined) return exact;
    }
    await pace(size * size);
  }
  return step;
}

const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0;

/** Cost of solving the coordinates that are not zero together, in the unit in which a sweep costs size². */
function faceWork({ params }: QuadraticModel, step: Float64Array): number {
  let face = 0;
  for (let p = 0; p < params.length; p++) if (params[p] + step[p] !== 0) face++;
  return 4 * face * face + face ** 3 / 6;
}

/** One pass over all coordinates; returns the largest move. `slopes` is the gradient at the step. */
function sweep(model: QuadraticModel, step: Float64Array, slopes: Float64Array): number {
  const { hessian, params, free, l1, nonNegative } = model;
  const size = params.length;
  let largest = 0;
  for (let p = 0; p < size; p++) {
    const curvature = hessian[p * size + p];
    if (!(curvature > 0)) continue;
    const now = params[p] + step[p];
    const wanted = now * curvature - slopes[p];
    const next = p < free ? wanted / curvature : threshold(wanted, l1, nonNegative) / curvature;
    const move = next - now;
    if (move === 0) continue;
    step[p] = next - params[p];
    largest = Math.max(largest, Math.abs(move));
    for (let q = 0, at = p * size; q < size; q++, at++) slopes[q] += move * hessian[at];
  }
  return largest;
}

function threshold(value: number, l1: number, nonNegative: boolean): number {
  if (value > l1) return value - l1;
  return value < -l1 && !nonNegative ? value + l1 : 0;
}

import { factorise, solveLower, solveUpper, type Random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { takePoints, type Points, type Space } from '../mixed/space.js';
import { similarity } from './similarity.js';

/** Features whose products approximate the kernel, and what turns weights of them into coefficients of the landmarks. */
export interface Landmarks {
  readonly points: Points;
  readonly features: Float32Array;
  /** Cholesky factor of the landmarks' kernels, row by row; the pivot of a landmark that follows from others is 0. */
  readonly factor: Float64Array;
}

/**
 * The Nyström approximation (Williams and Seeger, NIPS 2000) by `count` rows drawn at random: features L⁻¹ k(x), with L Lᵀ the kernels of
 * the landmarks and k(x) a row's similarities to them. Cost: rows × count × (columns + count / 2).
 */
export async function landmarksOf(space: Space, all: Points, count: number, gamma: number, draw: Random, pace: Pace): Promise<Landmarks> {
  const chosen = draw.shuffle(Int32Array.from({ length: all.rows }, (_, i) => i)).slice(0, count);
  const points = takePoints(all, chosen.toSorted());
  const size = points.rows;
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) factor[i * size + j] = similarity(space, points, i, points, j, gamma);
  factorise(factor, size);
  const features = new Float32Array(all.rows * size);
  const one = new Float64Array(size);
  for (let row = 0; row < all.rows; row++) {
    for (let l = 0; l < size; l++) one[l] = similarity(space, all, row, points, l, gamma);
    solveLower(factor, one);
    features.set(one, row * size);
    await pace(size * (size + 4 * (space.numbers.length + space.codes.length + 10)));
  }
  return { points, features, factor };
}

/** Coefficients of the landmarks that give the decisions of these weights of features: L⁻ᵀ w. */
export const coefficientsOf = (factor: Float64Array, weights: Float64Array): Float64Array => solveUpper(factor, weights.slice());

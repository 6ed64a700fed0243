import type { Pace } from '../pace.js';
import type { Points, Space } from '../mixed/space.js';
import { similarity } from './similarity.js';

/** Rows and columns that are computed together, so that both stay in the processor's caches. */
const TILE = 64;

/** Similarities of all pairs of points, rows × rows, in single precision as LIBSVM has them. */
export async function kernelMatrix(space: Space, points: Points, gamma: number, pace: Pace): Promise<Float32Array> {
  const { rows } = points;
  const kernels = new Float32Array(rows * rows);
  const work = 8 * (space.numbers.length + space.codes.length + 10);
  for (let top = 0; top < rows; top += TILE) {
    for (let left = 0; left <= top; left += TILE) {
      const [bottom, right] = [Math.min(rows, top + TILE), Math.min(rows, left + TILE)];
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right && j <= i; j++) {
          const alike = similarity(space, points, i, points, j, gamma);
          kernels[i * rows + j] = alike;
          kernels[j * rows + i] = alike;
        }
      }
      await pace(TILE * TILE * work);
    }
  }
  return kernels;
}

import { mwError } from '../../core/index.js';
import { coordinatesOf, searchFor } from '../neighbours/index.js';

/** Squared distance from a point to the row with which its neighbours have `minRows` of weight: small where rows lie close. Allocates nothing. */
export type Density = (z: Float64Array) => number;

const NO_CODES = new Int32Array();

/** How dense it is around any point, by the kept rows; the rows stand in the order of a tree. */
export function densityOf(points: Float64Array, dims: number, weights: Float64Array, minRows: number): Density {
  const { layout, points: rows } = coordinatesOf(points, dims);
  const neighbours = enough(weights, minRows);
  const order = Int32Array.from({ length: weights.length }, (_, i) => i);
  const search = searchFor(layout, rows, order, neighbours, 'euclidean');
  return (z) => {
    const { point, distance } = search(z, NO_CODES);
    let weight = 0;
    for (let n = 0; n < neighbours; n++) {
      weight += weights[point[n]];
      if (weight >= minRows) return distance[n];
    }
    return distance[neighbours - 1];
  };
}

/** Rows of which any so many weigh `minRows`, or all. */
function enough(weights: Float64Array, minRows: number): number {
  const ascending = weights.toSorted();
  let [count, weight] = [0, 0];
  while (count < ascending.length && weight < minRows) weight += ascending[count++];
  return count;
}

/** Throws `MW_LEARN_ROWS` where rows that are enough weigh less than `minRows` together: then none is dense, however many there are. */
export function refuseLight(learner: string, weights: Float64Array, minRows: number): void {
  const weight = weights.reduce((sum, w) => sum + w, 0);
  if (weights.length >= minRows && weight < minRows * (1 - 1e-9))
    throw mwError('MW_LEARN_ROWS', { learner, rows: Math.floor(weight), need: minRows });
}

import { MOST_TRIED, type CentreSearch, type CentreSize } from './stages.js';

/** A search for centres in plain TypeScript: what the kernel means. */
export function plainCentres(size: CentreSize): CentreSearch {
  const { rows, dims, segments, weighted } = size;
  const own = new Float64Array(segments * dims);
  const search: CentreSearch = {
    size,
    points: new Float64Array(rows * dims),
    weights: new Float64Array(weighted ? rows : 0),
    nearest: new Int32Array(rows),
    upper: new Float64Array(rows),
    lower: new Float64Array(rows),
    half: new Float64Array(segments),
    moved: new Float64Array(segments),
    sums: new Float64Array(segments * dims),
    sizes: new Float64Array(segments),
    before: new Float64Array(rows),
    left: Array.from({ length: MOST_TRIED }, () => new Float64Array(rows)),
    totals: new Float64Array(MOST_TRIED),
    centres: (at) => own.set(at),
    round: (from, to, most) => roundOf(search, own, from, to, most),
    finish: (from, to, inertia) => finishOf(search, own, from, to, inertia),
    closer: (from, to, tried) => closerOf(search, from, to, tried),
  };
  return search;
}

function roundOf(search: CentreSearch, centres: Float64Array, from: number, to: number, most: number): number {
  const { points, nearest, upper, lower, half, moved, size } = search;
  let changed = 0;
  for (let i = from; i < to; i++) {
    const own = nearest[i];
    if (own >= 0) {
      upper[i] += moved[own];
      lower[i] = Math.max(0, lower[i] - most);
      const safe = Math.max(half[own], lower[i]);
      if (upper[i] > safe) upper[i] = Math.sqrt(squared(points, i, centres, own, size.dims));
      if (upper[i] <= safe) {
        addRow(search, i, own);
        continue;
      }
    }
    compare(search, centres, i);
    if (nearest[i] !== own) changed++;
    addRow(search, i, nearest[i]);
  }
  return changed;
}

/** Finds the two nearest centres of a row; of equal ones the first. Gives the squared distance from the nearest. */
function compare({ points, nearest, upper, lower, size }: CentreSearch, centres: Float64Array, i: number): number {
  let [best, first, second] = [0, Infinity, Infinity];
  for (let k = 0; k < size.segments; k++) {
    const far = squared(points, i, centres, k, size.dims);
    if (far < first) [best, first, second] = [k, far, first];
    else if (far < second) second = far;
  }
  nearest[i] = best;
  upper[i] = Math.sqrt(first);
  lower[i] = Math.sqrt(second);
  return first;
}

function addRow({ points, weights, sums, sizes, size }: CentreSearch, i: number, k: number): void {
  const weight = size.weighted ? weights[i] : 1;
  sizes[k] += weight;
  for (let d = 0, p = i * size.dims, c = k * size.dims; d < size.dims; d++, p++, c++) sums[c] += weight * points[p];
}

function finishOf(search: CentreSearch, centres: Float64Array, from: number, to: number, inertia: number): number {
  for (let i = from; i < to; i++) {
    const far = compare(search, centres, i);
    const weight = search.size.weighted ? search.weights[i] : 1;
    search.sizes[search.nearest[i]] += weight;
    inertia += weight * far;
  }
  return inertia;
}

function closerOf({ points, weights, before, left, totals, size }: CentreSearch, from: number, to: number, tried: readonly number[]): void {
  for (let i = from; i < to; i++) {
    for (let t = 0; t < tried.length; t++) {
      left[t][i] = Math.min(before[i], squared(points, i, points, tried[t], size.dims));
      totals[t] += left[t][i] * (size.weighted ? weights[i] : 1);
    }
  }
}

/** The squared distance of two points of two lists. */
function squared(points: Float64Array, row: number, others: Float64Array, k: number, dims: number): number {
  let sum = 0;
  for (let d = 0, p = row * dims, c = k * dims; d < dims; d++, p++, c++) {
    const off = points[p] - others[c];
    sum += off * off;
  }
  return sum;
}

import { solveLower, type Random } from '../../../core/index.js';

/** Where a search stands between two generations. */
export interface Search {
  readonly mean: Float64Array;
  /** The overall step. */
  readonly sigma: number;
  /** Lower Cholesky factor of the covariance, row by row. */
  readonly factor: Float64Array;
  readonly sigmaPath: Float64Array;
  readonly path: Float64Array;
  readonly generation: number;
  readonly restarts: number;
  /** The cloud has become a point: a new search should begin elsewhere. */
  readonly isDone: boolean;
}

const FIRST_STEP = 0.25;
/** A step of this share of the cube's side finds nothing new. */
const SMALLEST_STEP = 1e-7;
const TRIES = 100;

/** Settings that follow from the number of coordinates (N. Hansen, "The CMA evolution strategy: a tutorial", 2016, table 1). */
export function constantsOf(size: number) {
  const population = 4 + Math.floor(3 * Math.log(size));
  const parents = Math.floor(population / 2);
  const raw = Float64Array.from({ length: parents }, (_, i) => Math.log((population + 1) / 2) - Math.log(i + 1));
  const sum = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((w) => w / sum);
  const mass = 1 / weights.reduce((a, w) => a + w * w, 0);
  const pathRate = (4 + mass / size) / (size + 4 + (2 * mass) / size);
  const sigmaRate = (mass + 2) / (size + mass + 5);
  const rankOne = 2 / ((size + 1.3) ** 2 + mass);
  return {
    population,
    weights,
    mass,
    pathRate,
    sigmaRate,
    rankOne,
    rankMany: Math.min(1 - rankOne, (2 * (mass - 2 + 1 / mass)) / ((size + 2) ** 2 + mass)),
    damping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (size + 1)) - 1) + sigmaRate,
    /** The expected length of a vector of standard normals. */
    length: Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size)),
  };
}

/** A search from the middle of the cube; after a restart from anywhere in it. */
export function begun(size: number, draws: Random, restarts: number): Search {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) factor[i * size + i] = 1;
  return {
    mean: Float64Array.from({ length: size }, () => (restarts === 0 ? 0.5 : draws.uniform())),
    sigma: FIRST_STEP,
    factor,
    sigmaPath: new Float64Array(size),
    path: new Float64Array(size),
    generation: 0,
    restarts,
    isDone: false,
  };
}

/** A point of the cloud within the cube: drawn again while it is outside, at last moved to the nearest side. */
export function sampled({ mean, sigma, factor }: Search, draws: Random): Float64Array {
  const size = mean.length;
  const [z, x] = [new Float64Array(size), new Float64Array(size)];
  for (let t = 0; t < TRIES; t++) {
    for (let i = 0; i < size; i++) z[i] = draws.normal();
    let isInside = true;
    for (let i = 0; i < size; i++) {
      let step = 0;
      for (let k = 0; k <= i; k++) step += factor[i * size + k] * z[k];
      x[i] = mean[i] + sigma * step;
      isInside &&= x[i] >= 0 && x[i] <= 1;
    }
    if (isInside) return x;
  }
  return x.map((v) => Math.min(1, Math.max(0, v)));
}

/** The search after a generation, whose points come from the best to the worst. */
export function learned(search: Search, points: readonly Float64Array[]): Search {
  const { mean, sigma, factor } = search;
  const size = mean.length;
  const c = constantsOf(size);
  if (points.length === 0) return { ...search, generation: search.generation + 1 };
  const chosen = points.slice(0, c.weights.length);
  const total = c.weights.subarray(0, chosen.length).reduce((a, b) => a + b, 0);
  const weights = c.weights.subarray(0, chosen.length).map((w) => w / total);
  const steps = chosen.map((x) => x.map((v, i) => (v - mean[i]) / sigma));
  const step = new Float64Array(size);
  steps.forEach((y, k) => y.forEach((v, i) => (step[i] += weights[k] * v)));
  const white = solveLower(factor, step.slice());
  const grow = Math.sqrt(c.sigmaRate * (2 - c.sigmaRate) * c.mass);
  const sigmaPath = search.sigmaPath.map((p, i) => (1 - c.sigmaRate) * p + grow * white[i]);
  const length = Math.hypot(...sigmaPath);
  const settled = Math.sqrt(1 - (1 - c.sigmaRate) ** (2 * (search.generation + 1)));
  const isQuiet = length / settled < (1.4 + 2 / (size + 1)) * c.length;
  const pathGrow = isQuiet ? Math.sqrt(c.pathRate * (2 - c.pathRate) * c.mass) : 0;
  const path = search.path.map((p, i) => (1 - c.pathRate) * p + pathGrow * step[i]);
  const next = factor.map((v) => v * Math.sqrt(1 - c.rankOne - c.rankMany));
  addSquare(next, path, c.rankOne);
  steps.forEach((y, k) => addSquare(next, y, c.rankMany * weights[k]));
  const nextSigma = Math.min(1, sigma * Math.exp((c.sigmaRate / c.damping) * (length / c.length - 1)));
  const widest = nextSigma * Math.sqrt(next.reduce((most, v) => Math.max(most, v * v), 0));
  return {
    mean: mean.map((m, i) => m + sigma * step[i]),
    sigma: nextSigma,
    factor: next,
    sigmaPath,
    path,
    generation: search.generation + 1,
    restarts: search.restarts,
    isDone: widest < SMALLEST_STEP,
  };
}

/** Changes the factor of C to that of C + weight × v vᵀ. */
function addSquare(factor: Float64Array, v: Float64Array, weight: number): void {
  const size = v.length;
  const x = v.map((value) => Math.sqrt(weight) * value);
  for (let k = 0; k < size; k++) {
    const pivot = factor[k * size + k];
    const r = Math.hypot(pivot, x[k]);
    const [c, s] = [r / pivot, x[k] / pivot];
    factor[k * size + k] = r;
    for (let i = k + 1; i < size; i++) {
      const at = i * size + k;
      factor[at] = (factor[at] + s * x[i]) / c;
      x[i] = c * x[i] - s * factor[at];
    }
  }
}

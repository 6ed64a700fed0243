import { factorise, solveFactored } from '../../../core/index.js';
import { addTimes, lowerInverseOf, multiply, multiplyTransposed, strideOf } from './lower.js';
import { minimise } from './minimise.js';

/** A Gaussian process with a Matérn 5/2 kernel of its own length per dimension, over points in the unit cube and standardised losses. */
export interface Process {
  /** Mean and variance at a point; their slopes are written where arrays are given. */
  at(x: Float64Array, meanSlope?: Float64Array, varianceSlope?: Float64Array): { readonly mean: number; readonly variance: number };
}

const SQRT5 = Math.sqrt(5);
const [LOW, HIGH] = [-14, 6];
const STEPS = 30;
const LEAST_NOISE = 1e-6;

/**
 * The logarithms of inverse squared lengths, amplitude and noise by their posterior mode (Rasmussen and Williams, Gaussian Processes for Machine
 * Learning, 2006, ch. 5), on at most `fitOn` points. Cost: thirty times fitOn³.
 */
export function scalesOf(points: readonly Float64Array[], losses: Float64Array, isChoice: Uint8Array, fitOn: number): Float64Array {
  const size = isChoice.length;
  const chosen = points.length <= fitOn ? points.map((_, i) => i) : spreadOut(losses, fitOn);
  const theta = new Float64Array(size + 2);
  theta[size + 1] = Math.log(1e-3);
  const some = chosen.map((i) => points[i]);
  const squares = squaresOf(some, isChoice);
  const someLosses = Float64Array.from(chosen, (i) => losses[i]);
  minimise((t, gradient) => posterior(squares, someLosses, t, gradient), theta, LOW, HIGH, STEPS, 1e-4);
  return theta;
}

/** The numbers of `count` points whose losses stand evenly among all. */
function spreadOut(losses: Float64Array, count: number): readonly number[] {
  const order = [...losses.keys()].toSorted((a, b) => losses[a] - losses[b] || a - b);
  return Array.from({ length: count }, (_, i) => order[Math.floor((i * order.length) / count)]).toSorted((a, b) => a - b);
}

const squareOf = (a: number, b: number, isChoice: number): number => (isChoice ? (a === b ? 0 : 1) : (a - b) * (a - b));

/** Per dimension the squared differences of all pairs, the earlier point with each later one. */
function squaresOf(points: readonly Float64Array[], isChoice: Uint8Array): readonly Float64Array[] {
  const count = points.length;
  return Array.from(isChoice, (choice, d) => {
    const out = new Float64Array(count * count);
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) out[i * count + j] = squareOf(points[i][d], points[j][d], choice);
    return out;
  });
}

/** The kernel over its amplitude, from the scaled squared distance. */
function matern(square: number): number {
  const r = SQRT5 * Math.sqrt(square);
  return (1 + r + (r * r) / 3) * Math.exp(-r);
}

/** Its derivative by the scaled squared distance. */
function maternSlope(square: number): number {
  const r = SQRT5 * Math.sqrt(square);
  return (-5 / 6) * (1 + r) * Math.exp(-r);
}

/**
 * The negative logarithm of the posterior density of the logarithms of inverse squared lengths, amplitude and noise, and its gradient. Priors keep lengths away
 * from nothing and everything and the noise small.
 */
function posterior(squares: readonly Float64Array[], losses: Float64Array, theta: Float64Array, gradient: Float64Array): number {
  const count = losses.length;
  const size = squares.length;
  const rates = theta.slice(0, size).map(Math.exp);
  const amplitude = Math.exp(theta[size]);
  const noise = Math.exp(theta[size + 1]) + LEAST_NOISE;
  const distance = new Float64Array(count * count);
  for (let d = 0; d < size; d++) {
    const [rate, square] = [rates[d], squares[d]];
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) distance[i * count + j] += rate * square[i * count + j];
  }
  const factor = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) factor[i * count + j] = amplitude * matern(distance[i * count + j]);
    factor[i * count + i] = amplitude + noise;
  }
  const kernel = factor.slice();
  factorise(factor, count);
  const alpha = solveFactored(factor, losses);
  const inverse = inverseOf(factor, count);
  let value = 0;
  for (let i = 0; i < count; i++) value += (losses[i] * alpha[i]) / 2 + Math.log(factor[i * count + i] || 1e-6);
  gradient.fill(0);
  for (let i = 0; i < count; i++) {
    const own = inverse[i * count + i] - alpha[i] * alpha[i];
    gradient[size] += (own * amplitude) / 2;
    gradient[size + 1] += (own * (noise - LEAST_NOISE)) / 2;
    for (let j = 0; j < i; j++) {
      const at = i * count + j;
      const pull = inverse[at] - alpha[i] * alpha[j];
      gradient[size] += pull * kernel[at];
      distance[at] = pull * amplitude * maternSlope(distance[at]);
    }
  }
  for (let d = 0; d < size; d++) {
    const square = squares[d];
    let sum = 0;
    for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) sum += distance[i * count + j] * square[i * count + j];
    gradient[d] += sum * rates[d] + 0.1 * (rates[d] - 1 / rates[d]);
    value += 0.1 * (rates[d] + 1 / rates[d]);
  }
  value += amplitude - theta[size] + 30 * noise - 0.1 * Math.log(noise);
  gradient[size] += amplitude - 1;
  gradient[size + 1] += (30 - 0.1 / noise) * (noise - LEAST_NOISE);
  return value;
}

/** (L Lᵀ)⁻¹ of a factor L. */
function inverseOf(factor: Float64Array, count: number): Float64Array {
  const lower = lowerInverseOf(factor, count, count);
  const inverse = new Float64Array(count * count);
  for (let k = 0; k < count; k++) {
    const row = k * count;
    for (let i = 0; i <= k; i++) addTimes(inverse, i * count, lower[row + i], lower, row, i + 1);
  }
  for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) inverse[j * count + i] = inverse[i * count + j];
  return inverse;
}

/**
 * The process with these scales, conditioned on all points. Those beyond the losses are running: they count as if they had given what the others let expect of
 * them, which leaves all means as they are and makes the process surer there. Cost: points³, then points² per place.
 */
export function processOf(points: readonly Float64Array[], losses: Float64Array, isChoice: Uint8Array, theta: Float64Array): Process {
  const [count, size] = [points.length, isChoice.length];
  const roots = theta.slice(0, size).map((rate) => Math.exp(rate / 2));
  const amplitude = Math.exp(theta[size]);
  const noise = Math.exp(theta[size + 1]) + LEAST_NOISE;
  const scaled = new Float64Array(count * size);
  points.forEach((point, i) => point.forEach((at, d) => (scaled[i * size + d] = roots[d] * at)));
  const own = new Float64Array(size);
  /** From point `i` to the one in `own`, squared. */
  const distance = (i: number): number => {
    let sum = 0;
    for (let d = 0; d < size; d++) {
      const gap = own[d] - scaled[i * size + d];
      sum += isChoice[d] === 0 ? gap * gap : gap === 0 ? 0 : roots[d] * roots[d];
    }
    return sum;
  };
  const factor = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    own.set(scaled.subarray(i * size, (i + 1) * size));
    for (let j = 0; j < i; j++) factor[i * count + j] = amplitude * matern(distance(j));
    factor[i * count + i] = amplitude + noise;
  }
  factorise(factor, count);
  const stride = strideOf(count);
  const lower = lowerInverseOf(factor, count, stride);
  const [alpha, kernel, part, weight, pull] = Array.from({ length: 5 }, () => new Float64Array(stride));
  kernel.set(losses);
  multiply(lower, kernel, part);
  part.fill(0, losses.length);
  multiplyTransposed(lower, part, alpha);
  kernel.fill(0);
  return {
    at: (x, meanSlope, varianceSlope) => {
      for (let d = 0; d < size; d++) own[d] = roots[d] * x[d];
      let mean = 0;
      for (let i = 0; i < count; i++) {
        const r = SQRT5 * Math.sqrt(distance(i));
        const decay = amplitude * Math.exp(-r);
        kernel[i] = (1 + r + (r * r) / 3) * decay;
        pull[i] = (-5 / 3) * (1 + r) * decay;
        mean += alpha[i] * kernel[i];
      }
      multiply(lower, kernel, part);
      let explained = 0;
      for (let i = 0; i < count; i++) explained += part[i] * part[i];
      const variance = Math.max(1e-12, amplitude - explained);
      if (!meanSlope || !varianceSlope) return { mean, variance };
      multiplyTransposed(lower, part, weight);
      meanSlope.fill(0);
      varianceSlope.fill(0);
      for (let i = 0; i < count; i++) {
        const ofMean = alpha[i] * pull[i];
        const ofVariance = -2 * weight[i] * pull[i];
        for (let d = 0; d < size; d++) {
          const gap = own[d] - scaled[i * size + d];
          meanSlope[d] += ofMean * gap;
          varianceSlope[d] += ofVariance * gap;
        }
      }
      for (let d = 0; d < size; d++) {
        meanSlope[d] = isChoice[d] === 0 ? roots[d] * meanSlope[d] : 0;
        varianceSlope[d] = isChoice[d] === 0 ? roots[d] * varianceSlope[d] : 0;
      }
      return { mean, variance };
    },
  };
}

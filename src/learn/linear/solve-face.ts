import { factorise, solveFactored } from '../../core/index.js';
import type { QuadraticModel } from './coordinate-descent.js';
import { violationOf } from './working-set.js';

/** Slack of the optimality check, as a share of the penalty's or gradient's size. */
const ROUNDING = 1e-10;

/**
 * The exact minimum of a quadratic model with lasso, if the parameters at `params + step` that are not zero keep their signs there
 * and the others stay at zero; otherwise `undefined`.
 */
export function solveFace(model: QuadraticModel, step: Float64Array): Float64Array | undefined {
  const { params, free, l1, nonNegative, gradient, hessian } = model;
  const size = params.length;
  const face: number[] = [];
  for (let p = 0; p < size; p++) if (p < free || params[p] + step[p] !== 0) face.push(p);
  const exact = params.map((v) => -v);
  for (const p of face) exact[p] = 0;
  const onFace = solveOn(model, face, exact, step);
  face.forEach((p, i) => (exact[p] = onFace[i]));
  const slopes = slopesAt(hessian, gradient, exact);
  const slack = ROUNDING * (l1 + gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0));
  for (let p = free; p < size; p++) {
    const value = params[p] + exact[p];
    if (Math.sign(value) !== Math.sign(params[p] + step[p])) return undefined;
    if (violationOf(value, slopes[p], l1, nonNegative) > slack) return undefined;
  }
  return exact;
}

/** Solves hessian · d = −gradient − l1 · sign on the face, the other coordinates held at `held`. */
function solveOn(
  { hessian, gradient, params, free, l1 }: QuadraticModel,
  face: readonly number[],
  held: Float64Array,
  step: Float64Array,
): Float64Array {
  const size = params.length;
  const part = new Float64Array(face.length ** 2);
  const base = slopesAt(hessian, gradient, held);
  const right = Float64Array.from(face, (p) => -base[p] - (p < free ? 0 : l1 * Math.sign(params[p] + step[p])));
  face.forEach((p, i) => face.forEach((q, k) => (part[i * face.length + k] = hessian[p * size + q])));
  factorise(part, face.length);
  return solveFactored(part, right);
}

/** Gradient of the quadratic model at a step. */
function slopesAt(hessian: Float64Array, gradient: Float64Array, step: Float64Array): Float64Array {
  const size = step.length;
  const out = gradient.slice();
  for (let p = 0; p < size; p++) {
    if (step[p] !== 0) for (let q = 0, at = p * size; q < size; q++, at++) out[q] += step[p] * hessian[at];
  }
  return out;
}

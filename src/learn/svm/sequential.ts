import type { Pace } from '../pace.js';
import { highOf, lowOf, type DualProblem } from './problem.js';

/** Coefficient per entry of the problem, and the bias: decision = bias + Σ βᵢ K(i, ·). */
export interface KernelSolution {
  readonly coefficients: Float64Array;
  readonly bias: number;
}

/** Curvature of a direction between two equal points, whose true one is 0. */
const LEAST_CURVATURE = 1e-12;
const WORK_PER_PACE = 4e6;
/** Steps per row after which a fit ends as it is. */
const MOST_STEPS_PER_ROW = 1000;

interface State {
  readonly problem: DualProblem;
  readonly kernels: Float32Array;
  readonly stride: number;
  readonly beta: Float64Array;
  /** target − Σ β K − ridge β: what is left to explain. */
  readonly rest: Float64Array;
}

/**
 * Sequential minimal optimisation (Platt 1998) with second-order choice of the pair (Fan, Chen and Lin, JMLR 2005): Σ β = 0. One step is linear in rows; the steps needed grow with the rows on or beyond the margin. `kernels` has `stride`
 * entries per training row. Stops when the worst pair violates optimality by less than `tolerance`.
 */
export async function solveSequential(
  problem: DualProblem,
  kernels: Float32Array,
  stride: number,
  tolerance: number,
  pace: Pace,
): Promise<KernelSolution> {
  const size = problem.rows.length;
  const state: State = { problem, kernels, stride, beta: new Float64Array(size), rest: problem.target.slice() };
  let work = 0;
  let up = bestUp(state);
  for (let step = 0; step < MOST_STEPS_PER_ROW * size && up >= 0; step++) {
    const down = bestDown(state, up, tolerance);
    if (down < 0) break;
    up = move(state, up, down);
    work += 8 * size;
    if (work < WORK_PER_PACE) continue;
    await pace(work);
    work = 0;
  }
  return { coefficients: state.beta, bias: biasOf(state) };
}

/** How fast the objective falls as β of entry i rises; and how fast it would still fall as β sinks, with the sign turned. */
const riseOf = ({ problem, beta, rest }: State, i: number): number => rest[i] + (beta[i] < 0 ? problem.epsilon : -problem.epsilon);
const sinkOf = ({ problem, beta, rest }: State, i: number): number => rest[i] + (beta[i] > 0 ? -problem.epsilon : problem.epsilon);

const mayRise = ({ problem, beta }: State, i: number): boolean => beta[i] < highOf(problem, i);
const maySink = ({ problem, beta }: State, i: number): boolean => beta[i] > lowOf(problem, i);

function bestUp(state: State): number {
  let [best, most] = [-1, -Infinity];
  for (let i = 0; i < state.rest.length; i++) {
    if (!mayRise(state, i)) continue;
    const rise = riseOf(state, i);
    if (rise > most) [best, most] = [i, rise];
  }
  return best;
}

/** The entry whose sinking, together with the rise of `up`, gains most by the second-order model; -1 at the optimum. */
function bestDown(state: State, up: number, tolerance: number): number {
  const { problem, kernels, stride } = state;
  const { rows, ridge } = problem;
  const rise = riseOf(state, up);
  const row = rows[up] * stride;
  const own = kernels[row + rows[up]] + ridge[up];
  let [best, most, least] = [-1, -Infinity, Infinity];
  for (let i = 0; i < rows.length; i++) {
    if (!maySink(state, i)) continue;
    const sink = sinkOf(state, i);
    if (sink < least) least = sink;
    const gap = rise - sink;
    if (gap <= 0) continue;
    const curvature = own + kernels[rows[i] * stride + rows[i]] + ridge[i] - 2 * kernels[row + rows[i]];
    const gain = (gap * gap) / Math.max(curvature, LEAST_CURVATURE);
    if (gain > most) {
      most = gain;
      best = i;
    }
  }
  return rise - least < tolerance ? -1 : best;
}

/** Moves weight from `down` to `up` as far as it pays, no further than a bound or zero; the next entry to raise. */
function move(state: State, up: number, down: number): number {
  const { problem, kernels, stride, beta, rest } = state;
  const { rows, ridge } = problem;
  const [upRow, downRow] = [rows[up] * stride, rows[down] * stride];
  const bend = kernels[upRow + rows[up]] + kernels[downRow + rows[down]] - 2 * kernels[upRow + rows[down]];
  const upEnd = beta[up] < 0 ? 0 : highOf(problem, up);
  const downEnd = beta[down] > 0 ? 0 : lowOf(problem, down);
  const free = (riseOf(state, up) - sinkOf(state, down)) / Math.max(bend + ridge[up] + ridge[down], LEAST_CURVATURE);
  const [toUpEnd, toDownEnd] = [upEnd - beta[up], beta[down] - downEnd];
  const step = Math.min(free, toUpEnd, toDownEnd);
  beta[up] = step === toUpEnd ? upEnd : beta[up] + step;
  beta[down] = step === toDownEnd ? downEnd : beta[down] - step;
  rest[up] -= step * ridge[up];
  rest[down] += step * ridge[down];
  let [best, most] = [-1, -Infinity];
  for (let i = 0; i < rows.length; i++) {
    rest[i] -= step * (kernels[upRow + rows[i]] - kernels[downRow + rows[i]]);
    if (!mayRise(state, i)) continue;
    const rise = riseOf(state, i);
    if (rise > most) {
      most = rise;
      best = i;
    }
  }
  return best;
}

/** The mean over rows exactly on the margin; without any, the middle of what the others allow. */
function biasOf(state: State): number {
  const { problem, beta, rest } = state;
  let [sum, count, top, bottom] = [0, 0, -Infinity, Infinity];
  for (let i = 0; i < rest.length; i++) {
    const [rises, sinks] = [mayRise(state, i), maySink(state, i)];
    if (rises) top = Math.max(top, riseOf(state, i));
    if (sinks) bottom = Math.min(bottom, sinkOf(state, i));
    if (!(rises && sinks) || (problem.isRegression && beta[i] === 0)) continue;
    sum += riseOf(state, i);
    count++;
  }
  if (count > 0) return sum / count;
  return top === -Infinity ? bottom : bottom === Infinity ? top : (top + bottom) / 2;
}

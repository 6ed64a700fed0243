import type { Random } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { highOf, lowOf, type DualProblem } from './problem.js';
import type { RowSource } from './row-source.js';

const MOST_PASSES = 1000;
const WORK_PER_PACE = 1e6;

/**
 * Weights by dual coordinate descent (Hsieh et al., ICML 2008; Ho and Lin, JMLR 2012, for regression): the loss times the cost of each
 * row, plus half the squared length of the weights, the bias included. Rows come in an order drawn anew for each pass; rows that cannot move are set aside until the others have settled. Cost of a pass: two products
 * per row. Stops when no row violates optimality by more than `tolerance`, or after 1,000 passes.
 */
export async function solveDual(problem: DualProblem, x: RowSource, tolerance: number, draw: Random, pace: Pace): Promise<Float64Array> {
  const size = problem.rows.length;
  const weights = new Float64Array(x.width);
  const beta = new Float64Array(size);
  const diagonal = Float64Array.from(problem.rows, (row, i) => x.squared(row) + problem.ridge[i]);
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let [active, limit] = [size, Infinity];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    shuffle(order, active, draw);
    const { worst, left } = await descendOnce(problem, x, { weights, beta, diagonal, order, active, limit, pace });
    if (worst > tolerance) [active, limit] = [left, worst];
    else if (active === size) break;
    else [active, limit] = [size, Infinity];
  }
  return weights;
}

function shuffle(order: Int32Array, active: number, draw: Random): void {
  for (let i = active - 1; i > 0; i--) {
    const j = draw.int(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
}

interface Pass {
  readonly weights: Float64Array;
  readonly beta: Float64Array;
  readonly diagonal: Float64Array;
  readonly order: Int32Array;
  /** How many of `order`, from its start, take part. */
  readonly active: number;
  /** Rows at rest by more than this are set aside: the worst violation of the pass before. */
  readonly limit: number;
  readonly pace: Pace;
}

/** One pass over the active rows: the worst violation, and how many rows stay active. */
async function descendOnce(problem: DualProblem, x: RowSource, pass: Pass): Promise<{ worst: number; left: number }> {
  const { rows, target, ridge, epsilon } = problem;
  const { weights, beta, diagonal, order, limit, pace } = pass;
  let [worst, left, work] = [0, pass.active, 0];
  for (let at = 0; at < left; at++) {
    const i = order[at];
    const gradient = x.times(rows[i], weights) - target[i] + beta[i] * ridge[i];
    const [low, high] = [lowOf(problem, i), highOf(problem, i)];
    const free = soft(beta[i] - gradient / diagonal[i], epsilon / diagonal[i]);
    const next = Math.min(high, Math.max(low, free));
    const step = next - beta[i];
    worst = Math.max(worst, Math.abs(step) * diagonal[i]);
    if (step !== 0) {
      beta[i] = next;
      x.addTo(rows[i], step, weights);
    } else if (slackOf(next, low, high, gradient, epsilon) > limit) {
      order[at--] = order[--left];
      order[left] = i;
    }
    work += 4 * x.cost;
    if (work < WORK_PER_PACE) continue;
    await pace(work);
    work = 0;
  }
  return { worst, left };
}

const soft = (value: number, by: number): number => (value > by ? value - by : value < -by ? value + by : 0);

/** By how much the gradient holds a row at a bound, or at zero; -1 where it is free. */
function slackOf(beta: number, low: number, high: number, gradient: number, epsilon: number): number {
  if (beta === low) return gradient - epsilon;
  if (beta === high) return -gradient - epsilon;
  return beta === 0 ? epsilon - Math.abs(gradient) : -1;
}

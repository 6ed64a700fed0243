import { sigmoid, softplus } from '../../core/index.js';

/** Log-odds of a decision: slope × decision + shift. */
export interface Scaling {
  readonly slope: number;
  readonly shift: number;
}

const MOST_STEPS = 100;
const LEAST_HESSIAN = 1e-12;
const SETTLED = 1e-9;

interface Sample {
  readonly decisions: Float64Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Platt's scaling by Newton's method (Lin, Lin and Weng, Machine Learning 2007): the log-odds, linear in the decision, that fit the
 * classes best, with targets (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2) for 1 and 0. Decisions should be on rows that the machine did not
 * see. A slope below zero, which only noise makes, becomes zero.
 */
export function plattScaling(decisions: Float64Array, isPositive: Uint8Array, weights: Float64Array): Scaling {
  let [yes, no] = [0, 0];
  for (let i = 0; i < decisions.length; i++) if (isPositive[i] === 1) yes += weights[i];
  for (let i = 0; i < decisions.length; i++) if (isPositive[i] === 0) no += weights[i];
  const [high, low] = [(yes + 1) / (yes + 2), 1 / (no + 2)];
  const targets = Float64Array.from(isPositive, (one) => (one === 1 ? high : low));
  const unit = decisions.reduce((most, decision) => Math.max(most, Math.abs(decision)), 0) || 1;
  const prior = Math.log((yes + 1) / (no + 1));
  const { slope, shift } = newton({ decisions: decisions.map((d) => d / unit), targets, weights }, { slope: 0, shift: prior });
  return slope > 0 ? { slope: slope / unit, shift } : { slope: 0, shift: prior };
}

function newton(sample: Sample, start: Scaling): Scaling {
  let now = start;
  let loss = lossOf(sample, now);
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = directionOf(sample, now);
    if (Math.abs(direction.slope) + Math.abs(direction.shift) < SETTLED) break;
    let length = 1;
    let next = now;
    let nextLoss = Infinity;
    for (; length > 1e-10; length /= 2) {
      next = { slope: now.slope + length * direction.slope, shift: now.shift + length * direction.shift };
      nextLoss = lossOf(sample, next);
      if (nextLoss < loss) break;
    }
    if (!(nextLoss < loss)) break;
    now = next;
    loss = nextLoss;
  }
  return now;
}

function lossOf({ decisions, targets, weights }: Sample, { slope, shift }: Scaling): number {
  let sum = 0;
  for (let i = 0; i < decisions.length; i++) {
    const margin = slope * decisions[i] + shift;
    sum += weights[i] * (softplus(margin) - targets[i] * margin);
  }
  return sum;
}

/** Newton's step: the two equations of the second derivatives, solved. */
function directionOf({ decisions, targets, weights }: Sample, { slope, shift }: Scaling): Scaling {
  let [g0, g1, h00, h01, h11] = [0, 0, LEAST_HESSIAN, 0, LEAST_HESSIAN];
  for (let i = 0; i < decisions.length; i++) {
    const p = sigmoid(slope * decisions[i] + shift);
    const off = weights[i] * (p - targets[i]);
    const curve = weights[i] * p * (1 - p);
    g0 += off;
    g1 += off * decisions[i];
    h00 += curve;
    h01 += curve * decisions[i];
    h11 += curve * decisions[i] * decisions[i];
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) return { slope: 0, shift: -g0 / h00 };
  return { slope: (h01 * g0 - h00 * g1) / determinant, shift: (h01 * g1 - h11 * g0) / determinant };
}

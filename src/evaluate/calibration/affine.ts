import { logSumExp, sigmoid, softplus, type Task } from '../../core/index.js';
import { fitTemperature } from './temperature.js';

/**
 * An affine map of margins: margin′ = scale · margin + shift, one shift per output. Because it is affine, additive
 * contributions stay exact: effects are multiplied by `scale`, the base is mapped as a margin is.
 */
export interface AffineCalibration {
  readonly scale: number;
  readonly shift: readonly number[];
}

/** Margins that the model was not trained on (out-of-fold, or a validation set), with the truth. */
export interface CalibrationRows {
  readonly task: Exclude<Task, 'regression'>;
  /** multiclass: how many classes; otherwise 1. */
  readonly classes: number;
  readonly y: Float64Array;
  readonly margins: Float64Array;
  readonly weights?: Float64Array;
}

/**
 * The affine map that makes margins honest. Binary: Platt's scale and shift (J. Platt, 1999), with his smoothed targets, so
 * that it exists for separable rows too, by the safe Newton iteration of Lin, Lin & Weng (2007). Multiclass: one temperature
 * (Guo et al., 2017), shifts 0. The scale is never negative: a model that ranks upside down gets 0 and so says the base rate.
 */
export function fitCalibration(rows: CalibrationRows): AffineCalibration {
  return rows.task === 'binary' ? platt(rows) : fitTemperature(rows);
}

/** Share of a Newton step below which the search for one that gains ends. */
const LEAST_STEP = 1e-3;

interface Step {
  readonly loss: number;
  readonly gradient: readonly [number, number];
  /** [a·a, a·b, b·b] */
  readonly hessian: readonly [number, number, number];
}

function platt({ y, margins, weights }: CalibrationRows): AffineCalibration {
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    if (y[i] === 1) positives += weights?.[i] ?? 1;
    else negatives += weights?.[i] ?? 1;
  }
  const target = [1 / (negatives + 2), (positives + 1) / (positives + 2)];
  const baseRate = Math.log((positives + 1) / (negatives + 1));
  let [a, b] = [0, baseRate];
  let here = plattStep(a, b, y, margins, target, weights);
  for (let round = 0; round < 100; round++) {
    const [ga, gb] = here.gradient;
    if (Math.hypot(ga, gb) < 1e-10 * (positives + negatives)) break;
    const [haa, hab, hbb] = here.hessian;
    const determinant = (haa + 1e-12) * (hbb + 1e-12) - hab * hab;
    const [da, db] = [-((hbb + 1e-12) * ga - hab * gb) / determinant, -((haa + 1e-12) * gb - hab * ga) / determinant];
    let size = 1;
    let next = plattStep(a + da, b + db, y, margins, target, weights);
    while (next.loss > here.loss && size > LEAST_STEP) {
      size /= 2;
      next = plattStep(a + size * da, b + size * db, y, margins, target, weights);
    }
    // Of many rows, the sum's own rounding hides what the last steps gain: then no shorter one gains more.
    if (size <= LEAST_STEP || !(next.loss <= here.loss)) break;
    [a, b, here] = [a + size * da, b + size * db, next];
  }
  return a > 0 ? { scale: a, shift: [b] } : { scale: 0, shift: [baseRate] };
}

function plattStep(a: number, b: number, y: Float64Array, margins: Float64Array, target: readonly number[], weights?: Float64Array): Step {
  let [loss, ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weights?.[i] ?? 1;
    const m = a * margins[i] + b;
    const p = sigmoid(m);
    const t = target[y[i]];
    loss += w * (softplus(m) - t * m);
    const slope = w * (p - t);
    const bend = w * p * (1 - p);
    ga += slope * margins[i];
    gb += slope;
    haa += bend * margins[i] * margins[i];
    hab += bend * margins[i];
    hbb += bend;
  }
  return { loss, gradient: [ga, gb], hessian: [haa, hab, hbb] };
}

/** Mean log-loss of margins, unclipped: what calibration lowers. */
export function marginLoss({ task, classes, y, margins, weights }: CalibrationRows): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weights?.[i] ?? 1;
    const loss =
      task === 'binary' ? softplus(margins[i]) - y[i] * margins[i] : logSumExp(margins, i * classes, classes) - margins[i * classes + y[i]];
    sum += w * loss;
    total += w;
  }
  return sum / total;
}

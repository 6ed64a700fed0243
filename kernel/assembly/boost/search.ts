import {
  BOUNDED,
  FORMAT,
  GRADIENT_UNIT,
  GROUPS,
  HESSIAN_UNIT,
  L1,
  L2,
  MOST_GROUPED,
  RESULTS,
  RESULT_BYTES,
  SHIFT,
} from '../../../src/kernel/boost/layout';
import { address, double, known, word } from './words';

/** What the search of one leaf knows; each thread has its own instance. */
export let format: i32 = 0;
export let shift: i32 = 0;
export let unit: f64 = 0;
export let hessianUnit: f64 = 0;
export let l1: f64 = 0;
export let l2: f64 = 0;
export let bounded: bool = false;
export let gradient: f64 = 0;
export let hessian: f64 = 0;
export let rows: f64 = 0;
export let low: f64 = 0;
export let high: f64 = 0;
export let leastHessian: f64 = 0;
export let shiftGain: f64 = 0;
export let rowsPerHessian: f64 = 0;
let result: usize = 0;
export let group: usize = 0;

/** The best gain so far, over that of the unsplit leaf. */
export let best: f64 = 0;

export function beginSearch(thread: i32, child: i32): void {
  format = word(FORMAT);
  shift = word(SHIFT);
  unit = double(GRADIENT_UNIT);
  hessianUnit = double(HESSIAN_UNIT);
  l1 = double(L1);
  l2 = double(L2);
  bounded = double(BOUNDED) != 0;
  gradient = known(child, 0);
  hessian = known(child, 1);
  rows = known(child, 2);
  low = known(child, 3);
  high = known(child, 4);
  leastHessian = known(child, 5);
  shiftGain = known(child, 6);
  rowsPerHessian = rows / hessian;
  result = address(RESULTS) + (thread * 2 + child) * RESULT_BYTES;
  group = address(GROUPS) + (thread * 2 + child) * word(MOST_GROUPED) * 4;
  best = shiftGain;
  store<f64>(result, best);
}

/** Writes down a better split; its gain includes that of the unsplit leaf. */
export function record(gain: f64, column: i32, bin: i32, missingLeft: bool, missingSeen: bool, left: f64, leftHessian: f64, grouped: i32): void {
  best = gain;
  store<f64>(result, gain);
  store<f64>(result, column, 8);
  store<f64>(result, bin, 16);
  store<f64>(result, <f64>i32(missingLeft), 24);
  store<f64>(result, <f64>i32(missingSeen), 32);
  store<f64>(result, left, 40);
  store<f64>(result, leftHessian, 48);
  store<f64>(result, grouped, 56);
}

// @ts-ignore: decorator
@inline
function shrunk(g: f64): f64 {
  const rest = abs(g) - l1;
  return rest > 0 ? (g > 0 ? rest : -rest) : 0;
}

/** Twice the drop of the loss at the value v. */
// @ts-ignore: decorator
@inline
function gainAt(value: f64, g: f64, h: f64): f64 {
  return -(2 * g * value + h * value * value);
}

// @ts-ignore: decorator
@inline
function cappedGain(s: f64, h: f64): f64 {
  return abs(s) > high * h ? gainAt(s > 0 ? -high : high, s, h) : s * (s / h);
}

/** Whether a side's best value is beyond the largest, where no penalty shrinks gradients. */
export function isCapped(left: f64, leftHessian: f64, penalty: f64): bool {
  return abs(left) > high * (leftHessian + penalty) || abs(gradient - left) > high * (hessian - leftHessian + penalty);
}

/** Gain of two leaves; `penalty` is l2, and that of groups. */
export function pairGain(left: f64, leftHessian: f64, penalty: f64, direction: i32): f64 {
  const s = shrunk(left);
  const rightS = shrunk(gradient - left);
  const h = leftHessian + penalty;
  const rightH = hessian - leftHessian + penalty;
  if (!bounded) {
    const capped = abs(s) > high * h || abs(rightS) > high * rightH;
    return capped ? cappedGain(s, h) + cappedGain(rightS, rightH) : (s * s * rightH + rightS * rightS * h) / (h * rightH);
  }
  const value = min<f64>(high, max<f64>(low, -(s / h)));
  const rightValue = min<f64>(high, max<f64>(low, -(rightS / rightH)));
  if (<f64>direction * (rightValue - value) < 0) return 0;
  return gainAt(value, s, h) + gainAt(rightValue, rightS, rightH);
}

import type { Steps } from '../core/index.js';
import { kernelFrom } from './kernel-from.js';
import { grownTo, placesFrom } from './places.js';
import { roughProductsWasm } from './rough-products.wasm.js';

/** Lines as vectors of floats, each with a number of its own. */
export interface LinesOfFloats {
  readonly lines: number;
  readonly width: number;
  /** Lines × width. */
  readonly value: Float32Array | Float64Array;
  /** Per line what it comes to before any product; absent: nothing. */
  readonly own?: Float32Array | Float64Array;
}

/** Which lines may come to much. */
export interface RoughProducts {
  /** Takes the vector, of `width` finite numbers, that the next calls of `mayReach` are about. */
  aim(vector: Float64Array): void;
  /**
   * The lines from `first` on, at most `count`, of which own + product with the vector may be `least` or more, ascending: no line that is comes to be left
   * out, and few others are kept. A view that the next call overwrites.
   */
  mayReach(first: number, count: number, least: number): Int32Array;
}

interface Kernel {
  readonly memory: WebAssembly.Memory;
  mayReach(
    lines: number,
    bytes: number,
    steps: number,
    owns: number,
    vector: number,
    first: number,
    end: number,
    unit: number,
    slack: number,
    error: number,
    least: number,
    found: number,
  ): number;
}

const FREE = 1024;
/** A line's numbers are whole multiples of its step from −127 to 127, and the vector's of a unit, so that sums of 1,024 products fit into 32 bits. */
const MOST_STEPS = 127;
const MOST_UNITS = 16_383;
/** Twice what some roundings of floats make of a number. */
const ROUNDING = 1e-6;
/** Lines that are written in a step. */
const STEP_LINES = 1024;
/** Most lines per call. */
export const MOST_AT_ONCE = 65_536;

const open = kernelFrom<Kernel>(roughProductsWasm);

/**
 * Lines as bytes, a quarter of their floats: each number is rounded to a 127th of the line's greatest, so that a product is off by no more than half a step times
 * the sum of the vector's sizes, and a bound on it is known. `undefined` where the machine lacks SIMD, or room for so many lines.
 * A thousand lines a step.
 */
export function* roughProducts(given: LinesOfFloats): Steps<RoughProducts | undefined> {
  const { lines, width } = given;
  const bytes = (width + 15) & ~15;
  const rows = (lines + 3) & ~3;
  const { take, end } = placesFrom(FREE);
  const at = {
    lines: take(bytes * rows),
    steps: take(4 * rows),
    owns: take(4 * rows),
    vector: take(2 * bytes),
    found: take(4 * MOST_AT_ONCE),
  };
  const kernel = open();
  if (!kernel || !grownTo(kernel.memory, end())) return undefined;
  const { buffer } = kernel.memory;
  const greatest = yield* writeLines(
    given,
    new Int8Array(buffer, at.lines, bytes * rows),
    bytes,
    new Float32Array(buffer, at.steps, rows),
    new Float32Array(buffer, at.owns, rows),
  );
  const words = new Int16Array(buffer, at.vector, bytes);
  const found = new Int32Array(buffer, at.found, MOST_AT_ONCE);
  let [unit, slack, error] = [1, 0, 0];
  return {
    aim(vector) {
      const most = vector.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
      unit = most === 0 ? 1 : most / MOST_UNITS;
      let all = 0;
      for (let k = 0; k < width; k++) {
        words[k] = Math.round(vector[k] / unit);
        all += Math.abs(vector[k]);
      }
      slack = (1 + ROUNDING) * 0.5 * (all + MOST_STEPS * width * unit);
      error = ROUNDING * (greatest.own + greatest.step * (MOST_STEPS * all + slack));
    },
    mayReach(first, count, least) {
      const end = Math.min(first + count, lines);
      const until = Math.min((end + 3) & ~3, rows);
      const places = [at.lines, bytes, at.steps, at.owns, at.vector] as const;
      let size = kernel.mayReach(...places, first, until, unit, slack, error, least, at.found);
      while (size > 0 && found[size - 1] >= end) size--;
      return found.subarray(0, size);
    },
  };
}

/** Writes lines as bytes with their steps; gives the greatest step and own number. */
function* writeLines(
  { lines, width, value, own }: LinesOfFloats,
  to: Int8Array,
  bytes: number,
  steps: Float32Array,
  owns: Float32Array,
): Steps<{ readonly step: number; readonly own: number }> {
  let [greatestStep, greatestOwn] = [0, 0];
  for (let i = 0; i < lines; i++) {
    let most = 0;
    for (let k = 0; k < width; k++) most = Math.max(most, Math.abs(value[i * width + k]));
    steps[i] = most / MOST_STEPS;
    const step = steps[i];
    if (step > 0)
      for (let k = 0; k < width; k++)
        to[i * bytes + k] = Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(value[i * width + k] / step)));
    owns[i] = own?.[i] ?? 0;
    greatestStep = Math.max(greatestStep, step);
    greatestOwn = Math.max(greatestOwn, Math.abs(owns[i]));
    if (i % STEP_LINES === STEP_LINES - 1) yield;
  }
  return { step: greatestStep, own: greatestOwn };
}

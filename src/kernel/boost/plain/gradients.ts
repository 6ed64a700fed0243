import {
  FORMAT,
  DOUBLE,
  GRADIENTS,
  GRADIENT_AT,
  GRADIENT_SCALE,
  GRADIENT_UNIT,
  HESSIAN_SCALE,
  HESSIAN_UNIT,
  PAIR,
  RESULTS,
  RESULT_BYTES,
  ROWS,
  SHARDS,
  VALUES,
} from '../layout.js';
import { clearHistogram, sumRecords } from './histogram.js';
import { argument, double, recordAt, segment, travelAt, word, type Plain } from './plain.js';
import { exp32, nearest } from './single.js';

const { fround } = Math;

/** Gives the bag's records their gradients and sums the root. */
export function runLoad(p: Plain, thread: number): void {
  clearHistogram(p, thread, 0);
  const root = segment(p, thread, 0);
  const [from, count] = [p.i32[root], p.i32[root + 1]];
  const first = (word(p, GRADIENTS) >> 3) + argument(p, 0) * word(p, ROWS) * 2;
  for (let i = from; i < from + count; i++) {
    const row = p.u32[travelAt(p, i) >> 2];
    quantise(p, recordAt(p, i) + word(p, GRADIENT_AT), row, p.f64[first + 2 * row], p.f64[first + 2 * row + 1]);
  }
  sumRecords(p, thread, 0, from, count);
}

function quantise(p: Plain, at: number, row: number, gradient: number, hessian: number): void {
  const [g, h] = [gradient * double(p, GRADIENT_SCALE), hessian * double(p, HESSIAN_SCALE)];
  const format = word(p, FORMAT);
  if (format === DOUBLE) {
    p.f64[at >> 3] = nearest(g) * double(p, GRADIENT_UNIT);
    p.f64[(at >> 3) + 1] = nearest(h) * double(p, HESSIAN_UNIT);
  } else if (format === PAIR) {
    const w = chance(row, argument(p, 1));
    p.i32[at >> 2] = (Math.floor(g + (w >>> 16) / 65_536) << 16) | Math.floor(h + (w & 0xffff) / 65_536);
  } else p.i32[at >> 2] = nearest(g);
}

/** A well-spread word for a row. */
function chance(row: number, seed: number): number {
  let w = Math.imul(row + seed, 0x9e3779b1);
  w = Math.imul(w ^ (w >>> 15), 0x85ebca77);
  return w ^ (w >>> 13);
}

/** Moves what travels by the leaves' values, gives the records their new gradients and sums the root. */
export function runAdvance(p: Plain, thread: number, squared: boolean): void {
  clearHistogram(p, thread, 0);
  const sums = (word(p, RESULTS) + thread * 2 * RESULT_BYTES) >> 3;
  p.f64.fill(0, sums, sums + 2);
  for (let leaf = 0; leaf < argument(p, 0); leaf++) {
    const own = segment(p, thread, leaf);
    const [from, count] = [p.i32[own], p.i32[own + 1]];
    const value = fround(p.f64[(word(p, VALUES) >> 3) + leaf]);
    for (let i = from; i < from + count; i++) (squared ? advanceSquared : advanceBinary)(p, i, value, sums);
    sumRecords(p, thread, 0, from, count);
  }
  const root = segment(p, thread, 0);
  const shard = (word(p, SHARDS) >> 2) + thread;
  p.i32[root] = p.i32[shard];
  p.i32[root + 1] = p.i32[shard + 1] - p.i32[shard];
}

function advanceSquared(p: Plain, index: number, value: number, sums: number): void {
  const state = (travelAt(p, index) >> 2) + 1;
  const residual = fround(p.f32[state] + value);
  p.f32[state] = residual;
  const quantised = nearest(residual * double(p, GRADIENT_SCALE));
  p.i32[(recordAt(p, index) + word(p, GRADIENT_AT)) >> 2] = quantised;
  p.f64[sums] += Math.abs(quantised);
  p.f64[sums + 1] = Math.max(p.f64[sums + 1], Math.abs(quantised));
}

function advanceBinary(p: Plain, index: number, value: number, sums: number): void {
  const at = travelAt(p, index) >> 2;
  const row = p.i32[at];
  const margin = fround(p.f32[at + 1] + value);
  p.f32[at + 1] = margin;
  const share = fround(1 / fround(1 + exp32(-margin)));
  const w = chance(row, argument(p, 1));
  const g = fround(fround(share - (row >>> 31)) * fround(double(p, GRADIENT_SCALE)));
  const h = fround(fround(share * fround(1 - share)) * fround(double(p, HESSIAN_SCALE)));
  const quantised = Math.floor(fround(g + (w >>> 16) / 65_536));
  const hessian = Math.floor(fround(h + (w & 0xffff) / 65_536));
  p.i32[(recordAt(p, index) + word(p, GRADIENT_AT)) >> 2] = (quantised << 16) | hessian;
  p.f64[sums] += Math.abs(quantised);
  p.f64[sums + 1] += hessian;
}

import { random, type Matrix } from '../../core/index.js';
import type { FitRun } from '../learner.js';
import type { GbdtParams } from './params.js';
import type { Params } from '../params.js';

/** A run with a signal that never fires. */
export function runOf(params: GbdtParams = {}, change: Partial<FitRun> = {}): FitRun {
  return { params: params as Params, seed: 7, threads: 1, signal: new AbortController().signal, ...change };
}

/** Seeded rows of two numbers (the first with missing values), a flag and a category with missing values. */
export function mixedRows(rows: number, seed = 1): Matrix {
  const r = random(seed, 'mixed');
  const levels = Array.from({ length: 9 }, (_, i) => `level ${i}`);
  return {
    rows,
    columns: [
      { kind: 'number', name: 'a', values: Float64Array.from({ length: rows }, () => (r.uniform() < 0.2 ? NaN : r.normal())) },
      { kind: 'number', name: 'b', values: Float64Array.from({ length: rows }, () => r.int(20)) },
      { kind: 'flag', name: 'c', values: Uint8Array.from({ length: rows }, () => (r.uniform() < 0.1 ? 255 : r.int(2))) },
      { kind: 'category', name: 'd', levels, codes: Int32Array.from({ length: rows }, () => r.int(10) - 1) },
    ],
  };
}

/** A target that all four columns of {@link mixedRows} move. */
export function mixedTarget(x: Matrix, seed = 1): Float64Array {
  const r = random(seed, 'target');
  const [a, b, c, d] = x.columns;
  return Float64Array.from({ length: x.rows }, (_, i) => {
    const fromA = a.kind === 'number' ? (Number.isNaN(a.values[i]) ? 2 : a.values[i]) : 0;
    const fromB = b.kind === 'number' ? Math.sin(b.values[i] / 3) : 0;
    const fromC = c.kind === 'flag' && c.values[i] === 1 ? fromB : 0;
    const fromD = d.kind === 'category' ? ([0, 1, -1, 2, -2, 0.5, 1.5, -1.5, 0][d.codes[i]] ?? 1) : 0;
    return fromA + fromB + fromC + fromD + 0.3 * r.normal();
  });
}

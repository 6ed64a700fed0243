import type { Views } from '../threads/views.js';
import { CONTROL, PHASE } from '../threads/layout.js';
import { ARGUMENT, GRAM, SCRATCH, SOLVE, STEPS, STRIDE, TURN_LINES } from './layout.js';

const f = Math.fround;

/** One phase on one thread: what `kernel/assembly/als.ts` does, in plain TypeScript and to the same bits. */
export function runPlain(views: Views): void {
  const word = (index: number): number => views.i32[(CONTROL >>> 2) + index];
  const argument = (index: number): number => word(ARGUMENT + index) >>> 0;
  const stride = word(STRIDE);
  const { f32 } = views;
  const at = (index: number): number => argument(index) >>> 2;
  const phase = word(PHASE);
  if (phase === GRAM)
    for (let first = 0, piece = 0; first < argument(1); first += argument(2), piece++)
      gram(f32, at(0) + first * stride, Math.min(argument(2), argument(1) - first), at(3) + piece * stride * stride, stride);
  else if (phase === TURN_LINES) turnLines(f32, at(0), at(1), argument(2), at(3), stride, argument(4) === 1);
  else if (phase === SOLVE) {
    const room = word(SCRATCH) >>> 2;
    for (let row = 0; row < argument(5); row++) {
      const [from, until] = [views.i32[at(0) + row], views.i32[at(0) + row + 1]];
      const entries = { from, until, column: at(1), value: at(2), lines: at(3) };
      solveLine(views, entries, room + 3 * stride, room, stride, word(STEPS));
      turnLines(f32, room + 3 * stride, at(4) + row * stride, 1, at(6), stride, false);
    }
  }
}

function gram(f32: Float32Array, from: number, rows: number, out: number, stride: number): void {
  for (let i = 0; i < stride; i++)
    for (let j = i; j < stride; j++) {
      let sum = 0;
      for (let row = from; row < from + rows * stride; row += stride) sum = f(sum + f(f32[row + i] * f32[row + j]));
      f32[out + i * stride + j] = sum;
    }
}

function turnLines(f32: Float32Array, from: number, to: number, rows: number, matrix: number, stride: number, upper: boolean): void {
  for (let row = 0; row < rows * stride; row += stride)
    for (let j = 0; j < stride; j++) {
      let sum = 0;
      for (let k = upper ? 0 : j; k < (upper ? j + 1 : stride); k++) sum = f(sum + f(f32[from + row + k] * f32[matrix + k * stride + j]));
      f32[to + row + j] = sum;
    }
}

/** Entries of a line, and where columns, values and the other side's lines lie. */
interface LineEntries {
  readonly from: number;
  readonly until: number;
  readonly column: number;
  readonly value: number;
  readonly lines: number;
}

/** Lanes are added up as vectors of four are: the first to the third, the second to the fourth. */
const laneSum = (a: number, b: number, c: number, d: number): number => f(f(a + c) + f(b + d));

function product(f32: Float32Array, a: number, b: number, stride: number): number {
  let [e, g, h, i] = [0, 0, 0, 0];
  for (let k = 0; k < stride; k += 4) {
    e = f(e + f(f32[a + k] * f32[b + k]));
    g = f(g + f(f32[a + k + 1] * f32[b + k + 1]));
    h = f(h + f(f32[a + k + 2] * f32[b + k + 2]));
    i = f(i + f(f32[a + k + 3] * f32[b + k + 3]));
  }
  return laneSum(e, g, h, i);
}

function addLine(f32: Float32Array, line: number, times: number, out: number, stride: number): void {
  for (let k = 0; k < stride; k++) f32[out + k] += f(f32[line + k] * times);
}

function solveLine({ f32, i32 }: Views, entries: LineEntries, w: number, room: number, stride: number, steps: number): void {
  const { from, until, column, value, lines } = entries;
  const [r, p, image] = [room, room + stride, room + 2 * stride];
  const lineOf = (at: number): number => lines + i32[column + at] * stride;
  f32.fill(0, w, w + stride);
  f32.fill(0, r, r + stride);
  for (let at = from; at < until; at++) addLine(f32, lineOf(at), f(1 + f32[value + at]), r, stride);
  f32.copyWithin(p, r, r + stride);
  let size = product(f32, r, r, stride);
  const least = f(size * f(1e-12));
  for (let step = 1; size > least; step++) {
    const sums = [0, 0, 0, 0];
    f32.copyWithin(image, p, p + stride);
    for (let at = from; at < until; at++) {
      const q = product(f32, lineOf(at), p, stride);
      const times = f(q * f32[value + at]);
      sums[(at - from) & 3] = f(sums[(at - from) & 3] + f(times * q));
      addLine(f32, lineOf(at), times, image, stride);
    }
    const far = f(size / f(product(f32, p, p, stride) + laneSum(sums[0], sums[1], sums[2], sums[3])));
    for (let k = 0; k < stride; k++) f32[w + k] += f(far * f32[p + k]);
    if (step >= steps) return;
    for (let k = 0; k < stride; k++) f32[r + k] -= f(far * f32[image + k]);
    const next = product(f32, r, r, stride);
    const keep = f(next / size);
    for (let k = 0; k < stride; k++) f32[p + k] = f32[r + k] + f(keep * f32[p + k]);
    size = next;
  }
}

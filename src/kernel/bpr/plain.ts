import type { Views } from '../threads/views.js';
import {
  CELLS,
  CELLS_PER_ONE,
  COLUMN,
  DOUBLES,
  ENTRIES,
  FARTHEST,
  ITEM_COUNT,
  ITEMS,
  LINE_BYTES,
  OWN,
  RATE,
  RIDGE,
  START,
  TABLE,
  USER_OF,
  USERS,
  WORDS,
} from './layout.js';

const f = Math.fround;

/** What `kernel/assembly/bpr.ts` does, in plain TypeScript and to the same bits. */
export function plainSteps(views: Views, first: number, end: number, stream: number): void {
  const { i32, f32, f64 } = views;
  const word = (index: number): number => i32[(WORDS >>> 2) + index];
  const at = (index: number): number => word(index) >>> 2;
  const line = word(LINE_BYTES) >>> 2;
  const [rate, ridge] = [f(f64[(DOUBLES >>> 3) + RATE]), f(f64[(DOUBLES >>> 3) + RIDGE])];
  for (let n = first; n < end; n++) {
    const entry = below(bits(2 * n, stream), word(ENTRIES));
    const other = below(bits(2 * n + 1, stream), word(ITEM_COUNT));
    const user = i32[at(USER_OF) + entry];
    const taken = i32.subarray(at(COLUMN) + i32[at(START) + user], at(COLUMN) + i32[at(START) + user + 1]);
    if (taken.includes(other)) continue;
    const x = at(USERS) + user * line;
    step(f32, x, at(ITEMS) + i32[at(COLUMN) + entry] * line, at(ITEMS) + other * line, line, at(TABLE), rate, ridge);
    f32[x + word(OWN)] = 1;
  }
}

function bits(n: number, stream: number): number {
  let x = n ^ stream;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

const below = (random: number, count: number): number => Number((BigInt(random) * BigInt(count)) >> 32n);

function step(f32: Float32Array, u: number, i: number, j: number, line: number, table: number, rate: number, ridge: number): void {
  const lanes = new Float32Array(8);
  for (let k = 0; k < line; k++) lanes[k & 7] += f(f32[u + k] * f(f32[i + k] - f32[j + k]));
  for (let k = 0; k < 4; k++) lanes[k] += lanes[k + 4];
  const score = f(f(lanes[0] + lanes[2]) + f(lanes[1] + lanes[3]));
  const near = Math.max(-FARTHEST, Math.min(FARTHEST, score));
  const cell = Math.min(CELLS - 1, Math.trunc(f(f(near + FARTHEST) * CELLS_PER_ONE)));
  const by = f(rate * f32[table + cell]);
  const keep = f(1 - f(rate * ridge));
  for (let k = 0; k < line; k++) {
    const [x, y, z] = [f32[u + k], f32[i + k], f32[j + k]];
    const more = f(by * x);
    f32[u + k] = f(keep * x) + f(by * f(y - z));
    f32[i + k] = f(keep * y) + more;
    f32[j + k] = f(keep * z) - more;
  }
}

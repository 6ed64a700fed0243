import { CONTROL, PHASE } from '../threads/layout.js';
import type { Views } from '../threads/views.js';
import {
  BLOCKS,
  BLOCK_OF,
  CELLS,
  CELLS_PER_ONE,
  CELL_START,
  COLUMN,
  DOUBLES,
  FARTHEST,
  FIRST_USER,
  ITEMS,
  ITEM_COUNT,
  LINE_BYTES,
  ORDER,
  OWN,
  PAIRS,
  RATE,
  RIDGE,
  SHIFT,
  SORT,
  START,
  STREAM,
  TABLE,
  USERS,
} from './layout.js';

const f = Math.fround;

const word = ({ i32 }: Views, index: number): number => i32[(CONTROL >>> 2) + index];
const at = (views: Views, index: number): number => word(views, index) >>> 2;
const double = ({ f64 }: Views, index: number): number => f64[((CONTROL + 4 * DOUBLES) >>> 3) + index];

/** What `kernel/assembly/bpr.ts` does, in plain TypeScript and to the same bits. */
export function runPlain(views: Views): void {
  const phase = word(views, PHASE) === SORT ? sort : stepThrough;
  for (let part = 0; part < word(views, BLOCKS); part++) phase(views, part);
}

/** The entries of a block of users, in the order of the blocks of their items. */
function sort(views: Views, part: number): void {
  const { i32, u16 } = views;
  const blocks = word(views, BLOCKS);
  const cells: [user: number, item: number][][] = Array.from({ length: blocks }, () => []);
  for (let user = i32[at(views, FIRST_USER) + part]; user < i32[at(views, FIRST_USER) + part + 1]; user++)
    for (let e = i32[at(views, START) + user]; e < i32[at(views, START) + user + 1]; e++) {
      const item = i32[at(views, COLUMN) + e];
      cells[u16[(word(views, BLOCK_OF) >>> 1) + item]].push([user, item]);
    }
  let place = i32[at(views, START) + i32[at(views, FIRST_USER) + part]];
  cells.forEach((cell, block) => {
    i32[at(views, CELL_START) + part * (blocks + 2) + block] = place;
    i32.set(cell.flat(), at(views, PAIRS) + 2 * place);
    place += cell.length;
  });
  i32[at(views, CELL_START) + part * (blocks + 2) + blocks] = place;
}

function stepThrough(views: Views, part: number): void {
  const { i32, f32 } = views;
  const blocks = word(views, BLOCKS);
  const block = (part + word(views, SHIFT)) % blocks;
  const cell = at(views, CELL_START) + part * (blocks + 2) + block;
  const count = i32[cell + 1] - i32[cell];
  const firstOf = (one: number): number => Math.floor((one * word(views, ITEM_COUNT)) / blocks);
  const others = firstOf(block + 1) - firstOf(block);
  const stream = bits(part * blocks + block, word(views, STREAM));
  const line = word(views, LINE_BYTES) >>> 2;
  const [rate, ridge] = [f(double(views, RATE)), f(double(views, RIDGE))];
  for (let n = 0; n < count; n++) {
    const pair = at(views, PAIRS) + 2 * (i32[cell] + below(bits(2 * n, stream), count));
    const other = i32[at(views, ORDER) + firstOf(block) + below(bits(2 * n + 1, stream), others)];
    const [user, item] = [i32[pair], i32[pair + 1]];
    const taken = i32.subarray(at(views, COLUMN) + i32[at(views, START) + user], at(views, COLUMN) + i32[at(views, START) + user + 1]);
    if (taken.includes(other)) continue;
    const places = { x: at(views, USERS) + user * line, y: at(views, ITEMS) + item * line, z: at(views, ITEMS) + other * line };
    step(f32, { ...places, strong: at(views, OWN) + item, weak: at(views, OWN) + other, line, table: at(views, TABLE) }, rate, ridge);
  }
}

function bits(n: number, stream: number): number {
  let x = n ^ stream;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

const below = (random: number, count: number): number => Number((BigInt(random) * BigInt(count)) >> 32n);

interface StepPlaces {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly strong: number;
  readonly weak: number;
  readonly line: number;
  readonly table: number;
}

function step(f32: Float32Array, { x, y, z, strong, weak, line, table }: StepPlaces, rate: number, ridge: number): void {
  const lanes = new Float32Array(8);
  for (let k = 0; k < line; k++) lanes[k & 7] += f(f32[x + k] * f(f32[y + k] - f32[z + k]));
  for (let k = 0; k < 4; k++) lanes[k] += lanes[k + 4];
  const score = f(f(f(lanes[0] + lanes[2]) + f(lanes[1] + lanes[3])) + f(f32[strong] - f32[weak]));
  const near = Math.max(-FARTHEST, Math.min(FARTHEST, score));
  const cell = Math.min(CELLS - 1, Math.trunc(f(f(near + FARTHEST) * CELLS_PER_ONE)));
  const by = f(rate * f32[table + cell]);
  const keep = f(1 - f(rate * ridge));
  f32[strong] = f(keep * f32[strong]) + by;
  f32[weak] = f(keep * f32[weak]) - by;
  for (let k = 0; k < line; k++) {
    const [u, i, j] = [f32[x + k], f32[y + k], f32[z + k]];
    const more = f(by * u);
    f32[x + k] = f(keep * u) + f(by * f(i - j));
    f32[y + k] = f(keep * i) + more;
    f32[z + k] = f(keep * j) - more;
  }
}

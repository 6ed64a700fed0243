import { placesFrom } from '../places.js';
import { CONTROL, THREADS } from '../threads/layout.js';
import { checkBytes } from '../threads/memory.js';
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
  FREE,
  ITEMS,
  ITEM_COUNT,
  LINE_BYTES,
  ORDER,
  OWN,
  PAIRS,
  RATE,
  RIDGE,
  START,
  TABLE,
  USERS,
} from './layout.js';

/** Who took what, and how to learn from it. */
export interface BprPlan {
  readonly items: number;
  /** Users + 1. */
  readonly start: Int32Array;
  /** Items, ascending within a user. */
  readonly column: Int32Array;
  readonly factors: number;
  readonly learningRate: number;
  readonly l2: number;
  /** Users × factors, to begin with. */
  readonly firstUsers: Float32Array;
  /** Items × factors, to begin with. */
  readonly firstItems: Float32Array;
}

/** Where everything lies: the control block's words, and how many bytes there are. */
export interface BprRoom {
  readonly words: Readonly<Record<number, number>>;
  readonly blocks: number;
  /** Bytes of a line of factors. */
  readonly line: number;
  readonly bytes: number;
}

/** So many blocks, more when the vectors of a block of users are many bytes; but in each at least so many entries and items. The data alone decide, not the threads. */
const [USUAL_BLOCKS, MOST_BLOCK_BYTES, LEAST_ENTRIES, LEAST_ITEMS] = [16, 2 ** 20, 4000, 32];

/** Lays out the memory; throws a `RangeError` where it is more than a WebAssembly memory holds. */
export function bprRoom({ users, items, entries, factors }: Readonly<Record<'users' | 'items' | 'entries' | 'factors', number>>): BprRoom {
  const line = 4 * ((factors + 7) & ~7);
  const wanted = Math.max(USUAL_BLOCKS, Math.ceil((users * line) / MOST_BLOCK_BYTES));
  const blocks = Math.max(1, Math.min(wanted, Math.floor(entries / LEAST_ENTRIES), Math.floor(items / LEAST_ITEMS)));
  const { take, end } = placesFrom(FREE);
  const words = {
    [LINE_BYTES]: line,
    [ITEM_COUNT]: items,
    [BLOCKS]: blocks,
    [USERS]: take(line * users),
    [ITEMS]: take(line * items),
    [OWN]: take(4 * items),
    [START]: take(4 * (users + 1)),
    [COLUMN]: take(4 * entries),
    [TABLE]: take(4 * CELLS),
    [FIRST_USER]: take(4 * (blocks + 1)),
    [ORDER]: take(4 * items),
    [BLOCK_OF]: take(2 * items),
    [PAIRS]: take(8 * entries),
    [CELL_START]: take(4 * blocks * (blocks + 2)),
  };
  checkBytes(end());
  return { words, blocks, line, bytes: end() };
}

/** Writes the control block, the entries and the first vectors. */
export function fillRoom({ words, blocks, line }: BprRoom, views: Views, plan: BprPlan, threads: number): void {
  const { i32, f32, f64 } = views;
  i32[(CONTROL >>> 2) + THREADS] = threads;
  for (const [word, value] of Object.entries(words)) i32[(CONTROL >>> 2) + Number(word)] = value;
  f64[((CONTROL + 4 * DOUBLES) >>> 3) + RATE] = plan.learningRate;
  f64[((CONTROL + 4 * DOUBLES) >>> 3) + RIDGE] = plan.l2;
  const { start, column, factors } = plan;
  const users = start.length - 1;
  i32.set(start, words[START] >>> 2);
  i32.set(column, words[COLUMN] >>> 2);
  // Each block begins with the first user who has so many entries before them.
  for (let block = 0, user = 0; block <= blocks; block++) {
    while (user < users && Math.floor((start[user] * blocks) / column.length) < block) user++;
    i32[(words[FIRST_USER] >>> 2) + block] = user;
  }
  const linesTo = (to: number, from: Float32Array): void => {
    for (let i = 0; i * factors < from.length; i++) f32.set(from.subarray(i * factors, (i + 1) * factors), (to + i * line) >>> 2);
  };
  linesTo(words[USERS], plan.firstUsers);
  linesTo(words[ITEMS], plan.firstItems);
  for (let cell = 0; cell < CELLS; cell++) f32[(words[TABLE] >>> 2) + cell] = 1 / (1 + Math.exp((cell + 0.5) / CELLS_PER_ONE - FARTHEST));
}

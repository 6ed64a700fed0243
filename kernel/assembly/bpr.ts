/**
 * Stochastic gradient steps on pairs of items of which a user took one, over blocks of users and items that several threads work on at a time. AssemblyScript:
 * `scripts/build-kernels.mjs` compiles it, `src/kernel/bpr/` calls it and says the same in plain TypeScript.
 */
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
} from '../../src/kernel/bpr/layout';
import { CONTROL, PHASE } from '../../src/kernel/threads/layout';
import { endTurn, nextPart, nextTurn } from './threads/turns';

export { begin, ended } from './threads/turns';

// @ts-ignore: decorator
@inline
function word(index: i32): i32 {
  return load<i32>(CONTROL + (index << 2));
}

// @ts-ignore: decorator
@inline
function address(index: i32): usize {
  return load<usize>(CONTROL + (index << 2));
}

/** Bits of number `n` of a stream (Prospector's two-round hash of 32 bits, C. Wellons). */
// @ts-ignore: decorator
@inline
function bits(n: u32, stream: u32): u32 {
  let x = n ^ stream;
  x ^= x >> 16;
  x *= 0x21f0aaad;
  x ^= x >> 15;
  x *= 0xd35a2d97;
  x ^= x >> 15;
  return x;
}

// @ts-ignore: decorator
@inline
function below(random: u32, count: i32): i32 {
  return <i32>((<u64>random * <u64>count) >> 32);
}

/** Whether the ascending entries from `from` to `until` hold the item. */
// @ts-ignore: decorator
@inline
function holds(column: usize, from: i32, until: i32, item: i32): bool {
  while (from < until) {
    const middle = (from + until) >>> 1;
    const at = load<i32>(column + ((<usize>middle) << 2));
    if (at == item) return true;
    if (at < item) from = middle + 1;
    else until = middle;
  }
  return false;
}

/** One step: the user's `score` of the taken item over the other's goes up. `strong` and `weak` are where the strengths of the two items lie. */
// @ts-ignore: decorator
@inline
function step(user: usize, taken: usize, other: usize, bytes: usize, strong: usize, weak: usize, table: usize, rate: f32, ridge: f32): void {
  let left = f32x4.splat(0);
  let right = left;
  for (let o: usize = 0; o < bytes; o += 32) {
    left = f32x4.add(left, f32x4.mul(v128.load(user + o), f32x4.sub(v128.load(taken + o), v128.load(other + o))));
    right = f32x4.add(right, f32x4.mul(v128.load(user + o, 16), f32x4.sub(v128.load(taken + o, 16), v128.load(other + o, 16))));
  }
  left = f32x4.add(left, right);
  const strength = load<f32>(strong);
  const weakness = load<f32>(weak);
  const pairs = f32x4.extract_lane(left, 0) + f32x4.extract_lane(left, 2) + (f32x4.extract_lane(left, 1) + f32x4.extract_lane(left, 3));
  const score = pairs + (strength - weakness);
  const near = max<f32>(-(<f32>FARTHEST), min<f32>(<f32>FARTHEST, score));
  const cell = min(CELLS - 1, <i32>((near + <f32>FARTHEST) * <f32>CELLS_PER_ONE));
  const slope = load<f32>(table + ((<usize>cell) << 2));
  const far = rate * slope;
  const less = <f32>1 - rate * ridge;
  store<f32>(strong, less * strength + far);
  store<f32>(weak, less * weakness - far);
  const by = f32x4.splat(far);
  const keep = f32x4.splat(less);
  for (let o: usize = 0; o < bytes; o += 16) {
    const u = v128.load(user + o);
    const i = v128.load(taken + o);
    const j = v128.load(other + o);
    const more = f32x4.mul(by, u);
    v128.store(user + o, f32x4.add(f32x4.mul(keep, u), f32x4.mul(by, f32x4.sub(i, j))));
    v128.store(taken + o, f32x4.add(f32x4.mul(keep, i), more));
    v128.store(other + o, f32x4.sub(f32x4.mul(keep, j), more));
  }
}

/** The first place of a block among the shuffled items. */
// @ts-ignore: decorator
@inline
function firstOf(block: i32): i32 {
  return <i32>((<u64>block * <u64>word(ITEM_COUNT)) / <u64>word(BLOCKS));
}

/** Puts the entries of the users of block `part` in the order of the blocks of their items, users and items ascending within (counting sort). */
function sort(part: i32): void {
  const blocks = word(BLOCKS);
  const range = address(FIRST_USER) + (<usize>part << 2);
  const until = load<i32>(range, 4);
  const start = address(START);
  const column = address(COLUMN);
  const blockOf = address(BLOCK_OF);
  const pairs = address(PAIRS);
  const cells = address(CELL_START) + (<usize>part * <usize>(blocks + 2) << 2);
  memory.fill(cells, 0, <usize>(blocks + 2) << 2);
  const first = load<i32>(start + (<usize>load<i32>(range) << 2));
  const end = load<i32>(start + (<usize>until << 2));
  for (let e = first; e < end; e++) {
    const cell = cells + (<usize>load<u16>(blockOf + (<usize>load<i32>(column + (<usize>e << 2)) << 1)) << 2);
    store<i32>(cell, load<i32>(cell, 8) + 1, 8);
  }
  store<i32>(cells, first);
  store<i32>(cells, first, 4);
  for (let block: usize = 1; block <= <usize>blocks; block++) {
    const cell = cells + (block << 2);
    store<i32>(cell, load<i32>(cell) + load<i32>(cell, 4), 4);
  }
  for (let user = load<i32>(range); user < until; user++) {
    const row = start + (<usize>user << 2);
    for (let e = load<i32>(row); e < load<i32>(row, 4); e++) {
      const item = load<i32>(column + (<usize>e << 2));
      const cell = cells + (<usize>load<u16>(blockOf + (<usize>item << 1)) << 2);
      const place = load<i32>(cell, 4);
      store<i32>(cell, place + 1, 4);
      store<i32>(pairs + (<usize>place << 3), user);
      store<i32>(pairs + (<usize>place << 3), item, 4);
    }
  }
}

/**
 * As many steps as the cell of user block `part` has entries: for an entry of it and an item of its item block, drawn at random; an item that the user took too is
 * passed over. No other cell of the phase has these users or these items.
 */
function stepThrough(part: i32): void {
  const blocks = word(BLOCKS);
  const block = (part + word(SHIFT)) % blocks;
  const cell = address(CELL_START) + (<usize>(part * (blocks + 2) + block) << 2);
  const count = load<i32>(cell, 4) - load<i32>(cell);
  const pairs = address(PAIRS) + (<usize>load<i32>(cell) << 3);
  const order = address(ORDER) + (<usize>firstOf(block) << 2);
  const others = firstOf(block + 1) - firstOf(block);
  const stream = bits(part * blocks + block, word(STREAM));
  const bytes = <usize>word(LINE_BYTES);
  const own = address(OWN);
  const items = address(ITEMS);
  const rate = <f32>load<f64>(CONTROL + (DOUBLES << 2) + (RATE << 3));
  const ridge = <f32>load<f64>(CONTROL + (DOUBLES << 2) + (RIDGE << 3));
  const table = address(TABLE);
  const column = address(COLUMN);
  for (let n = 0; n < count; n++) {
    const pair = pairs + (<usize>below(bits(2 * n, stream), count) << 3);
    const other = load<i32>(order + (<usize>below(bits(2 * n + 1, stream), others) << 2));
    const user = load<i32>(pair);
    const row = address(START) + (<usize>user << 2);
    if (holds(column, load<i32>(row), load<i32>(row, 4), other)) continue;
    const item = load<i32>(pair, 4);
    const line = address(USERS) + <usize>user * bytes;
    const strong = own + (<usize>item << 2);
    const weak = own + (<usize>other << 2);
    step(line, items + <usize>item * bytes, items + <usize>other * bytes, bytes, strong, weak, table, rate, ridge);
  }
}

/** Runs parts of the phase that the control block names, one per user block, until none is left. */
export function run(_thread: i32): void {
  const sorts = word(PHASE) == SORT;
  for (let part = nextPart(); part < word(BLOCKS); part = nextPart()) {
    if (sorts) sort(part);
    else stepThrough(part);
  }
}

/** Runs this thread's share of every phase after turn `seen`, until there is to be none. */
export function serve(thread: i32, seen: i32, spins: i32): void {
  for (seen = nextTurn(seen, spins); seen != -1; seen = nextTurn(seen, spins)) {
    run(thread);
    endTurn();
  }
}

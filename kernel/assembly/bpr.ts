/**
 * Stochastic gradient steps on pairs of items of which a user took one. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/bpr/` calls it and says the same in plain TypeScript.
 */
import {
  CELLS,
  CELLS_PER_ONE,
  COLUMN,
  DOUBLES,
  DRAWN,
  DRAWS,
  ENTRIES,
  FARTHEST,
  ITEMS,
  ITEM_COUNT,
  LINE_BYTES,
  OWN,
  RATE,
  RIDGE,
  START,
  TABLE,
  USERS,
  USER_OF,
  WORDS,
} from '../../src/kernel/bpr/layout';

// @ts-ignore: decorator
@inline
function word(index: i32): i32 {
  return load<i32>(WORDS + (index << 2));
}

// @ts-ignore: decorator
@inline
function address(index: i32): usize {
  return load<usize>(WORDS + (index << 2));
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

/** One step: the user's `score` of the taken item over the other's goes up. */
// @ts-ignore: decorator
@inline
function step(user: usize, taken: usize, other: usize, bytes: usize, table: usize, rate: f32, ridge: f32): void {
  let left = f32x4.splat(0);
  let right = left;
  for (let o: usize = 0; o < bytes; o += 32) {
    left = f32x4.add(left, f32x4.mul(v128.load(user + o), f32x4.sub(v128.load(taken + o), v128.load(other + o))));
    right = f32x4.add(right, f32x4.mul(v128.load(user + o, 16), f32x4.sub(v128.load(taken + o, 16), v128.load(other + o, 16))));
  }
  left = f32x4.add(left, right);
  const score =
    f32x4.extract_lane(left, 0) + f32x4.extract_lane(left, 2) + (f32x4.extract_lane(left, 1) + f32x4.extract_lane(left, 3));
  const near = max<f32>(-(<f32>FARTHEST), min<f32>(<f32>FARTHEST, score));
  const cell = min(CELLS - 1, <i32>((near + <f32>FARTHEST) * <f32>CELLS_PER_ONE));
  const slope = load<f32>(table + ((<usize>cell) << 2));
  const by = f32x4.splat(rate * slope);
  const keep = f32x4.splat(<f32>1 - rate * ridge);
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

/** Reads a byte of every cache line of a line: it is there when a step asks for it. */
// @ts-ignore: decorator
@inline
function fetch(line: usize, bytes: usize): i32 {
  let sum = 0;
  for (let o: usize = 0; o < bytes; o += 64) sum += load<u8>(line + o);
  return sum;
}

/** Draws pairs `first` to `end` and fetches their lines; gives how many have an item that the user did not take. */
function drawPairs(first: u32, end: u32, stream: u32, bytes: usize): i32 {
  const entries = word(ENTRIES);
  const items = word(ITEM_COUNT);
  const drawn = address(DRAWN);
  let count = 0;
  let fetched = 0;
  for (let n = first; n < end; n++) {
    const at = drawn + ((n - first) << 4);
    store<i32>(at, below(bits(2 * n, stream), entries));
    store<i32>(at, below(bits(2 * n + 1, stream), items), 8);
  }
  for (let at = drawn; at < drawn + ((end - first) << 4); at += 16) {
    const entry = <usize>load<i32>(at) << 2;
    const other = load<i32>(at, 8);
    const user = load<i32>(address(USER_OF) + entry);
    const row = address(START) + ((<usize>user) << 2);
    if (holds(address(COLUMN), load<i32>(row), load<i32>(row, 4), other)) continue;
    const pair = drawn + ((<usize>count) << 4);
    count++;
    const places = v128.splat<i32>(0);
    const x = address(USERS) + <usize>user * bytes;
    const y = address(ITEMS) + <usize>load<i32>(address(COLUMN) + entry) * bytes;
    const z = address(ITEMS) + <usize>other * bytes;
    v128.store(pair, i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(places, 0, <i32>x), 1, <i32>y), 2, <i32>z));
    fetched += fetch(x, bytes) + fetch(y, bytes) + fetch(z, bytes);
  }
  store<i32>(drawn + DRAWS * 16, fetched);
  return count;
}

/** Steps `first` to `end` of the stream; a drawn item that the user took too is passed over. */
export function steps(first: u32, end: u32, stream: u32): void {
  const bytes = <usize>word(LINE_BYTES);
  const own = <usize>word(OWN) << 2;
  const rate = <f32>load<f64>(DOUBLES + 8 * RATE);
  const ridge = <f32>load<f64>(DOUBLES + 8 * RIDGE);
  for (; first < end; first += DRAWS) {
    const count = drawPairs(first, min(first + DRAWS, end), stream, bytes);
    for (let pair = address(DRAWN), last = pair + ((<usize>count) << 4); pair < last; pair += 16) {
      const user = load<usize>(pair);
      step(user, load<usize>(pair, 4), load<usize>(pair, 8), bytes, address(TABLE), rate, ridge);
      store<f32>(user + own, 1);
    }
  }
}

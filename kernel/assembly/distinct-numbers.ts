/**
 * Sorts doubles and counts equal ones. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/distinct-numbers.ts` calls it.
 */

/** Where the doubles stand; as much room follows them. Before them, a count per digit. */
export const VALUES: usize = 65536;
const COUNTS: usize = 1024;
const BITS: i32 = 11;
const DIGITS: i32 = 2048;
/** The high 33 bits, in three digits, least first: they part nearly all numbers of a column. */
const HIGH: i32 = 31;
/** Moves per number that are worth more than three passes over the low digits. */
const MOST_MOVES: i32 = 8;
const NOT_A_NUMBER: u64 = u64.MAX_VALUE;

/** A double's bits in the order of its value: not-a-numbers come last, and zero has no sign. */
function ordered(at: usize): u64 {
  const value = load<f64>(at) + 0;
  if (isNaN(value)) return NOT_A_NUMBER;
  const bits = reinterpret<u64>(value);
  return bits ^ ((0 - (bits >> 63)) | 0x8000000000000000);
}

function restored(key: u64): u64 {
  return key ^ (((key >> 63) - 1) | 0x8000000000000000);
}

function digitAt(key: u64, shift: i32): usize {
  return (<usize>((key >> shift) & (DIGITS - 1))) << 2;
}

/**
 * Finds the distinct numbers among the first `count` doubles: leaves them, ascending, in the room after the doubles, and how often each
 * occurs, in 32 bits, in place of the doubles. Returns how many they are; not-a-numbers are left out.
 */
export function distinct(count: i32): i32 {
  const end = VALUES + ((<usize>count) << 3);
  sortHigh(end);
  if (!insert(end)) {
    for (let shift = 0; shift < HIGH; shift += BITS) moveBy(end, shift);
    for (let shift = HIGH; shift < 64; shift += BITS) moveBy(end, shift);
  }
  return countEqual(end);
}

/** Turns the doubles into keys and sorts them by their high digits, with one count over all. */
function sortHigh(end: usize): void {
  memory.fill(COUNTS, 0, 3 * DIGITS * 4);
  for (let at = VALUES; at < end; at += 8) {
    const key = ordered(at);
    store<u64>(at, key);
    count(COUNTS + digitAt(key, HIGH));
    count(COUNTS + DIGITS * 4 + digitAt(key, HIGH + BITS));
    count(COUNTS + DIGITS * 8 + digitAt(key, HIGH + 2 * BITS));
  }
  move(VALUES, end, end, COUNTS, HIGH);
  move(end, 2 * end - VALUES, VALUES, COUNTS + DIGITS * 4, HIGH + BITS);
  move(VALUES, end, end, COUNTS + DIGITS * 8, HIGH + 2 * BITS);
  memory.copy(VALUES, end, end - VALUES);
}

function count(cell: usize): void {
  store<u32>(cell, load<u32>(cell) + 1);
}

/** Sorts by one digit, counted here. */
function moveBy(end: usize, shift: i32): void {
  memory.fill(COUNTS, 0, DIGITS * 4);
  for (let at = VALUES; at < end; at += 8) count(COUNTS + digitAt(load<u64>(at), shift));
  move(VALUES, end, end, COUNTS, shift);
  memory.copy(VALUES, end, end - VALUES);
}

/** Moves keys to another room in the order of one digit, whose counts are at `counts`. */
function move(from: usize, end: usize, to: usize, counts: usize, shift: i32): void {
  let sum: u32 = 0;
  for (let cell = counts; cell < counts + DIGITS * 4; cell += 4) {
    const many = load<u32>(cell);
    store<u32>(cell, sum);
    sum += many;
  }
  for (; from < end; from += 8) {
    const key = load<u64>(from);
    const cell = counts + digitAt(key, shift);
    const place = load<u32>(cell);
    store<u32>(cell, place + 1);
    store<u64>(to + ((<usize>place) << 3), key);
  }
}

/** Insertion sort of keys that are nearly in order; gives up when they are not. */
function insert(end: usize): bool {
  let moves = <i32>(end - VALUES) * (MOST_MOVES / 8);
  for (let at = VALUES + 8; at < end; at += 8) {
    const key = load<u64>(at);
    let to = at;
    while (to > VALUES && load<u64>(to - 8) > key) {
      store<u64>(to, load<u64>(to - 8));
      to -= 8;
      moves--;
    }
    store<u64>(to, key);
    if (moves < 0) return false;
  }
  return true;
}

function countEqual(end: usize): i32 {
  let counts = VALUES;
  let values = end;
  for (let at = VALUES; at < end;) {
    const key = load<u64>(at);
    if (key === NOT_A_NUMBER) break;
    const from = at;
    while (at < end && load<u64>(at) === key) at += 8;
    store<u64>(values, restored(key));
    store<u32>(counts, <u32>((at - from) >> 3));
    values += 8;
    counts += 4;
  }
  return <i32>((values - end) >> 3);
}

/**
 * Sorts doubles. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/sort-numbers.ts` calls it.
 */

/** Where the doubles stand; as much room follows them. Before them, a count per digit. */
export const VALUES: usize = 65536;
const COUNTS: usize = 1024;
const DIGITS: i32 = 2048;
const PASSES: i32 = 6;

/** A double's bits in the order of its value: not-a-numbers come last. */
function ordered(bits: u64): u64 {
  return bits ^ ((0 - (bits >> 63)) | 0x8000000000000000);
}

function restored(key: u64): u64 {
  return key ^ (((key >> 63) - 1) | 0x8000000000000000);
}

/** Sorts the first `count` doubles, ascending: radix sort by eleven bits at a time, least first. */
export function sort(count: i32): void {
  memory.fill(COUNTS, 0, <usize>(PASSES * DIGITS * 4));
  for (let i = 0; i < count; i++) {
    const at = VALUES + ((<usize>i) << 3);
    const key = ordered(load<u64>(at));
    store<u64>(at, key);
    for (let pass = 0; pass < PASSES; pass++) {
      const cell = COUNTS + ((pass * DIGITS + <i32>((key >> (11 * pass)) & 2047)) << 2);
      store<u32>(cell, load<u32>(cell) + 1);
    }
  }
  let from = VALUES;
  let to = VALUES + ((<usize>count) << 3);
  for (let pass = 0; pass < PASSES; pass++) {
    const counts = COUNTS + ((pass * DIGITS) << 2);
    const first = <usize>((load<u64>(VALUES) >> (11 * pass)) & 2047);
    if (load<u32>(counts + (first << 2)) === <u32>count) continue;
    move(from, to, count, counts, 11 * pass);
    const other = from;
    from = to;
    to = other;
  }
  for (let i = 0; i < count; i++) store<u64>(VALUES + ((<usize>i) << 3), restored(load<u64>(from + ((<usize>i) << 3))));
}

/** Moves the keys into the order of one digit. */
function move(from: usize, to: usize, count: i32, counts: usize, shift: i32): void {
  let sum: u32 = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const cell = counts + ((<usize>digit) << 2);
    const many = load<u32>(cell);
    store<u32>(cell, sum);
    sum += many;
  }
  for (let i = 0; i < count; i++) {
    const key = load<u64>(from + ((<usize>i) << 3));
    const cell = counts + ((<usize>((key >> shift) & 2047)) << 2);
    const place = load<u32>(cell);
    store<u32>(cell, place + 1);
    store<u64>(to + ((<usize>place) << 3), key);
  }
}

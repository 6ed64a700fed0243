/**
 * Sums of the leaves that a block of rows falls into, all rows of a tree at a time. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/leaf-bits.ts` calls it and lays out the memory, `test/kernel/leaf-bits-plain.ts` says the same in plain TypeScript.
 */
import { writeConditions } from './bits/conditions';
import { sixteenIndices } from './bits/indices';

export { FREE } from './bits/conditions';

const BLOCK_ROWS: i32 = 256;

/** Bytes of the bits of a block of rows: two vectors. */
const SLOT: usize = 32;

/** Bytes of a tree's entry: first split, end of its splits, leaves, first value. */
const TREE: usize = 16;

/** Bytes of a split: the slot of its condition; in two bytes each where the bits of the first leaf of its left and of its right side are. */
const SPLIT: usize = 8;

/** Bytes of the bits of up to 256 leaves, of groups of eight leaves, of groups of groups and of all. */
const LEAVES: usize = (256 + 32 + 8 + 1) * SLOT;

/**
 * Writes the sums of the first `rows` rows, output after output, each block-long. `room` has the bits of leaves, then nine planes of the rows'
 * leaves.
 */
export function score(
  columns: usize,
  columnsEnd: usize,
  values: usize,
  trees: usize,
  treesEnd: usize,
  room: usize,
  base: usize,
  outputs: i32,
  sums: usize,
  rows: i32,
): void {
  writeConditions(columns, columnsEnd, values, BLOCK_ROWS, rows);
  const outputBytes = (<usize>BLOCK_ROWS) << 3;
  const sumsEnd = sums + <usize>outputs * outputBytes;
  for (let out = sums; out < sumsEnd; out += outputBytes, base += 8) {
    const margin = f64x2.splat(load<f64>(base));
    for (let at = out; at < out + outputBytes; at += 16) v128.store(at, margin);
  }
  const planes = room + LEAVES;
  let out = sums;
  for (let tree = trees; tree < treesEnd; tree += TREE) {
    const leaves = load<i32>(tree, 8);
    splitRows(load<u32>(tree), load<u32>(tree, 4), room);
    writePlanes(room, leaves, planes);
    addLeaves(planes, 32 - clz(leaves - 1), load<u32>(tree, 12), out, rows);
    out += outputBytes;
    if (out === sumsEnd) out = sums;
  }
}

/** Shares the rows out: each split keeps in its first leaf those that meet its condition, and hands the others on. */
function splitRows(split: usize, end: usize, leaves: usize): void {
  v128.store(leaves, i32x4.splat(-1));
  v128.store(leaves, i32x4.splat(-1), 16);
  for (; split < end; split += SPLIT) {
    const condition = <usize>load<u32>(split);
    const left = leaves + <usize>load<u16>(split, 4);
    const right = leaves + <usize>load<u16>(split, 6);
    const a = v128.load(left);
    const b = v128.load(left, 16);
    const meetsA = v128.load(condition);
    const meetsB = v128.load(condition, 16);
    v128.store(left, v128.and(a, meetsA));
    v128.store(left, v128.and(b, meetsB), 16);
    v128.store(right, v128.andnot(a, meetsA));
    v128.store(right, v128.andnot(b, meetsB), 16);
  }
}

/** Plane b: the rows of leaves whose number has bit b. Three planes come of eight leaves at a time, the next three of groups of eight. */
function writePlanes(leaves: usize, count: i32, planes: usize): void {
  for (;;) {
    const end = leaves + (<usize>(count + 7) & ~7) * SLOT;
    for (let none = leaves + <usize>count * SLOT; none < end; none += 16) v128.store(none, i32x4.splat(0));
    threePlanes(leaves, end, planes);
    threePlanes(leaves + 16, end, planes + 16);
    if (count <= 8) return;
    count = (count + 7) >> 3;
    leaves = end;
    planes += 3 * SLOT;
  }
}

/** One vector of the three planes, and of the groups of eight, which follow the leaves. */
function threePlanes(leaves: usize, end: usize, planes: usize): void {
  let first = i32x4.splat(0);
  let second = first;
  let third = first;
  let group = end + (leaves & 16);
  for (let at = leaves; at < end; at += 8 * SLOT, group += SLOT) {
    const one = v128.load(at, SLOT);
    const three = v128.load(at, 3 * SLOT);
    const five = v128.load(at, 5 * SLOT);
    const seven = v128.load(at, 7 * SLOT);
    const two = v128.or(v128.load(at, 2 * SLOT), three);
    const six = v128.or(v128.load(at, 6 * SLOT), seven);
    const four = v128.or(v128.or(v128.load(at, 4 * SLOT), five), six);
    first = v128.or(first, v128.or(v128.or(one, three), v128.or(five, seven)));
    second = v128.or(second, v128.or(two, six));
    third = v128.or(third, four);
    v128.store(group, v128.or(v128.or(v128.load(at), one), v128.or(two, four)));
  }
  v128.store(planes, first);
  v128.store(planes, second, SLOT);
  v128.store(planes, third, 2 * SLOT);
}

/** Adds to each row's sum the value of its leaf. */
function addLeaves(planes: usize, count: usize, value: usize, out: usize, rows: i32): void {
  const end = out + ((<usize>rows) << 3);
  const numbers = planes + 9 * SLOT;
  for (; out < end; planes += 2) {
    v128.store(numbers, sixteenIndices(planes, count, SLOT));
    for (let number = numbers; number < numbers + 16; number += 4, out += 32) {
      const a = v128.load_zero<u64>(value + ((<usize>load<u8>(number)) << 3));
      const b = v128.load_zero<u64>(value + ((<usize>load<u8>(number, 2)) << 3));
      const ab = v128.load_lane<u64>(value + ((<usize>load<u8>(number, 1)) << 3), a, 1);
      const cd = v128.load_lane<u64>(value + ((<usize>load<u8>(number, 3)) << 3), b, 1);
      v128.store(out, f64x2.add(v128.load(out), ab));
      v128.store(out, f64x2.add(v128.load(out, 16), cd), 16);
    }
  }
}

/**
 * Exact Shapley values of leaves, for a block of rows. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/leaf-shares.ts`
 * calls it and lays out the memory, `test/kernel/leaf-shares-plain.ts` says the same in plain TypeScript, to the bit.
 */
import { bytesOf } from './bits/conditions';
import { sixteenIndices } from './bits/indices';

export { FREE, writeConditions } from './bits/conditions';

/** Most entries of a leaf whose shares are tabulated for all patterns of conditions that rows may meet. */
const TABLE_ENTRIES: i32 = 10;

/** Bytes of a leaf: its first entry, how many, and its value. */
const LEAF: usize = 16;

/** Bytes of an entry: share of the training rows; slots of which a row must be in the first, not in the second, or in the third; effects of its column. */
const ENTRY: usize = 24;

/** Bytes of the tables in the room: shares by entry and pattern, products by pattern, and two vectors of inverse factors per entry. */
const SHARES: usize = ((<usize>TABLE_ENTRIES) << TABLE_ENTRIES) << 3;
const PRODUCTS: usize = ((<usize>1) << TABLE_ENTRIES) << 3;
const INVERSES: usize = (<usize>TABLE_ENTRIES) << 5;

/**
 * Adds the shares of leaves to the effects of the first `rows` rows of a block. `quadratures` has the place of each, by entries of a leaf;
 * `room` has the tables, the numbers of the rows' patterns, then room for planes or for what is reckoned per entry.
 */
export function addShares(leaf: usize, leavesEnd: usize, quadratures: usize, room: usize, blockRows: i32, rows: i32): void {
  const numbers = room + SHARES + PRODUCTS + INVERSES;
  const planes = numbers + ((<usize>blockRows) << 1);
  for (; leaf < leavesEnd; leaf += LEAF) {
    const entries = <usize>load<u32>(leaf);
    const count = load<i32>(leaf, 4);
    const value = load<f64>(leaf, 8);
    const quadrature = <usize>load<u32>(quadratures + ((<usize>count) << 2));
    const slotBytes = <usize>blockRows >> 3;
    writePlanes(entries, count, planes, slotBytes, rows);
    if (count <= TABLE_ENTRIES && 1 << count <= rows) {
      tabulate(entries, count, value, quadrature, room);
      writeNumbers(planes, count, slotBytes, numbers, rows);
      addTabulated(entries, count, room, numbers, rows);
    } else {
      const perEntry = planes + <usize>count * slotBytes;
      for (let row = 0; row < rows; row += 2) addPair(entries, count, value, quadrature, planes, slotBytes, perEntry, row);
    }
  }
}

/** Plane i: which rows meet the conditions of entry i. */
function writePlanes(entry: usize, count: i32, plane: usize, slotBytes: usize, rows: i32): void {
  const used = bytesOf(rows);
  for (let i = 0; i < count; i++, entry += ENTRY, plane += slotBytes) {
    const within = <usize>load<u32>(entry, 8);
    const without = <usize>load<u32>(entry, 12);
    const or = <usize>load<u32>(entry, 16);
    for (let word: usize = 0; word < used; word += 16) {
      const range = v128.andnot(v128.load(within + word), v128.load(without + word));
      v128.store(plane + word, v128.or(range, v128.load(or + word)));
    }
  }
}

/** The shares of a leaf for every pattern: bit i of a pattern says whether entry i's conditions are met. */
function tabulate(entries: usize, count: i32, value: f64, quadrature: usize, shares: usize): void {
  const products = shares + SHARES;
  const inverses = products + PRODUCTS;
  const patterns: usize = 1 << count;
  const points = (count + 1) >> 1;
  for (let q = 0; q < points; q++, quadrature += 16) {
    multiply(entries, count, load<f64>(quadrature), load<f64>(quadrature, 8), products, inverses);
    let share = shares;
    for (let i = 0; i < count; i++) {
      const inverse = inverses + ((<usize>i) << 5);
      for (let pattern: usize = 0; pattern < patterns; pattern += 2, share += 16) {
        const part = f64x2.mul(v128.load(products + (pattern << 3)), v128.load(inverse + (((pattern >> i) & 1) << 4)));
        v128.store(share, q === 0 ? part : f64x2.add(v128.load(share), part));
      }
    }
  }
  for (let i = 0; i < count; i++, entries += ENTRY) {
    const z = load<f64>(entries);
    const unmet = value * (0 - z);
    const met = value * (1 - z);
    for (let pattern: usize = 0; pattern < patterns; pattern += 2, shares += 16) {
      const factor = i === 0 ? f64x2.replace_lane(f64x2.splat(unmet), 1, met) : f64x2.splat((pattern >> i) & 1 ? met : unmet);
      v128.store(shares, f64x2.mul(v128.load(shares), factor));
    }
  }
}

/** At one point: the products of all factors by pattern, entry by entry; and each factor's inverse, unmet and met, as they lie in pairs of patterns. */
function multiply(entry: usize, count: i32, point: f64, weight: f64, products: usize, inverses: usize): void {
  store<f64>(products, weight);
  for (let i = 0; i < count; i++, entry += ENTRY, inverses += 32) {
    const unmet = load<f64>(entry) * (1 - point);
    const met = point + unmet;
    const upper: usize = ((<usize>1) << i) << 3;
    for (let at = products; at < products + upper; at += 8) {
      const product = load<f64>(at);
      store<f64>(at, product * unmet);
      store<f64>(at + upper, product * met);
    }
    const low = 1 / unmet;
    const high = 1 / met;
    store<f64>(inverses, low);
    store<f64>(inverses, i === 0 ? high : low, 8);
    store<f64>(inverses, i === 0 ? low : high, 16);
    store<f64>(inverses, high, 24);
  }
}

/** The number of each row's pattern, in two bytes. */
function writeNumbers(planes: usize, count: i32, slotBytes: usize, number: usize, rows: i32): void {
  const low = min(count, 8);
  const high = planes + <usize>low * slotBytes;
  const end = number + ((<usize>rows) << 1);
  for (let at: usize = 0; number < end; number += 32, at += 2) {
    const lower = sixteenIndices(planes + at, low, slotBytes);
    const upper = sixteenIndices(high + at, count - low, slotBytes);
    v128.store(number, v128.shuffle<i8>(lower, upper, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(number, v128.shuffle<i8>(lower, upper, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
  }
}

function addTabulated(entry: usize, count: i32, shares: usize, numbers: usize, rows: i32): void {
  const tableBytes: usize = ((<usize>1) << count) << 3;
  for (let i = 0; i < count; i++, entry += ENTRY, shares += tableBytes) {
    let effect = <usize>load<u32>(entry, 20);
    const end = effect + ((<usize>rows) << 3);
    for (let number = numbers; effect < end; effect += 32, number += 8) {
      const a = v128.load_zero<u64>(shares + ((<usize>load<u16>(number)) << 3));
      const b = v128.load_zero<u64>(shares + ((<usize>load<u16>(number, 4)) << 3));
      const first = v128.load_lane<u64>(shares + ((<usize>load<u16>(number, 2)) << 3), a, 1);
      const second = v128.load_lane<u64>(shares + ((<usize>load<u16>(number, 6)) << 3), b, 1);
      v128.store(effect, f64x2.add(v128.load(effect), first));
      v128.store(effect, f64x2.add(v128.load(effect, 16), second), 16);
    }
  }
}

/** Adds the shares of rows `row` and `row + 1`, reckoned for these two. Per entry: which of the two meet it, their factors, and their shares so far. */
function addPair(
  entries: usize,
  count: i32,
  value: f64,
  quadrature: usize,
  planes: usize,
  slotBytes: usize,
  perEntry: usize,
  row: i32,
): void {
  const end = perEntry + <usize>count * 48;
  let bits = planes + (<usize>row >> 3);
  for (let own = perEntry; own < end; own += 48, bits += slotBytes) {
    const two = load<u8>(bits) >> (<u8>row & 7);
    v128.store(own, i64x2.replace_lane(i64x2.splat(-(<i64>(two & 1))), 1, -(<i64>((two >> 1) & 1))));
    v128.store(own, f64x2.splat(0), 32);
  }
  const points = (count + 1) >> 1;
  for (let q = 0; q < points; q++, quadrature += 16) {
    const point = f64x2.splat(load<f64>(quadrature));
    const rest = f64x2.sub(f64x2.splat(1), point);
    let product = v128.load_splat<u64>(quadrature + 8);
    for (let own = perEntry, entry = entries; own < end; own += 48, entry += ENTRY) {
      const factor = f64x2.add(v128.and(v128.load(own), point), f64x2.mul(v128.load_splat<u64>(entry), rest));
      v128.store(own, factor, 16);
      product = f64x2.mul(product, factor);
    }
    for (let own = perEntry; own < end; own += 48) {
      const part = f64x2.mul(product, f64x2.div(f64x2.splat(1), v128.load(own, 16)));
      v128.store(own, f64x2.add(v128.load(own, 32), part), 32);
    }
  }
  for (let own = perEntry; own < end; own += 48, entries += ENTRY) {
    const z = v128.load_splat<u64>(entries);
    const ones = v128.and(v128.load(own), f64x2.splat(1));
    const share = f64x2.mul(v128.load(own, 32), f64x2.mul(f64x2.splat(value), f64x2.sub(ones, z)));
    const effect = <usize>load<u32>(entries, 20) + ((<usize>row) << 3);
    v128.store(effect, f64x2.add(v128.load(effect), share));
  }
}

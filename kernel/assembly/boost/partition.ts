/** Records that are looked at before any is moved. */
const BLOCK: i32 = 128;

// @ts-ignore: decorator
@inline
function swap16(a: usize, b: usize): void {
  const x = v128.load(a);
  v128.store(a, v128.load(b));
  v128.store(b, x);
}

// @ts-ignore: decorator
@inline
function swapRecords(a: usize, b: usize, stride: i32): void {
  swap16(a, b);
  for (let o: usize = 16; o < <usize>stride; o += 16) swap16(a + o, b + o);
}

// @ts-ignore: decorator
@inline
function swapTravel(a: usize, b: usize): void {
  const x = load<i64>(a);
  store<i64>(a, load<i64>(b));
  store<i64>(b, x);
}

// @ts-ignore: decorator
@inline
function isLeft(at: usize, goesLeft: usize, wide: bool): usize {
  return <usize>load<u8>(goesLeft + (wide ? <usize>load<u16>(at) : <usize>load<u8>(at)));
}

/** Writes down which of a block's records, `step` bytes from each other, are on the wrong side; returns the end of the list. */
// @ts-ignore: decorator
@inline
function misplaced(at: usize, step: usize, list: usize, goesLeft: usize, wide: bool, wrong: usize): usize {
  const step3 = 3 * step;
  let to = list;
  for (let i = 0; i < BLOCK; i += 4, at += 4 * step) {
    store<u8>(to, <u8>i);
    to += isLeft(at, goesLeft, wide) ^ wrong;
    store<u8>(to, <u8>(i + 1));
    to += isLeft(at + step, goesLeft, wide) ^ wrong;
    store<u8>(to, <u8>(i + 2));
    to += isLeft(at + 2 * step, goesLeft, wide) ^ wrong;
    store<u8>(to, <u8>(i + 3));
    to += isLeft(at + step3, goesLeft, wide) ^ wrong;
  }
  return to;
}

/**
 * Moves the `count` records whose bin goes left to the front, in place, and returns how many they are. `column` is the address of the
 * first record's bin. Block-wise Hoare partition without branches on the data (Edelkamp and Weiss, "BlockQuicksort", ESA 2016): `spare`
 * has room for two blocks of offsets.
 */
// @ts-ignore: decorator
@inline
function partitionBy(records: usize, stride: i32, travel: usize, count: i32, place: i32, goesLeft: usize, spare: usize, wide: bool): i32 {
  const column = records + place;
  const offsetsLow = spare;
  const offsetsHigh = spare + BLOCK;
  let low = 0;
  let high = count;
  let inLow = 0;
  let inHigh = 0;
  let atLow = offsetsLow;
  let atHigh = offsetsHigh;
  while (high - low > 2 * BLOCK) {
    if (inLow == 0) {
      atLow = offsetsLow;
      inLow = <i32>(misplaced(column + <usize>low * stride, stride, offsetsLow, goesLeft, wide, 1) - offsetsLow);
    }
    if (inHigh == 0) {
      atHigh = offsetsHigh;
      inHigh = <i32>(misplaced(column + <usize>(high - 1) * stride, -stride, offsetsHigh, goesLeft, wide, 0) - offsetsHigh);
    }
    const pairs = min(inLow, inHigh);
    for (let i = 0; i < pairs; i++) {
      const a = <usize>(low + <i32>load<u8>(atLow + i));
      const b = <usize>(high - 1 - <i32>load<u8>(atHigh + i));
      swapRecords(records + a * stride, records + b * stride, stride);
      swapTravel(travel + (a << 3), travel + (b << 3));
    }
    inLow -= pairs;
    inHigh -= pairs;
    atLow += pairs;
    atHigh += pairs;
    if (inLow == 0) low += BLOCK;
    if (inHigh == 0) high -= BLOCK;
  }
  while (true) {
    while (low < high && isLeft(column + <usize>low * stride, goesLeft, wide)) low++;
    while (low < high && !isLeft(column + <usize>(high - 1) * stride, goesLeft, wide)) high--;
    if (low >= high) return low;
    high--;
    swapRecords(records + <usize>low * stride, records + <usize>high * stride, stride);
    swapTravel(travel + (<usize>low << 3), travel + (<usize>high << 3));
    low++;
  }
}

export function partition(records: usize, stride: i32, travel: usize, count: i32, place: i32, bytes: i32, goesLeft: usize, spare: usize): i32 {
  return bytes == 2
    ? partitionBy(records, stride, travel, count, place, goesLeft, spare, true)
    : partitionBy(records, stride, travel, count, place, goesLeft, spare, false);
}

/** The same by a byte per row number: rows with 1 go first. */
export function partitionByRow(records: usize, stride: i32, travel: usize, count: i32, flags: usize): i32 {
  let low = 0;
  let high = count;
  while (true) {
    while (low < high && load<u8>(flags + <usize>load<u32>(travel + (<usize>low << 3)))) low++;
    while (low < high && !load<u8>(flags + <usize>load<u32>(travel + (<usize>(high - 1) << 3)))) high--;
    if (low >= high) return low;
    high--;
    swapRecords(records + <usize>low * stride, records + <usize>high * stride, stride);
    swapTravel(travel + (<usize>low << 3), travel + (<usize>high << 3));
    low++;
  }
}

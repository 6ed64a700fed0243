/**
 * Conditions on values as bits of rows: bit r of a condition's slot is 1 where row r of the block meets it. A number's value is looked up once
 * for all conditions on its column; a category's lines are turned from rows of conditions into conditions of rows.
 */

/** Where the lines of 16 rows are. */
const LINE_AT: usize = 1024;

/** First byte that callers may lay out. */
export const FREE: usize = 1088;

/**
 * Bytes of a column's entry. Numbers: edges (0 marks a category), steps of a search, count of edges, first slot, first slot of those that
 * missing values meet too or 0. Categories: 0, bytes of a line, count of lines before that of missing values, first slot, first line.
 */
const COLUMN: usize = 20;

/** Writes the slots of all columns for the first `rows` rows of a block of `blockRows`, whose values stand column after column. */
export function writeConditions(columns: usize, columnsEnd: usize, values: usize, blockRows: i32, rows: i32): void {
  const slotBytes = <usize>blockRows >> 3;
  for (let column = columns; column < columnsEnd; column += COLUMN) {
    if (load<u32>(column) === 0) categoryConditions(column, values, slotBytes, rows);
    else numberConditions(column, values, slotBytes, rows);
    values += <usize>blockRows << 3;
  }
}

/**
 * Slot e: values up to edge e. After the edges come all known values, then the missing ones. Every row sets its bit at the edges below it; then
 * each slot takes in the one before.
 */
function numberConditions(column: usize, values: usize, slotBytes: usize, rows: i32): void {
  const edges = <usize>load<u32>(column);
  const steps = <usize>load<u32>(column, 4);
  const count = <usize>load<u32>(column, 8);
  const slots = <usize>load<u32>(column, 12);
  const orMissing = <usize>load<u32>(column, 16);
  memory.fill(slots, 0, (count + 2) * slotBytes);
  for (let r: usize = 0; r < <usize>rows; r += 4, values += 32) {
    const v0 = load<f64>(values);
    const v1 = load<f64>(values, 8);
    const v2 = load<f64>(values, 16);
    const v3 = load<f64>(values, 24);
    let e0: usize = 0;
    let e1: usize = 0;
    let e2: usize = 0;
    let e3: usize = 0;
    // The edges are 2^steps - 1, so that no step branches, and four searches wait for their loads together.
    for (let shift = steps + 2; shift > 2; shift--) {
      const middle = edges + (<usize>1 << shift) - 8;
      e0 += <usize>(load<f64>(middle + e0) < v0) << shift;
      e1 += <usize>(load<f64>(middle + e1) < v1) << shift;
      e2 += <usize>(load<f64>(middle + e2) < v2) << shift;
      e3 += <usize>(load<f64>(middle + e3) < v3) << shift;
    }
    const at = slots + (r >> 3);
    const bit = 1 << (<i32>r & 7);
    setBit(at + lineOf(e0, v0, count) * slotBytes, bit);
    setBit(at + lineOf(e1, v1, count) * slotBytes, bit << 1);
    setBit(at + lineOf(e2, v2, count) * slotBytes, bit << 2);
    setBit(at + lineOf(e3, v3, count) * slotBytes, bit << 3);
  }
  const used = bytesOf(rows);
  const missing = slots + (count + 1) * slotBytes;
  for (let word: usize = 0; word < used; word += 16) {
    let met = i32x4.splat(0);
    const end = missing + word;
    for (let at = slots + word; at < end; at += slotBytes) {
      met = v128.or(met, v128.load(at));
      v128.store(at, met);
    }
    if (orMissing === 0) continue;
    const also = v128.load(end);
    let to = orMissing + word;
    for (let at = slots + word; at < end - slotBytes; at += slotBytes, to += slotBytes) v128.store(to, v128.or(v128.load(at), also));
  }
}

@inline
function lineOf(edgeBytes: usize, value: f64, count: usize): usize {
  return (edgeBytes >> 3) + <usize>(value !== value) * (count + 1);
}

@inline
function setBit(at: usize, bit: i32): void {
  store<u8>(at, load<u8>(at) | bit);
}

/** Bytes of a slot that hold the bits of so many rows, in vectors of 128. */
@inline
export function bytesOf(rows: i32): usize {
  return ((<usize>rows + 127) >> 7) << 4;
}

/** The first bits of 16 rows make two bytes of a slot; doubling every byte brings the next ones. */
function categoryConditions(column: usize, values: usize, slotBytes: usize, rows: i32): void {
  const lineBytes = <usize>load<u32>(column, 4);
  const missing = <usize>load<u32>(column, 8);
  const slots = <usize>load<u32>(column, 12);
  const lines = <usize>load<u32>(column, 16);
  for (let r: usize = 0; r < <usize>rows; r += 16) {
    for (let i: usize = 0; i < 16; i++, values += 8) {
      const value = load<f64>(values);
      const line = value >= 0 && value < <f64>missing ? <usize>(<i32>value) : missing;
      store<u32>(LINE_AT + (i << 2), <u32>(lines + line * lineBytes));
    }
    for (let byte: usize = 0; byte < lineBytes; byte++) {
      let bits = sixteen(byte);
      let at = slots + ((byte << 3) + 7) * slotBytes + (r >> 3);
      for (let k = 0; k < 8; k++, at -= slotBytes) {
        store<u16>(at, <u16>i8x16.bitmask(bits));
        bits = i8x16.add(bits, bits);
      }
    }
  }
}

/** One byte of each of the 16 lines. */
@inline
function sixteen(byte: usize): v128 {
  let all = v128.load_zero<u32>(lineByte(0, byte));
  all = v128.load_lane<u8>(lineByte(1, byte), all, 1);
  all = v128.load_lane<u8>(lineByte(2, byte), all, 2);
  all = v128.load_lane<u8>(lineByte(3, byte), all, 3);
  all = v128.load_lane<u8>(lineByte(4, byte), all, 4);
  all = v128.load_lane<u8>(lineByte(5, byte), all, 5);
  all = v128.load_lane<u8>(lineByte(6, byte), all, 6);
  all = v128.load_lane<u8>(lineByte(7, byte), all, 7);
  all = v128.load_lane<u8>(lineByte(8, byte), all, 8);
  all = v128.load_lane<u8>(lineByte(9, byte), all, 9);
  all = v128.load_lane<u8>(lineByte(10, byte), all, 10);
  all = v128.load_lane<u8>(lineByte(11, byte), all, 11);
  all = v128.load_lane<u8>(lineByte(12, byte), all, 12);
  all = v128.load_lane<u8>(lineByte(13, byte), all, 13);
  all = v128.load_lane<u8>(lineByte(14, byte), all, 14);
  return v128.load_lane<u8>(lineByte(15, byte), all, 15);
}

@inline
function lineByte(row: usize, byte: usize): usize {
  return <usize>load<u32>(LINE_AT + (row << 2)) + byte;
}

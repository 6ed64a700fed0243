/**
 * What stands at the edges of a delimited text's cells, 16 bytes at a time. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/scan-csv.ts` calls it, `test/kernel/scan-csv-plain.ts` says the same byte by byte.
 */

/** The 16 bytes before the text stand here, so that what crosses two blocks is seen. */
const BEFORE: usize = 1024;

/** Where the caller puts a block. */
export const TEXT: usize = BEFORE + 16;

let delimiter: v128 = i8x16.splat(0);
let quote: v128 = i8x16.splat(0);
let inNumber: i32 = 0;

let spaces: v128 = i8x16.splat(0);
let rareBlanks: v128 = i8x16.splat(0);
let oddNumbers: v128 = i8x16.splat(0);
let gaps: i32 = 0;

/** Begins a text: what comes before it counts as a line end. */
export function begin(delimiterByte: i32, quoteByte: i32): void {
  delimiter = i8x16.splat(<i8>delimiterByte);
  quote = i8x16.splat(<i8>quoteByte);
  v128.store(BEFORE, i8x16.splat(0x0a));
  spaces = rareBlanks = oddNumbers = i8x16.splat(0);
  inNumber = gaps = 0;
}

/** What was found so far: bit 0 odd numbers, bit 1 spaces, bit 2 rare blanks. */
export function found(): i32 {
  const odd = i32(v128.any_true(oddNumbers)) | i32(gaps !== 0);
  return odd | (i32(v128.any_true(spaces)) << 1) | (i32(v128.any_true(rareBlanks)) << 2);
}

function is(c: v128, byte: i8): v128 {
  return i8x16.eq(c, i8x16.splat(byte));
}

/** Bytes of `first` … `first + span`. */
function within(c: v128, first: i8, span: i8): v128 {
  return i8x16.le_u(i8x16.sub(c, i8x16.splat(first)), i8x16.splat(span));
}

function separators(c: v128): v128 {
  return v128.or(i8x16.eq(c, delimiter), v128.or(is(c, 0x0a), is(c, 0x0d)));
}

/** Tab, vertical tab and form feed. */
function controls(c: v128, separator: v128): v128 {
  return v128.andnot(within(c, 0x09, 3), separator);
}

/** Each lane's value one byte earlier. */
function back1(before: v128, now: v128): v128 {
  return v128.shuffle<u8>(before, now, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

function back2(before: v128, now: v128): v128 {
  return v128.shuffle<u8>(before, now, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

/** Looks at the block of `length` bytes, a multiple of 16, at `TEXT`. */
export function scan(length: i32): void {
  let c0 = v128.load(BEFORE);
  let sep0 = separators(c0);
  let quo0 = i8x16.eq(c0, quote);
  let edge0 = v128.or(sep0, quo0);
  let control0 = controls(c0, sep0);
  let wide0 = i8x16.bitmask(c0);
  const end = TEXT + <usize>length;
  for (let p = TEXT; p < end; p += 16) {
    const c = v128.load(p);
    const sep = separators(c);
    const quo = i8x16.eq(c, quote);
    const edge = v128.or(sep, quo);
    const edge1 = back1(edge0, edge);
    const c1 = back1(c0, c);

    const control = controls(c, sep);
    const lone = v128.and(v128.and(back2(sep0, sep), back1(quo0, quo)), sep);
    rareBlanks = v128.or(rareBlanks, v128.or(v128.and(edge1, control), v128.or(v128.and(back1(control0, control), edge), lone)));
    spaces = v128.or(spaces, v128.or(v128.and(edge1, is(c, 0x20)), v128.and(is(c1, 0x20), edge)));

    const wide = i8x16.bitmask(c);
    if ((wide | wide0) !== 0) {
      const c2 = back2(c0, c);
      const begins = v128.and(v128.and(back2(edge0, edge), is(c1, <i8>0xc2)), is(c, <i8>0xa0));
      const ends = v128.and(v128.and(is(c2, <i8>0xc2), is(c1, <i8>0xa0)), edge);
      const mark = v128.and(v128.and(is(c2, <i8>0xef), is(c1, <i8>0xbb)), is(c, <i8>0xbf));
      rareBlanks = v128.or(rareBlanks, v128.or(begins, v128.or(ends, mark)));
    }

    oddNumbers = v128.or(oddNumbers, v128.and(is(c1, 0x2b), is(c, 0x2d)));
    const digit = within(c, 0x30, 9);
    const gap = v128.and(v128.and(within(back2(c0, c), 0x30, 9), is(c1, 0x5f)), digit);
    const letters = v128.or(is(v128.or(c, i8x16.splat(0x20)), 0x65), is(c, 0x5f));
    const numeric = i8x16.bitmask(v128.andnot(v128.or(within(c, 0x2b, 14), letters), edge));
    // Adding a run's first bit carries through the whole run: what the sum clears are the runs that begin a cell.
    const sum = numeric + ((i8x16.bitmask(edge1) | inNumber) & numeric);
    gaps |= numeric & ~sum & i8x16.bitmask(gap);
    inNumber = sum >> 16;

    c0 = c;
    sep0 = sep;
    quo0 = quo;
    edge0 = edge;
    control0 = control;
    wide0 = wide;
  }
  v128.store(BEFORE, c0);
}

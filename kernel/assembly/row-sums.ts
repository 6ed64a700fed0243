/**
 * Sums of multiples of rows, two doubles at a time. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/row-sums.ts` calls it, lays
 * out the memory, and says the same in plain TypeScript. Every sum is rounded in the same order as there.
 */

/** Where the caller's arrays may begin. */
export const ROOM: usize = 1024;

/** Adds to `size` doubles of each of `rows` rows from `out` the rows `index[i]` of the matrix times `value[i]`, for the row's entries i. */
export function addRows(out: usize, size: i32, rows: i32, matrix: usize, starts: usize, index: usize, value: usize): void {
  const rowBytes = (<usize>size) << 3;
  const paired = (<usize>(size & ~1)) << 3;
  for (let r = 0; r < rows; r++, starts += 4, out += rowBytes) {
    let i = load<i32>(starts);
    const end = load<i32>(starts, 4);
    for (; i + 3 < end; i += 4) {
      const from = value + ((<usize>i) << 3);
      const names = index + ((<usize>i) << 2);
      const p = matrix + <usize>load<u32>(names) * rowBytes;
      const q = matrix + <usize>load<u32>(names, 4) * rowBytes;
      const s = matrix + <usize>load<u32>(names, 8) * rowBytes;
      const t = matrix + <usize>load<u32>(names, 12) * rowBytes;
      const a = v128.load64_splat(from);
      const b = v128.load64_splat(from, 8);
      const c = v128.load64_splat(from, 16);
      const d = v128.load64_splat(from, 24);
      for (let k: usize = 0; k < paired; k += 16) {
        const ab = f64x2.add(f64x2.mul(a, v128.load(p + k)), f64x2.mul(b, v128.load(q + k)));
        const cd = f64x2.add(f64x2.mul(c, v128.load(s + k)), f64x2.mul(d, v128.load(t + k)));
        v128.store(out + k, f64x2.add(v128.load(out + k), f64x2.add(ab, cd)));
      }
      if (paired < rowBytes) {
        const ab = load<f64>(from) * load<f64>(p + paired) + load<f64>(from, 8) * load<f64>(q + paired);
        const cd = load<f64>(from, 16) * load<f64>(s + paired) + load<f64>(from, 24) * load<f64>(t + paired);
        store<f64>(out + paired, load<f64>(out + paired) + (ab + cd));
      }
    }
    for (; i < end; i++) {
      const p = matrix + <usize>load<u32>(index + ((<usize>i) << 2)) * rowBytes;
      const a = v128.load64_splat(value + ((<usize>i) << 3));
      for (let k: usize = 0; k < paired; k += 16) v128.store(out + k, f64x2.add(v128.load(out + k), f64x2.mul(a, v128.load(p + k))));
      if (paired < rowBytes) store<f64>(out + paired, load<f64>(out + paired) + f64x2.extract_lane(a, 0) * load<f64>(p + paired));
    }
  }
}

/** The doubles k of two rows, as one. */
function both(p: usize, q: usize): v128 {
  return v128.load64_lane(q, v128.load64_zero(p), 1);
}

/**
 * Writes for each entry i of each row the product of row `index[i]` of the matrix, `size` doubles, with the row's doubles from `by`, to place `index[i]` of the
 * row's `width` doubles from `out`; 0 elsewhere. Eight entries at a time, each added up from its first double to its last.
 */
export function products(out: usize, width: i32, by: usize, size: i32, rows: i32, matrix: usize, starts: usize, index: usize): void {
  const rowBytes = (<usize>size) << 3;
  const outBytes = (<usize>width) << 3;
  memory.fill(out, 0, <usize>rows * outBytes);
  for (let r = 0; r < rows; r++, starts += 4, out += outBytes, by += rowBytes) {
    let i = index + ((<usize>load<u32>(starts)) << 2);
    const end = index + ((<usize>load<u32>(starts, 4)) << 2);
    for (; i + 28 < end; i += 32) {
      const p0 = matrix + <usize>load<u32>(i) * rowBytes;
      const p1 = matrix + <usize>load<u32>(i, 4) * rowBytes;
      const p2 = matrix + <usize>load<u32>(i, 8) * rowBytes;
      const p3 = matrix + <usize>load<u32>(i, 12) * rowBytes;
      const p4 = matrix + <usize>load<u32>(i, 16) * rowBytes;
      const p5 = matrix + <usize>load<u32>(i, 20) * rowBytes;
      const p6 = matrix + <usize>load<u32>(i, 24) * rowBytes;
      const p7 = matrix + <usize>load<u32>(i, 28) * rowBytes;
      let a = f64x2.splat(0);
      let b = a;
      let c = a;
      let d = a;
      for (let k: usize = 0; k < rowBytes; k += 8) {
        const slope = v128.load64_splat(by + k);
        a = f64x2.add(a, f64x2.mul(slope, both(p0 + k, p1 + k)));
        b = f64x2.add(b, f64x2.mul(slope, both(p2 + k, p3 + k)));
        c = f64x2.add(c, f64x2.mul(slope, both(p4 + k, p5 + k)));
        d = f64x2.add(d, f64x2.mul(slope, both(p6 + k, p7 + k)));
      }
      put(out, i, a);
      put(out, i + 8, b);
      put(out, i + 16, c);
      put(out, i + 24, d);
    }
    for (; i < end; i += 4) {
      const p = matrix + <usize>load<u32>(i) * rowBytes;
      let a: f64 = 0;
      for (let k: usize = 0; k < rowBytes; k += 8) a += load<f64>(by + k) * load<f64>(p + k);
      store<f64>(out + ((<usize>load<u32>(i)) << 3), a);
    }
  }
}

/** Writes two sums to the places that two entries name. */
function put(out: usize, entries: usize, sums: v128): void {
  store<f64>(out + ((<usize>load<u32>(entries)) << 3), f64x2.extract_lane(sums, 0));
  store<f64>(out + ((<usize>load<u32>(entries, 4)) << 3), f64x2.extract_lane(sums, 1));
}

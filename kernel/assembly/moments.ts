/**
 * Sums of products of columns, and weighted sums of columns, a block of rows at a time. AssemblyScript: `scripts/build-kernels.mjs` compiles it,
 * `src/kernel/components/` calls it and lays out the memory, `src/kernel/components/plain.ts` says the same in plain TypeScript.
 */

/** Where the caller's room begins. */
export const ROOM: usize = 1024;

/** Bytes of a column of a block: 512 doubles. */
const COLUMN: usize = 4096;

/** Adds the sum of both halves of `sums` to the double at `at`. */
function add(at: usize, sums: v128): void {
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)));
}

/**
 * Takes each column's centre away from its values; a missing value becomes 0. Adds the values that are there to `known`, and what is left of them
 * to `sums`: every fourth row apart, then rows 0 and 2, 1 and 3, and both.
 */
export function centre(block: usize, columns: i32, centres: usize, known: usize, sums: usize): void {
  for (let j = 0; j < columns; j++) {
    const middle = v128.load_splat<f64>(centres);
    let count = i64x2.splat(0);
    let s = f64x2.splat(0);
    let t = s;
    for (const end = block + COLUMN; block < end; block += 32) {
      const y = f64x2.sub(v128.load(block), middle);
      const z = f64x2.sub(v128.load(block, 16), middle);
      const isY = f64x2.eq(y, y);
      const isZ = f64x2.eq(z, z);
      const a = v128.and(y, isY);
      const b = v128.and(z, isZ);
      v128.store(block, a);
      v128.store(block, b, 16);
      s = f64x2.add(s, a);
      t = f64x2.add(t, b);
      count = i64x2.sub(i64x2.sub(count, isY), isZ);
    }
    store<f64>(known, load<f64>(known) + <f64>(i64x2.extract_lane(count, 0) + i64x2.extract_lane(count, 1)));
    add(sums, f64x2.add(s, t));
    centres += 8;
    known += 8;
    sums += 8;
  }
}

/** Adds the products of every two columns to the square `products`, its upper triangle at least: even rows and odd rows apart, then both. `columns` is a multiple of 4. */
export function addProducts(block: usize, columns: i32, products: usize): void {
  const line = (<usize>columns) << 3;
  for (let i: i32 = 0; i < columns; i += 2) {
    const a = block + <usize>i * COLUMN;
    for (let j = i & ~3; j < columns; j += 4) {
      const b = block + <usize>j * COLUMN;
      let s00 = f64x2.splat(0);
      let s01 = s00;
      let s02 = s00;
      let s03 = s00;
      let s10 = s00;
      let s11 = s00;
      let s12 = s00;
      let s13 = s00;
      for (let r: usize = 0; r < COLUMN; r += 16) {
        const x = v128.load(a + r);
        const y = v128.load(a + r, COLUMN);
        const p = v128.load(b + r);
        const q = v128.load(b + r, COLUMN);
        s00 = f64x2.add(s00, f64x2.mul(x, p));
        s10 = f64x2.add(s10, f64x2.mul(y, p));
        s01 = f64x2.add(s01, f64x2.mul(x, q));
        s11 = f64x2.add(s11, f64x2.mul(y, q));
        const v = v128.load(b + r, 2 * COLUMN);
        const w = v128.load(b + r, 3 * COLUMN);
        s02 = f64x2.add(s02, f64x2.mul(x, v));
        s12 = f64x2.add(s12, f64x2.mul(y, v));
        s03 = f64x2.add(s03, f64x2.mul(x, w));
        s13 = f64x2.add(s13, f64x2.mul(y, w));
      }
      const at = products + <usize>i * line + ((<usize>j) << 3);
      add(at, s00);
      add(at + 8, s01);
      add(at + 16, s02);
      add(at + 24, s03);
      add(at + line, s10);
      add(at + line + 8, s11);
      add(at + line + 16, s12);
      add(at + line + 24, s13);
    }
  }
}

/** Writes `outputs` weighted sums of the columns, added up in the columns' order, each as a column of a block. `outputs` is even. */
export function weigh(block: usize, columns: i32, weights: usize, outputs: i32, out: usize): void {
  const line = (<usize>columns) << 3;
  for (let k: i32 = 0; k < outputs; k += 2) {
    for (let r: usize = 0; r < COLUMN; r += 64) {
      let s00 = f64x2.splat(0);
      let s01 = s00;
      let s02 = s00;
      let s03 = s00;
      let s10 = s00;
      let s11 = s00;
      let s12 = s00;
      let s13 = s00;
      let at = block + r;
      for (let w = weights, end = weights + line; w < end; w += 8) {
        const u = v128.load_splat<f64>(w);
        const v = v128.load_splat<f64>(w + line);
        const a = v128.load(at);
        const b = v128.load(at, 16);
        s00 = f64x2.add(s00, f64x2.mul(a, u));
        s10 = f64x2.add(s10, f64x2.mul(a, v));
        s01 = f64x2.add(s01, f64x2.mul(b, u));
        s11 = f64x2.add(s11, f64x2.mul(b, v));
        const c = v128.load(at, 32);
        const d = v128.load(at, 48);
        s02 = f64x2.add(s02, f64x2.mul(c, u));
        s12 = f64x2.add(s12, f64x2.mul(c, v));
        s03 = f64x2.add(s03, f64x2.mul(d, u));
        s13 = f64x2.add(s13, f64x2.mul(d, v));
        at += COLUMN;
      }
      const to = out + r;
      v128.store(to, s00);
      v128.store(to, s01, 16);
      v128.store(to, s02, 32);
      v128.store(to, s03, 48);
      v128.store(to + COLUMN, s10);
      v128.store(to + COLUMN, s11, 16);
      v128.store(to + COLUMN, s12, 32);
      v128.store(to + COLUMN, s13, 48);
    }
    weights += 2 * line;
    out += 2 * COLUMN;
  }
}

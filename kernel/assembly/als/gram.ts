/** Four columns by eight of the sum over lines of their products, in registers. */
// @ts-ignore: decorator
@inline
function tile(from: usize, rows: i32, out: usize, bytes: usize, i: usize, j: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  for (const end = from + <usize>rows * bytes; from < end; from += bytes) {
    const left = v128.load(from + j);
    const right = v128.load(from + j, 16);
    let times = v128.load32_splat(from + i);
    a = f32x4.add(a, f32x4.mul(times, left));
    b = f32x4.add(b, f32x4.mul(times, right));
    times = v128.load32_splat(from + i, 4);
    c = f32x4.add(c, f32x4.mul(times, left));
    d = f32x4.add(d, f32x4.mul(times, right));
    times = v128.load32_splat(from + i, 8);
    e = f32x4.add(e, f32x4.mul(times, left));
    f = f32x4.add(f, f32x4.mul(times, right));
    times = v128.load32_splat(from + i, 12);
    g = f32x4.add(g, f32x4.mul(times, left));
    h = f32x4.add(h, f32x4.mul(times, right));
  }
  out += (i >> 2) * bytes + j;
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out + bytes, c);
  v128.store(out + bytes, d, 16);
  v128.store(out + 2 * bytes, e);
  v128.store(out + 2 * bytes, f, 16);
  v128.store(out + 3 * bytes, g);
  v128.store(out + 3 * bytes, h, 16);
}

/** The sum over lines of the products of their columns: what is on the diagonal and to the right of it. */
export function gram(from: usize, rows: i32, out: usize, stride: i32): void {
  const bytes = <usize>stride << 2;
  for (let j: usize = 0; j < bytes; j += 32) for (let i: usize = 0; i <= j + 16; i += 16) tile(from, rows, out, bytes, i, j);
}

/** Four lines times eight columns of a matrix, of which the rows from `first` to `last` count. */
// @ts-ignore: decorator
@inline
function tile(from: usize, to: usize, bytes: usize, matrix: usize, j: usize, first: i32, last: i32): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  matrix += <usize>first * bytes + j;
  let at = from + ((<usize>first) << 2);
  for (const end = from + ((<usize>last) << 2); at < end; at += 4) {
    const left = v128.load(matrix);
    const right = v128.load(matrix, 16);
    let times = v128.load32_splat(at);
    a = f32x4.add(a, f32x4.mul(times, left));
    b = f32x4.add(b, f32x4.mul(times, right));
    times = v128.load32_splat(at + bytes);
    c = f32x4.add(c, f32x4.mul(times, left));
    d = f32x4.add(d, f32x4.mul(times, right));
    times = v128.load32_splat(at + 2 * bytes);
    e = f32x4.add(e, f32x4.mul(times, left));
    f = f32x4.add(f, f32x4.mul(times, right));
    times = v128.load32_splat(at + 3 * bytes);
    g = f32x4.add(g, f32x4.mul(times, left));
    h = f32x4.add(h, f32x4.mul(times, right));
    matrix += bytes;
  }
  to += j;
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to + bytes, c);
  v128.store(to + bytes, d, 16);
  v128.store(to + 2 * bytes, e);
  v128.store(to + 2 * bytes, f, 16);
  v128.store(to + 3 * bytes, g);
  v128.store(to + 3 * bytes, h, 16);
}

// @ts-ignore: decorator
@inline
function lone(from: usize, to: usize, bytes: usize, matrix: usize, j: usize, first: i32, last: i32): void {
  let a = f32x4.splat(0);
  let b = a;
  matrix += <usize>first * bytes + j;
  let at = from + ((<usize>first) << 2);
  for (const end = from + ((<usize>last) << 2); at < end; at += 4) {
    const times = v128.load32_splat(at);
    a = f32x4.add(a, f32x4.mul(times, v128.load(matrix)));
    b = f32x4.add(b, f32x4.mul(times, v128.load(matrix, 16)));
    matrix += bytes;
  }
  v128.store(to + j, a);
  v128.store(to + j, b, 16);
}

/** Lines times a triangular matrix: nothing below its diagonal (`upper`), or nothing to the right of it. */
export function turnLines(from: usize, to: usize, rows: i32, matrix: usize, stride: i32, upper: bool): void {
  const bytes = <usize>stride << 2;
  for (let j = 0; j < stride; j += 8) {
    const first = upper ? 0 : j;
    const last = upper ? j + 8 : stride;
    const column = (<usize>j) << 2;
    let row = 0;
    for (; row + 4 <= rows; row += 4) tile(from + <usize>row * bytes, to + <usize>row * bytes, bytes, matrix, column, first, last);
    for (; row < rows; row++) lone(from + <usize>row * bytes, to + <usize>row * bytes, bytes, matrix, column, first, last);
  }
}

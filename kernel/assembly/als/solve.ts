/** The sums of the lanes of four vectors, as the lanes of one. */
// @ts-ignore: decorator
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const left = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const right = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(left, right, 0, 1, 4, 5), v128.shuffle<i32>(left, right, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
function laneSum(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3));
}

// @ts-ignore: decorator
@inline
function product(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(a + o), v128.load(b + o)));
  return laneSum(sum);
}

/** The place of entry `at`'s line. */
// @ts-ignore: decorator
@inline
function lineOf(column: usize, at: i32, lines: usize, bytes: usize): usize {
  return lines + <usize>load<i32>(column + ((<usize>at) << 2)) * bytes;
}

/** Products of four lines with `p`. */
// @ts-ignore: decorator
@inline
function products(a: usize, b: usize, c: usize, d: usize, p: usize, bytes: usize): v128 {
  let e = f32x4.splat(0);
  let f = e;
  let g = e;
  let h = e;
  for (let o: usize = 0; o < bytes; o += 16) {
    const by = v128.load(p + o);
    e = f32x4.add(e, f32x4.mul(v128.load(a + o), by));
    f = f32x4.add(f, f32x4.mul(v128.load(b + o), by));
    g = f32x4.add(g, f32x4.mul(v128.load(c + o), by));
    h = f32x4.add(h, f32x4.mul(v128.load(d + o), by));
  }
  return laneSums(e, f, g, h);
}

/** Adds four lines, each times its lane. */
// @ts-ignore: decorator
@inline
function addFour(a: usize, b: usize, c: usize, d: usize, times: v128, out: usize, bytes: usize): void {
  const e = v128.shuffle<i32>(times, times, 0, 0, 0, 0);
  const f = v128.shuffle<i32>(times, times, 1, 1, 1, 1);
  const g = v128.shuffle<i32>(times, times, 2, 2, 2, 2);
  const h = v128.shuffle<i32>(times, times, 3, 3, 3, 3);
  for (let o: usize = 0; o < bytes; o += 16) {
    let sum = v128.load(out + o);
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + o), e));
    sum = f32x4.add(sum, f32x4.mul(v128.load(b + o), f));
    sum = f32x4.add(sum, f32x4.mul(v128.load(c + o), g));
    sum = f32x4.add(sum, f32x4.mul(v128.load(d + o), h));
    v128.store(out + o, sum);
  }
}

/**
 * Solves (I + sum of d z zᵀ) w = sum of (1 + d) z by conjugate gradients from nothing, over the entries from `from` to `until`, a multiple of four.
 * `room`: residual, direction and its image.
 */
export function solveLine(
  column: usize,
  value: usize,
  from: i32,
  until: i32,
  lines: usize,
  w: usize,
  room: usize,
  bytes: usize,
  steps: i32,
): void {
  const r = room;
  const p = room + bytes;
  const image = room + 2 * bytes;
  memory.fill(w, 0, bytes);
  memory.fill(r, 0, bytes);
  for (let at = from; at < until; at += 4) {
    const times = f32x4.add(f32x4.splat(1), v128.load(value + ((<usize>at) << 2)));
    addFour(
      lineOf(column, at, lines, bytes),
      lineOf(column, at + 1, lines, bytes),
      lineOf(column, at + 2, lines, bytes),
      lineOf(column, at + 3, lines, bytes),
      times,
      r,
      bytes,
    );
  }
  memory.copy(p, r, bytes);
  let size = product(r, r, bytes);
  const least = size * <f32>1e-12;
  for (let step = 1; size > least; step++) {
    const goesOn = step < steps;
    let sums = f32x4.splat(0);
    if (goesOn) memory.copy(image, p, bytes);
    for (let at = from; at < until; at += 4) {
      const a = lineOf(column, at, lines, bytes);
      const b = lineOf(column, at + 1, lines, bytes);
      const c = lineOf(column, at + 2, lines, bytes);
      const d = lineOf(column, at + 3, lines, bytes);
      const q = products(a, b, c, d, p, bytes);
      const times = f32x4.mul(q, v128.load(value + ((<usize>at) << 2)));
      sums = f32x4.add(sums, f32x4.mul(times, q));
      if (goesOn) addFour(a, b, c, d, times, image, bytes);
    }
    const far = size / (product(p, p, bytes) + laneSum(sums));
    const by = f32x4.splat(far);
    for (let o: usize = 0; o < bytes; o += 16) v128.store(w + o, f32x4.add(v128.load(w + o), f32x4.mul(by, v128.load(p + o))));
    if (!goesOn) return;
    for (let o: usize = 0; o < bytes; o += 16) v128.store(r + o, f32x4.sub(v128.load(r + o), f32x4.mul(by, v128.load(image + o))));
    const next = product(r, r, bytes);
    const keep = f32x4.splat(next / size);
    for (let o: usize = 0; o < bytes; o += 16) v128.store(p + o, f32x4.add(v128.load(r + o), f32x4.mul(keep, v128.load(p + o))));
    size = next;
  }
}

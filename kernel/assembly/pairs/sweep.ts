import { BLOCK, LANES, LINE_BYTES, MATRIX, PIVOT, SAID, WEIGHED, WIDTH } from '../../../src/kernel/pairs/layout';
import { address, argument, word } from './words';

/** Four lines of eight sums: takes Σ a[k][line] · b[k][lane] away from what stands at `to`, the products added up in the order of k. */
// @ts-ignore: decorator
@inline
function subtractProducts(a: usize, b: usize, depth: i32, to: usize, line: usize, half: usize): void {
  let s0 = f32x4.splat(0);
  let t0 = s0;
  let s1 = s0;
  let t1 = s0;
  let s2 = s0;
  let t2 = s0;
  let s3 = s0;
  let t3 = s0;
  for (const end = b + (<usize>depth << 5); b < end; b += 32) {
    const p = v128.load(b);
    const q = v128.load(b, 16);
    const x0 = v128.load_splat<f32>(a);
    s0 = f32x4.add(s0, f32x4.mul(x0, p));
    t0 = f32x4.add(t0, f32x4.mul(x0, q));
    const x1 = v128.load_splat<f32>(a, 4);
    s1 = f32x4.add(s1, f32x4.mul(x1, p));
    t1 = f32x4.add(t1, f32x4.mul(x1, q));
    const x2 = v128.load_splat<f32>(a, 8);
    s2 = f32x4.add(s2, f32x4.mul(x2, p));
    t2 = f32x4.add(t2, f32x4.mul(x2, q));
    const x3 = v128.load_splat<f32>(a, 12);
    s3 = f32x4.add(s3, f32x4.mul(x3, p));
    t3 = f32x4.add(t3, f32x4.mul(x3, q));
    a += 16;
  }
  take(to, half, s0, t0);
  take(to + line, half, s1, t1);
  take(to + 2 * line, half, s2, t2);
  take(to + 3 * line, half, s3, t3);
}

// @ts-ignore: decorator
@inline
function take(to: usize, half: usize, s: v128, t: v128): void {
  v128.store(to, f32x4.sub(v128.load(to), s));
  v128.store(to + half, f32x4.sub(v128.load(to + half), t));
}

// @ts-ignore: decorator
@inline
function entry(i: i32, j: i32): usize {
  return address(MATRIX) + <usize>i * address(LINE_BYTES) + (<usize>j << 2);
}

/** Where eight lines' part of what the pivot's columns say begins; and where it begins of four lines, weighed. */
// @ts-ignore: decorator
@inline
function said(line: i32): usize {
  return address(SAID) + (<usize>line * BLOCK << 2);
}

// @ts-ignore: decorator
@inline
function weighed(line: i32): usize {
  return address(WEIGHED) + (<usize>line * BLOCK << 2);
}

/**
 * Argument 0: the first column of the pivot, 1: how many it has. Lays out what the pivot's columns say for the lines of block `part`, and weighs it by the
 * pivot's inverse.
 */
export function pack(part: i32): void {
  const first = argument(0);
  const depth = argument(1);
  const until = min((part + 1) * BLOCK, word(WIDTH));
  if (part * BLOCK == first) return;
  for (let i = part * BLOCK; i < until; i += LANES) {
    const to = said(i);
    if (i < first) {
      for (let k = 0; k < depth; k++) {
        const from = entry(first + k, i);
        v128.store(to + (<usize>k << 5), v128.load(from));
        v128.store(to + (<usize>k << 5), v128.load(from, 16), 16);
      }
    } else {
      for (let lane = 0; lane < LANES; lane++) {
        const from = entry(i + lane, first);
        for (let k = 0; k < depth; k++) store<f32>(to + (<usize>k << 5) + (lane << 2), load<f32>(from + (<usize>k << 2)));
      }
    }
    const out = weighed(i);
    memory.fill(out, 0, LANES * BLOCK * 4);
    for (let c = 0; c < depth; c += 4)
      subtractProducts(address(PIVOT) + (<usize>c * BLOCK << 2), to, depth, out + (<usize>c << 4), 16, 4 * BLOCK * 4);
  }
}

/** Takes away what the pivot accounts for from the `part`-th tile of the lower triangle, counted line by line. */
export function update(part: i32): void {
  const pivot = argument(0) / BLOCK;
  const depth = argument(1);
  let i = <i32>((Math.sqrt(8.0 * <f64>part + 1) - 1) / 2);
  while ((i + 1) * (i + 2) / 2 <= part) i++;
  while (i * (i + 1) / 2 > part) i--;
  const j = part - i * (i + 1) / 2;
  if (i == pivot || j == pivot) return;
  const width = word(WIDTH);
  const lineBytes = address(LINE_BYTES);
  const untilLine = min((i + 1) * BLOCK, width);
  const untilColumn = min((j + 1) * BLOCK, width);
  for (let line = i * BLOCK; line < untilLine; line += 4) {
    const a = weighed(line);
    for (let column = j * BLOCK; column < untilColumn; column += LANES)
      subtractProducts(a, said(column), depth, entry(line, column), lineBytes, 16);
  }
}

/** Puts what was weighed into the pivot's columns of the lines of block `part`. */
export function write(part: i32): void {
  const first = argument(0);
  const depth = argument(1);
  const until = min((part + 1) * BLOCK, word(WIDTH));
  if (part * BLOCK == first) return;
  for (let i = part * BLOCK; i < until; i += 4) {
    let from = weighed(i);
    for (let k = 0; k < depth; k++) {
      if (i < first) {
        v128.store(entry(first + k, i), v128.load(from));
      } else {
        for (let lane = 0; lane < 4; lane++) store<f32>(entry(i + lane, first + k), load<f32>(from + (lane << 2)));
      }
      from += 16;
    }
  }
}

/** Copies the lines of block `part` of the lower triangle to the upper one. */
export function mirror(part: i32): void {
  const until = min((part + 1) * BLOCK, word(WIDTH));
  const side = LANES;
  for (let tile = 0; tile <= part * BLOCK; tile += BLOCK)
    for (let i = part * BLOCK; i < until; i += side)
      for (let j = tile; j < min(tile + BLOCK, until); j += side)
        for (let a = 0; a < side; a++)
          for (let b = 0; b < side; b++) if (j + b < i + a) store<f32>(entry(j + b, i + a), load<f32>(entry(i + a, j + b)));
}

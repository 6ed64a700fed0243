/**
 * Rounds of a search for centres. AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/centres/wasm.ts` calls it and lays out the
 * memory, `src/kernel/centres/plain.ts` says the same in plain TypeScript. Two centres share a vector, and each distance is added up
 * coordinate by coordinate: the bits are those of the plain loop.
 */

/** Where the caller's places begin. */
export const ROOM: usize = 1024;

let points: usize = 0;
let weights: usize = 0;
let dims: i32 = 0;
let segments: i32 = 0;
/** Segments, filled up to a multiple of four. */
let lanes: i32 = 0;
/** Centres, coordinate by coordinate: `lanes` doubles each, infinite beyond the last centre. */
let centres: usize = 0;
let far: usize = 0;
let nearest: usize = 0;
let upper: usize = 0;
let lower: usize = 0;
let half: usize = 0;
let moved: usize = 0;
let sums: usize = 0;
let sizes: usize = 0;

/** Says where everything is, in bytes; `atWeights` is 0 where all rows count the same. */
export function place(
  atPoints: usize,
  atWeights: usize,
  dimsOfAll: i32,
  segmentsOfAll: i32,
  atCentres: usize,
  atFar: usize,
  atNearest: usize,
  atUpper: usize,
  atLower: usize,
  atHalf: usize,
  atMoved: usize,
  atSums: usize,
  atSizes: usize,
): void {
  points = atPoints;
  weights = atWeights;
  dims = dimsOfAll;
  segments = segmentsOfAll;
  lanes = (segmentsOfAll + 3) & ~3;
  centres = atCentres;
  far = atFar;
  nearest = atNearest;
  upper = atUpper;
  lower = atLower;
  half = atHalf;
  moved = atMoved;
  sums = atSums;
  sizes = atSizes;
}

/** Squared distances of one point from four points that stand coordinate by coordinate, `step` bytes from one coordinate to the next. */
// @ts-ignore: decorator
@inline
function fourFrom(point: usize, others: usize, step: usize, out: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  for (const end = point + ((<usize>dims) << 3); point < end; point += 8) {
    const z = v128.load64_splat(point);
    const p = f64x2.sub(z, v128.load(others));
    const q = f64x2.sub(z, v128.load(others, 16));
    a = f64x2.add(a, f64x2.mul(p, p));
    b = f64x2.add(b, f64x2.mul(q, q));
    others += step;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
}

/** The same for two points, `bytes` apart: the second one's distances follow the first's. */
// @ts-ignore: decorator
@inline
function twoFromFour(point: usize, bytes: usize, others: usize, out: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let e = a;
  let next = point + bytes;
  for (const end = next; point < end; point += 8) {
    const y = v128.load64_splat(point);
    const z = v128.load64_splat(next);
    const left = v128.load(others);
    const right = v128.load(others, 16);
    const p = f64x2.sub(y, left);
    const q = f64x2.sub(y, right);
    const r = f64x2.sub(z, left);
    const s = f64x2.sub(z, right);
    a = f64x2.add(a, f64x2.mul(p, p));
    b = f64x2.add(b, f64x2.mul(q, q));
    c = f64x2.add(c, f64x2.mul(r, r));
    e = f64x2.add(e, f64x2.mul(s, s));
    next += 8;
    others += 32;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, e, 48);
}

// @ts-ignore: decorator
@inline
function eightFrom(point: usize, others: usize, step: usize, out: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let e = a;
  for (const end = point + ((<usize>dims) << 3); point < end; point += 8) {
    const z = v128.load64_splat(point);
    const p = f64x2.sub(z, v128.load(others));
    const q = f64x2.sub(z, v128.load(others, 16));
    const r = f64x2.sub(z, v128.load(others, 32));
    const s = f64x2.sub(z, v128.load(others, 48));
    a = f64x2.add(a, f64x2.mul(p, p));
    b = f64x2.add(b, f64x2.mul(q, q));
    c = f64x2.add(c, f64x2.mul(r, r));
    e = f64x2.add(e, f64x2.mul(s, s));
    others += step;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, e, 48);
}

/** Squared distances of a point from all centres, into `far`. */
// @ts-ignore: decorator
@inline
function allFrom(point: usize): void {
  const step = (<usize>lanes) << 3;
  let k = 0;
  for (; k + 8 <= lanes; k += 8) eightFrom(point, centres + ((<usize>k) << 3), step, far + ((<usize>k) << 3));
  if (k < lanes) fourFrom(point, centres + ((<usize>k) << 3), step, far + ((<usize>k) << 3));
}

/** The squared distance of a point from one centre. */
// @ts-ignore: decorator
@inline
function oneFrom(point: usize, k: i32): f64 {
  let sum: f64 = 0;
  let centre = centres + ((<usize>k) << 3);
  const step = (<usize>lanes) << 3;
  for (const end = point + ((<usize>dims) << 3); point < end; point += 8) {
    const off = load<f64>(point) - load<f64>(centre);
    sum += off * off;
    centre += step;
  }
  return sum;
}

/** Takes the two nearest centres from `far`, without a branch on which is nearer; of equal ones the first. */
// @ts-ignore: decorator
@inline
function takeNearest(i: usize): i32 {
  let least = f64x2.splat(Infinity);
  let next = least;
  const end = far + ((<usize>lanes) << 3);
  for (let at = far; at < end; at += 16) {
    const here = v128.load(at);
    next = f64x2.pmin(next, f64x2.pmax(least, here));
    least = f64x2.pmin(least, here);
  }
  const a = f64x2.extract_lane(least, 0);
  const b = f64x2.extract_lane(least, 1);
  const first = min(a, b);
  const second = min(max(a, b), min(f64x2.extract_lane(next, 0), f64x2.extract_lane(next, 1)));
  const sought = f64x2.splat(first);
  let at = far;
  let mask = i64x2.bitmask(f64x2.eq(v128.load(at), sought));
  while (mask === 0) mask = i64x2.bitmask(f64x2.eq(v128.load((at += 16)), sought));
  const best = <i32>((at - far) >> 3) + ctz(mask);
  store<i32>(nearest + (i << 2), best);
  store<f64>(upper + (i << 3), sqrt(first));
  store<f64>(lower + (i << 3), sqrt(second));
  return best;
}

/** Adds a row to the sum and the size of its centre. */
// @ts-ignore: decorator
@inline
function addRow(i: usize, k: i32): void {
  const weight = weights === 0 ? 1.0 : load<f64>(weights + (i << 3));
  const size = sizes + ((<usize>k) << 3);
  store<f64>(size, load<f64>(size) + weight);
  const bytes = (<usize>dims) << 3;
  let point = points + i * bytes;
  let sum = sums + <usize>k * bytes;
  const w = f64x2.splat(weight);
  const end = point + bytes;
  for (; point + 16 <= end; point += 16) {
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(w, v128.load(point))));
    sum += 16;
  }
  if (point < end) store<f64>(sum, load<f64>(sum) + weight * load<f64>(point));
}

/** More centres than this are not all measured before it is known that a row must be compared. */
const FEW: i32 = 16;

/** One round over the rows `from` up to `to`: bounds by how far centres moved, `most` at most; centres by the bounds; sums. The rows that changed. */
export function round(from: i32, to: i32, most: f64): i32 {
  let changed = 0;
  const bytes = (<usize>dims) << 3;
  for (let i = <usize>from; i < <usize>to; i++) {
    const point = points + i * bytes;
    const own = load<i32>(nearest + (i << 2));
    if (own < 0) {
      allFrom(point);
      addRow(i, takeNearest(i));
      changed++;
      continue;
    }
    let up = load<f64>(upper + (i << 3)) + load<f64>(moved + ((<usize>own) << 3));
    const loose = load<f64>(lower + (i << 3)) - most;
    const low = loose > 0 ? loose : 0;
    const gap = load<f64>(half + ((<usize>own) << 3));
    const safe = gap > low ? gap : low;
    let now = own;
    if (up > safe) {
      if (segments <= FEW) {
        allFrom(point);
        up = sqrt(load<f64>(far + ((<usize>own) << 3)));
      } else up = sqrt(oneFrom(point, own));
    }
    if (up > safe) {
      if (segments > FEW) allFrom(point);
      now = takeNearest(i);
      if (now !== own) changed++;
    } else {
      store<f64>(upper + (i << 3), up);
      store<f64>(lower + (i << 3), low);
    }
    addRow(i, now);
  }
  return changed;
}

/** Compares the rows `from` up to `to` with all centres, adds their weights to the sizes, and gives `inertia` with their squared distances added. */
export function finish(from: i32, to: i32, inertia: f64): f64 {
  const bytes = (<usize>dims) << 3;
  for (let i = <usize>from; i < <usize>to; i++) {
    allFrom(points + i * bytes);
    const k = takeNearest(i);
    const weight = weights === 0 ? 1.0 : load<f64>(weights + (i << 3));
    const size = sizes + ((<usize>k) << 3);
    store<f64>(size, load<f64>(size) + weight);
    inertia += weight * load<f64>(far + ((<usize>k) << 3));
  }
  return inertia;
}

/**
 * What would be left of `before`, squared distances to the nearest centre so far, if one of up to four points were a centre: the points stand in
 * `others` coordinate by coordinate, what is left in `out`, one list of `rows` per point, and its sums by weight in `totals`.
 */
export function closer(from: i32, to: i32, rows: i32, count: i32, before: usize, others: usize, out: usize, totals: usize): void {
  const bytes = (<usize>dims) << 3;
  const list = (<usize>rows) << 3;
  let i = <usize>from;
  for (; i + 1 < <usize>to; i += 2) {
    twoFromFour(points + i * bytes, bytes, others, far);
    leave(i, far, count, list, before, out, totals);
    leave(i + 1, far + 32, count, list, before, out, totals);
  }
  if (i < <usize>to) {
    fourFrom(points + i * bytes, others, 32, far);
    leave(i, far, count, list, before, out, totals);
  }
}

// @ts-ignore: decorator
@inline
function leave(i: usize, here: usize, count: i32, list: usize, before: usize, out: usize, totals: usize): void {
  const least = load<f64>(before + (i << 3));
  const weight = weights === 0 ? 1.0 : load<f64>(weights + (i << 3));
  let to = out + (i << 3);
  for (const end = here + ((<usize>count) << 3); here < end; here += 8) {
    const left = load<f64>(here) < least ? load<f64>(here) : least;
    store<f64>(to, left);
    store<f64>(totals, load<f64>(totals) + left * weight);
    to += list;
    totals += 8;
  }
}

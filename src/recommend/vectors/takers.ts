import { factorise, finished, random, type Steps } from '../../core/index.js';
import { product } from '../item_factors/vectors.js';
import type { Interactions } from '../interactions.js';
import { usersByItems, type Sparse } from '../sparse.js';
import { unitVectors, type ItemVectors } from './item-vectors.js';

/** How items are turned into vectors by who took them. */
export interface TakerVectorOptions {
  /** Numbers per item (default 32; fewer where there are fewer items). */
  readonly width?: number;
  /** Rounds of subspace iteration (default 4). */
  readonly rounds?: number;
  readonly seed?: number;
}

/**
 * Vectors whose products come as near as so few numbers can to the cosines of items by who took them: the best approximation of the matrix of cosines of that
 * rank, found by subspace iteration from a seeded start (Halko, Martinsson & Tropp, SIAM Review 2011). Costs rounds × width × (events + items × width) steps; stores
 * 4 bytes × width per item.
 */
export const vectorsByTakers = (interactions: Interactions, options: TakerVectorOptions = {}): ItemVectors =>
  finished(takerVectors(interactions, options));

/** The same, in steps. */
export function* takerVectors(
  interactions: Interactions,
  { width: most = 32, rounds = 4, seed = 0 }: TakerVectorOptions,
): Steps<ItemVectors> {
  const users = lengthOne(usersByItems(interactions));
  const width = Math.min(most, users.columns);
  const draw = random(seed, 'item vectors');
  const basis = new Float64Array(users.columns * width);
  for (let i = 0; i < basis.length; i++) {
    if (i % width === 0) yield;
    basis[i] = draw.normal();
  }
  yield* orthonormalise(basis, width);
  let through = yield* byUsers(users, basis, width);
  for (let round = 0; round < rounds; round++) {
    yield* backToItems(users, through, width, basis);
    yield* orthonormalise(basis, width);
    through = yield* byUsers(users, basis, width);
  }
  return unitVectors(yield* timesFactor(basis, yield* gramOf(through, width), width), width);
}

/** Users × items with columns of length 1. */
function lengthOne(users: Sparse): Sparse {
  const square = new Float64Array(users.columns);
  for (let e = 0; e < users.column.length; e++) square[users.column[e]] += users.value[e] ** 2;
  return { ...users, value: users.value.map((value, e) => value / Math.sqrt(square[users.column[e]])) };
}

/** Users × width: what each user's items come to. */
function* byUsers({ lines, start, column, value }: Sparse, basis: Float64Array, width: number): Steps<Float64Array> {
  const out = new Float64Array(lines * width);
  for (let u = 0; u < lines; u++) {
    yield;
    for (let e = start[u]; e < start[u + 1]; e++)
      for (let d = 0, i = column[e] * width, o = u * width; d < width; d++) out[o + d] += value[e] * basis[i + d];
  }
  return out;
}

/** Items × width: what each item's users come to. */
function* backToItems({ lines, start, column, value }: Sparse, through: Float64Array, width: number, out: Float64Array): Steps<void> {
  out.fill(0);
  for (let u = 0; u < lines; u++) {
    yield;
    for (let e = start[u]; e < start[u + 1]; e++)
      for (let d = 0, i = column[e] * width, o = u * width; d < width; d++) out[i + d] += value[e] * through[o + d];
  }
}

/** Columns of length 1 at right angles to each other, by Gram and Schmidt, twice each; one that is a sum of those before it becomes 0. */
function* orthonormalise(basis: Float64Array, width: number): Steps<void> {
  const columns: Float64Array[] = [];
  for (let d = 0; d < width; d++) {
    yield;
    const own = columnAt(basis, width, d);
    const before = Math.sqrt(product(own, own));
    for (let twice = 0; twice < 2; twice++)
      for (const other of columns) {
        yield;
        const along = product(other, own);
        for (let r = 0; r < own.length; r++) own[r] -= along * other[r];
      }
    const length = Math.sqrt(product(own, own));
    const scale = length > 1e-10 * before ? 1 / length : 0;
    for (let r = 0; r < own.length; r++) basis[r * width + d] = own[r] *= scale;
    columns.push(own);
  }
}

/** A column of its own, whose numbers stand together: sums over it take an eighth of the time. */
function columnAt(basis: Float64Array, width: number, column: number): Float64Array {
  const out = new Float64Array(basis.length / width);
  for (let r = 0; r < out.length; r++) out[r] = basis[r * width + column];
  return out;
}

/** Width × width, made positive definite by a trace of a ridge. */
function* gramOf(through: Float64Array, width: number): Steps<Float64Array> {
  const gram = new Float64Array(width * width);
  for (let o = 0; o < through.length; o += width) {
    yield;
    for (let a = 0; a < width; a++) for (let b = 0; b <= a; b++) gram[a * width + b] += through[o + a] * through[o + b];
  }
  let trace = 0;
  for (let a = 0; a < width; a++) trace += gram[a * width + a];
  for (let a = 0; a < width; a++) {
    gram[a * width + a] += 1e-12 * trace + Number.MIN_VALUE;
    for (let b = 0; b < a; b++) gram[b * width + a] = gram[a * width + b];
  }
  return gram;
}

/** Items × width whose products are those of the basis through the matrix: basis × L, with L its Cholesky factor. */
function* timesFactor(basis: Float64Array, gram: Float64Array, width: number): Steps<Float64Array> {
  factorise(gram, width);
  const out = new Float64Array(basis.length);
  for (let i = 0; i < basis.length; i += width) {
    yield;
    for (let a = 0; a < width; a++) for (let b = 0; b <= a; b++) out[i + b] += basis[i + a] * gram[a * width + b];
  }
  return out;
}

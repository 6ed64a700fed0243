import type { FeatureEntries } from './feature-code.js';

/** Embeddings of one side: a line per member, and then one per feature; a member is the sum of its own and those of its features. */
export interface Embeddings {
  readonly members: number;
  readonly width: number;
  /** (Members + features) × width. */
  readonly line: Float32Array;
  /** Sums of squared slopes, in the same places: what was moved often moves less (AdaGrad). */
  readonly moved: Float32Array;
  /** Per member its features. */
  readonly entries: readonly FeatureEntries[];
}

/** Embeddings that begin with the numbers that `draw` gives. */
export function embeddingsOf(entries: readonly FeatureEntries[], features: number, width: number, draw: () => number): Embeddings {
  const size = (entries.length + features) * width;
  return {
    members: entries.length,
    width,
    line: Float32Array.from({ length: size }, draw),
    moved: new Float32Array(size).fill(1),
    entries,
  };
}

/** Writes the sum of a member into `out`; with `asNew`, that of its features alone. */
export function addUp({ members, width, line, entries }: Embeddings, member: number, out: Float64Array, asNew = false): void {
  const own = member * width;
  if (asNew) out.fill(0);
  else for (let k = 0; k < width; k++) out[k] = line[own + k];
  const { index, value } = entries[member];
  for (let e = 0; e < index.length; e++) {
    const from = (members + index[e]) * width;
    for (let k = 0; k < width; k++) out[k] += value[e] * line[from + k];
  }
}

/** The product of a member with a vector. */
export function productWith({ members, width, line, entries }: Embeddings, member: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0, at = member * width; k < width; k++, at++) sum += vector[k] * line[at];
  const { index, value } = entries[member];
  for (let e = 0; e < index.length; e++) {
    let part = 0;
    for (let k = 0, at = (members + index[e]) * width; k < width; k++, at++) part += vector[k] * line[at];
    sum += value[e] * part;
  }
  return sum;
}

/** Moves all that a member is the sum of along the slope, `times` as far; with `asNew`, its features alone. */
export function move(of: Embeddings, member: number, slope: Float64Array, times: number, rate: number, asNew = false): void {
  if (!asNew) moveLine(of, member * of.width, slope, times, rate);
  const { index, value } = of.entries[member];
  for (let e = 0; e < index.length; e++) moveLine(of, (of.members + index[e]) * of.width, slope, times * value[e], rate);
}

function moveLine({ width, line, moved }: Embeddings, from: number, slope: Float64Array, times: number, rate: number): void {
  for (let k = 0; k < width; k++) {
    const along = times * slope[k];
    line[from + k] += (rate * along) / Math.sqrt(moved[from + k]);
    moved[from + k] += along * along;
  }
}

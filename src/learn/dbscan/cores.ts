import { coordinatesOf, withinOf } from '../neighbours/index.js';
import { numberedSegments, type Sampled } from '../members/sampled.js';

/** What density makes of rows: the segment of each core row, numbered from the heaviest; −1 for rows that are none. */
export interface Cores {
  readonly segment: Int32Array;
  readonly segments: number;
}

/** Joins core rows that lie within `eps` of each other. A core has `minRows` of weight within `eps`, its own among it. */
export async function coresOf(sampled: Sampled, eps: number, minRows: number): Promise<Cores> {
  const { rows, dims, at, weights, pace } = sampled;
  const { layout, points } = coordinatesOf(at, dims);
  const within = withinOf(layout, points);
  const most = eps * eps;
  const isCore = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    let [weight, seen] = [0, 0];
    within(i, most, (j) => {
      weight += weights[j];
      seen++;
    });
    isCore[i] = weight >= minRows ? 1 : 0;
    await pace((seen + rows / 8) * dims);
  }
  const root = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = 0; i < rows; i++) {
    if (isCore[i] === 0) continue;
    let seen = 0;
    within(i, most, (j) => {
      seen++;
      if (j < i && isCore[j] === 1) join(root, i, j);
    });
    await pace((seen + rows / 8) * dims);
  }
  const segment = numberedSegments(
    sampled,
    root.map((_, i) => (isCore[i] === 1 ? rootOf(root, i) : -1)),
  );
  return { segment, segments: 1 + segment.reduce((a, b) => Math.max(a, b), -1) };
}

function join(root: Int32Array, a: number, b: number): void {
  const [one, two] = [rootOf(root, a), rootOf(root, b)];
  root[Math.max(one, two)] = Math.min(one, two);
}

function rootOf(root: Int32Array, i: number): number {
  while (root[i] !== i) {
    root[i] = root[root[i]];
    i = root[i];
  }
  return i;
}

import type { ColumnHead } from '../../core/index.js';
import type { ColumnShape, PairShape } from '../../learn/index.js';
import type { TermsInput } from './terms.js';

/** Neighbouring bins of one column of a pair. Numbers lie above `from` and up to `to`; an end that is absent is open. */
export type PairGroup =
  | { readonly kind: 'range'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'levels'; readonly names: readonly string[] }
  | { readonly kind: 'missing' };

/** What two columns add together, beyond what each adds alone, as a table small enough to read. */
export interface PairTable {
  readonly features: readonly [string, string];
  /** Of the first feature, from top to bottom, and of the second, from left to right; at most eight each, of about as many rows. */
  readonly groups: readonly [readonly PairGroup[], readonly PairGroup[]];
  /** `scores[i][j]`: mean score of the rows in group i of the first and j of the second; `NaN` where there are none. */
  readonly scores: readonly (readonly number[])[];
}

const MOST_GROUPS = 8;
const MISSING = 0;
const RARE = 1;

/** The pair whose mean |score| over the training rows is largest; undefined when no pair says anything. */
export function strongestPair({ shapes, heads, output = 0, scale = 1 }: TermsInput): PairTable | undefined {
  const { outputs } = shapes;
  const strength = ({ shares, scores }: PairShape): number =>
    shares.reduce((sum, share, cell) => sum + share * Math.abs(scores[cell * outputs + output]), 0);
  const [pair] = shapes.pairs.toSorted((a, b) => strength(b) - strength(a));
  if (!pair || strength(pair) === 0) return undefined;
  const { columns, joined, size, shares, scores } = pair;
  const sides = [0, 1].map((side) => groupsOf(shapes.columns[columns[side]], joined[side], heads[columns[side]], sharesOf(pair, side)));
  const [rows, across] = sides.map(({ groupOf }) => groupOf);
  const sums = sides[0].groups.map(() => sides[1].groups.map(() => ({ share: 0, score: 0 })));
  for (let cell = 0; cell < size[0] * size[1]; cell++) {
    const sum = sums[rows[Math.floor(cell / size[1])]]?.[across[cell % size[1]]];
    if (!sum) continue;
    sum.share += shares[cell];
    sum.score += shares[cell] * scale * scores[cell * outputs + output];
  }
  return {
    features: [heads[columns[0]].name, heads[columns[1]].name],
    groups: [sides[0].groups, sides[1].groups],
    scores: sums.map((line) => line.map(({ share, score }) => (share > 0 ? score / share : NaN))),
  };
}

/** The share of the rows in each joined bin of one of the two. */
function sharesOf({ size, shares }: PairShape, side: number): Float64Array {
  const out = new Float64Array(size[side]);
  shares.forEach((share, cell) => {
    out[side === 0 ? Math.floor(cell / size[1]) : cell % size[1]] += share;
  });
  return out;
}

/** Groups of the joined bins that hold rows, and the group of each bin (−1: none). Missing values stand alone and first. */
function groupsOf(
  shape: ColumnShape,
  joined: Uint8Array,
  head: ColumnHead,
  shares: Float64Array,
): { readonly groups: readonly PairGroup[]; readonly groupOf: Int32Array } {
  const groupOf = new Int32Array(shares.length).fill(-1);
  const bins: number[][] = [];
  if (shares[MISSING] > 0) groupOf[MISSING] = bins.push([MISSING]) - 1;
  const first = bins.length;
  const due = (1 - shares[MISSING]) / MOST_GROUPS;
  let seen = 0;
  let last = -1;
  for (let bin = 1; bin < shares.length; bin++) {
    if (shares[bin] === 0) continue;
    const group = Math.floor((seen + shares[bin] / 2) / due);
    if (group > last || bins.length === first) bins.push([]);
    last = group;
    groupOf[bin] = bins.length - 1;
    bins.at(-1)!.push(bin);
    seen += shares[bin];
  }
  return { groups: bins.map((some) => groupFrom(shape, joined, head, some)), groupOf };
}

/** What lies in joined bins. */
function groupFrom({ cuts, levels, shares }: ColumnShape, joined: Uint8Array, head: ColumnHead, bins: readonly number[]): PairGroup {
  if (bins[0] === MISSING) return { kind: 'missing' };
  const held = [...joined.keys()].filter((bin) => bin !== MISSING && bins.includes(joined[bin]));
  if (head.kind === 'category') {
    const known = held.filter((bin) => shares[bin] > 0);
    return { kind: 'levels', names: known.map((bin) => (bin === RARE ? 'rare levels' : head.levels[levels![bin][0]])) };
  }
  if (head.kind === 'flag') return { kind: 'levels', names: held.map((bin) => (bin === 1 ? 'no' : 'yes')) };
  const [first, last] = [held[0], held.at(-1)!];
  return { kind: 'range', ...(first > 1 ? { from: cuts![first - 2] } : {}), ...(last <= cuts!.length ? { to: cuts![last - 1] } : {}) };
}

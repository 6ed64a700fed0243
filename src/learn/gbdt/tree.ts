import type { Lines } from './lines.js';

/** How a node decides; missing (and, for categories, unseen) values go the stated way. */
export const NUMBER_MISSING_RIGHT = 0;
export const NUMBER_MISSING_LEFT = 1;
export const CATEGORY = 2;

/**
 * One tree over raw values. Node 0 is the root and children come after their parents; a child of `-1 - k` is leaf k. A tree
 * without nodes is leaf 0.
 */
export interface Tree {
  /** Column of the matrix, per node. */
  readonly column: Int32Array;
  /** {@link NUMBER_MISSING_RIGHT}, {@link NUMBER_MISSING_LEFT} or {@link CATEGORY}, per node. */
  readonly kind: Uint8Array;
  /** Number nodes: values up to this go left. */
  readonly threshold: Float64Array;
  /** Category nodes: one bit per level code that goes left, 32 to a word; words end with the last bit set. Else empty. */
  readonly sets: readonly Uint32Array[];
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Twice the drop of the training loss that the split gave, per node. */
  readonly gain: Float64Array;
  /** Share of the margin, per leaf. */
  readonly value: Float64Array;
  /** Training rows, per leaf. */
  readonly cover: Uint32Array;
  /** Linear leaves: what they add in place of their value. */
  readonly lines?: Lines;
}

/** The bits of level codes, in words that end with the last bit set. */
export function bitsOf(codes: Int32Array): Uint32Array {
  const words = new Uint32Array((codes.reduce((a, b) => Math.max(a, b), -1) >> 5) + 1);
  for (const code of codes) words[code >> 5] |= 1 << (code & 31);
  return words;
}

/** One more than the highest level code in words of bits; 0 for none. */
export function codesOf(words: Uint32Array): number {
  const last = words.findLastIndex((word) => word !== 0);
  return last < 0 ? 0 : 32 * (last + 1) - Math.clz32(words[last]);
}

/** A tree of one leaf that adds nothing. */
export function constantTree(rows: number): Tree {
  const none = new Int32Array(0);
  return {
    column: none,
    kind: new Uint8Array(0),
    threshold: new Float64Array(0),
    sets: [],
    left: none,
    right: none,
    gain: new Float64Array(0),
    value: Float64Array.of(0),
    cover: Uint32Array.of(rows),
  };
}

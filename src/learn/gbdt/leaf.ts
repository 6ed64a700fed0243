import type { FoundSplit } from '../../kernel/index.js';

/** A leaf of the growing tree. One record per leaf number, written over for every tree. */
export interface Leaf {
  /** Rows, and sums over them. */
  count: number;
  gradient: number;
  hessian: number;
  /** Range of values that `maxStep` and monotone splits above have left. */
  low: number;
  high: number;
  depth: number;
  /** Value before the learning rate. */
  value: number;
  /** Node above it, -1 for the root, and which child it is. */
  parent: number;
  isRight: boolean;
  /** Slot of its histogram while it can still be split, else -1. */
  slot: number;
  /** Groups of columns that may still decide, where interactions are limited. */
  groups: readonly Uint8Array[];
  /** The best split, once searched; none where nothing gains. */
  split: FoundSplit | undefined;
}

export function emptyLeaf(): Leaf {
  return {
    count: 0,
    gradient: 0,
    hessian: 0,
    low: -Infinity,
    high: Infinity,
    depth: 0,
    value: 0,
    parent: -1,
    isRight: false,
    slot: -1,
    groups: [],
    split: undefined,
  };
}

import { emptySplit, type LeafSums, type Split } from './split.js';

/** A leaf of the growing tree. One record per slot, written over for every tree. */
export interface Leaf extends LeafSums {
  /** Its rows are `rows[from … to - 1]`. */
  from: number;
  to: number;
  depth: number;
  /** Value before the learning rate. */
  value: number;
  /** Node above it, -1 for the root, and which child it is. */
  parent: number;
  isRight: boolean;
  /** Taken from the pool while the leaf can still be split. */
  histogram: Float64Array | null;
  /** Per column: 1 while a split on it may lower the loss. */
  readonly open: Uint8Array;
  readonly split: Split;
}

export function emptyLeaf(columns: number, mostGrouped: number): Leaf {
  return {
    from: 0,
    to: 0,
    count: 0,
    gradient: 0,
    hessian: 0,
    low: -Infinity,
    high: Infinity,
    depth: 0,
    value: 0,
    parent: -1,
    isRight: false,
    histogram: null,
    open: new Uint8Array(columns),
    split: emptySplit(mostGrouped),
  };
}

/** Histograms to borrow: as many as are alive at once are made. */
export interface HistogramPool {
  /** A histogram of zeros. */
  take(): Float64Array;
  give(histogram: Float64Array): void;
}

export function histogramPool(cells: number): HistogramPool {
  const free: Float64Array[] = [];
  return {
    take: () => free.pop()?.fill(0) ?? new Float64Array(2 * cells),
    give: (histogram) => void free.push(histogram),
  };
}

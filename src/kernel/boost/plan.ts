/** How a booster splits leaves: the same for all leaves of a fit. */
export interface SplitSettings {
  readonly l1: number;
  readonly l2: number;
  readonly minRowsPerLeaf: number;
  readonly minHessian: number;
  readonly catSmooth: number;
  readonly catL2: number;
  readonly maxCatThreshold: number;
  readonly maxCatToOneHot: number;
  readonly minDataPerGroup: number;
}

/** One column of bins. */
export interface PlanColumn {
  readonly kind: 'number' | 'category';
  /** Bins; where numbers may be missing, the last bin holds those. For categories, bin 0 holds missing, rare and unseen ones. */
  readonly size: number;
  readonly missing: boolean;
  /** Monotone direction: 1, -1 or 0. */
  readonly direction: number;
  /** How a value finds its bin: upper bounds, ascending, or a table from code + 1 (texts) or byte (flags). */
  readonly lookup: Float64Array | Uint16Array;
  /**
   * Members of a bundle follow each other with codes 1, 2 …; 0 stands alone. Members are numbers of two bins without missing ones, and no row is
   * in the second bin of two of them, so that one byte holds them all.
   */
  readonly code: number;
  /** What is handed in per row: a double, a level's code (-1: missing) or a byte. */
  readonly staged: 'doubles' | 'codes' | 'bytes';
}

/** How gradients are kept while a tree grows. */
export type Precision =
  /** As doubles on a grid so fine that sums stay exact. Any loss; for small data. */
  | 'double'
  /** Gradient and hessian in 16 bits each, rounded by chance. Any loss; for large data. */
  | 'pair'
  /** The gradient in 32 bits, for losses whose hessian is 1. */
  | 'single';

/** Everything that stays the same through a fit. */
export interface BoostPlan {
  readonly rows: number;
  readonly columns: readonly PlanColumn[];
  readonly leaves: number;
  readonly outputs: number;
  readonly precision: Precision;
  /** Whether margins travel with the rows, instead of lying in row order. One output only. */
  readonly travels: boolean;
  /** Whether rounds see a share of the rows only. */
  readonly bagged: boolean;
  readonly threads: number;
  /** Bytes that histograms of leaves may take together; three are kept in any case. */
  readonly histogramBytes: number;
  readonly settings: SplitSettings;
}

/** What the lines of one side did with the lines of the other. */
export interface AlsSide {
  readonly lines: number;
  /** Lines + 1. */
  readonly start: Int32Array;
  /** Lines of the other side. */
  readonly column: Int32Array;
  /** By how much the trust in an entry exceeds 1; at least 0. */
  readonly value: Float32Array;
}

/** A fit by alternating least squares. */
export interface AlsPlan {
  readonly users: AlsSide;
  /** The same entries by item. */
  readonly items: AlsSide;
  readonly factors: number;
  /** Ridge penalty, above 0. */
  readonly l2: number;
  /** Steps of conjugate gradients per line. */
  readonly steps: number;
  /** At most so many, this one included. */
  readonly threads: number;
  /** Items × factors to begin with. */
  readonly first: Float32Array;
}

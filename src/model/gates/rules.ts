/** A figure that must not be undercut (or, where lower is better, exceeded). */
export interface Floor {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly value: number;
  /** Holds within this segment only; absent: over all holdout rows. */
  readonly segment?: string;
  /** Holds between the groups of this protected column. */
  readonly groupsOf?: string;
}

/** What a version must show before an alias may point at it. */
export interface GateRules {
  /** The metric in which it is compared with the version that it would replace. */
  readonly metric: string;
  /** How much worse it may be, as a share of the other's metric on the same rows. Default 0.005. */
  readonly tolerance?: number;
  /** Fewest rows on which any figure counts. Default 30. */
  readonly minRows?: number;
  readonly floors?: readonly Floor[];
}

export const DEFAULT_TOLERANCE = 0.005;
export const DEFAULT_MIN_ROWS = 30;

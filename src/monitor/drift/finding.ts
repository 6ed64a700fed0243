/** How far one column of a window is from its reference, as an effect with an interval. */
export interface DriftFinding {
  /** A column of the data, or `prediction`. */
  readonly feature: string;
  /** What kind of change: of inputs, of answers, or of how inputs and outcomes belong together. */
  readonly kind: 'data' | 'prediction' | 'concept';
  /** `psi`, `wasserstein`, `jensen_shannon`, `ks`, `cramers_v`, `null_rate`, `unseen_rate` … */
  readonly statistic: string;
  readonly value: number;
  /** Interval of the effect. */
  readonly low: number;
  readonly high: number;
  /** Rows of the window that took part. */
  readonly rows: number;
  /** The effect is beyond its limit for sure, with false discoveries held down across all findings. */
  readonly alarm: boolean;
  /** One sentence for people: what changed, from what to what. */
  readonly text: string;
}

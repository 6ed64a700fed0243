/** How far one column of a window is from its reference, as an effect with an interval. */
export interface DriftFinding {
  /** A column of the data, or `prediction`. */
  readonly feature: string;
  /** What kind of change: of inputs, of answers, or of how inputs and outcomes belong together. */
  readonly kind: 'data' | 'prediction' | 'concept';
  /** `wasserstein`, `cramers_v`, `null_rate`, `unseen_rate`, `calibration`, `auc`, `bias`. */
  readonly statistic: string;
  /** In the statistic's own units: standard deviations of the reference, a V from 0 to 1, or a difference of shares. */
  readonly value: number;
  /** 95% interval of the effect. */
  readonly low: number;
  readonly high: number;
  /** Rows of the window that took part. */
  readonly rows: number;
  /** It changed, with false discoveries held down across all findings, and by more than a trifle: docs/decisions/0015. */
  readonly alarm: boolean;
  /** From here on (in absolute terms) a change is large. */
  readonly limit: number;
  /** It alarms, and the effect is beyond its limit. */
  readonly large: boolean;
  /** Probability of a column as different as this one, or more, if nothing had changed; not adjusted for the number of columns. */
  readonly p: number;
  /** How much the model leans on the column, as a share of all columns; 0 where that is not known. Findings come in this order. */
  readonly importance: number;
  /**
   * The same change in other statistics: `psi`, `jensen_shannon`; of numbers `ks` and `ks_p` (Kolmogorov–Smirnov), of levels `cramers_v_counts` (of the
   * table as it is counted), `chi_square` and `chi_square_p`. Their p-values grow sure with many rows: they are told, and decide nothing.
   */
  readonly figures: Readonly<Record<string, number>>;
  /** One sentence for people: what changed, from what to what. */
  readonly text: string;
}

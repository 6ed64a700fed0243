/** From where on a change is large, by statistic, in its own units. Below, an alarm says that something changed, not that it matters. */
export const LARGE = {
  /** Standard deviations of the reference: what Evidently calls drift. */
  wasserstein: 0.1,
  /** What Cohen (1988) calls a small effect between two categories. */
  cramers_v: 0.1,
  null_rate: 0.05,
  unseen_rate: 0.01,
  /** Log-odds. */
  calibration: 0.25,
  auc: 0.02,
  /** Standard deviations of the reference's errors. */
  bias: 0.1,
} as const;

/** What can be measured, by its name in findings. */
export type DriftStatistic = keyof typeof LARGE;

/** How windows are judged. */
export interface DriftOptions {
  /** Chance of any alarm in a window in which nothing changed; default 0.01. */
  readonly rate?: number;
  /** Rows that a window needs (and, of a column, values); with fewer there is no finding. Default 50. */
  readonly minRows?: number;
  /** Standardised difference below which nothing alarms, however sure it is; default 0.01. */
  readonly floor?: number;
  /** Where a change is large; see {@link LARGE}. */
  readonly limits?: Readonly<Partial<Record<DriftStatistic, number>>>;
  /** How much the model leans on each column, in any unit: the order of the findings. */
  readonly importance?: Readonly<Record<string, number>>;
}

/** What {@link DriftOptions} says, or the default. */
export type DriftSettings = Required<DriftOptions>;

/** Fills in the defaults. */
export function settingsOf(options: DriftOptions): DriftSettings {
  return { rate: 0.01, minRows: 50, floor: 0.01, importance: {}, ...options, limits: { ...LARGE, ...options.limits } };
}

import type { Contrast, Look } from './contrast.js';
import type { SampleRatio } from './sample-ratio.js';

/** One outcome of a trial. All arrays have one entry per row. */
export interface OutcomeRows {
  readonly name: string;
  /** `rate`: 0 or 1 per row; `mean`: any number. */
  readonly kind: 'rate' | 'mean';
  /** `NaN` where it is not known: the row does not count for this outcome. */
  readonly values: Float64Array;
  /** Makes the outcome the ratio Σ values / Σ per: revenue per order. */
  readonly per?: Float64Array;
  /** What was known of the rows before the trial, for {@link adjustBefore}; `NaN` where unknown. */
  readonly before?: readonly Float64Array[];
  /** Absent means higher. */
  readonly better?: 'higher' | 'lower';
}

/** Rows of a trial: who was in which arm, and what became of them. */
export interface ExperimentInput {
  /** Names of the arms, the control first. */
  readonly arms: readonly string[];
  /** Per row the place of its arm in `arms`. */
  readonly arm: ArrayLike<number>;
  /** The shares in which rows were to be assigned, as any positive numbers; absent means equal. */
  readonly shares?: readonly number[];
  /** The first decides, the others are told. */
  readonly outcomes: readonly OutcomeRows[];
  readonly look: Look;
  /** Of the intervals; absent means 0.95. */
  readonly level?: number;
  /** `always`: the rows planned for the trial, see {@link Sequence}. */
  readonly planned?: number;
}

/**
 * What a comparison came to. `better` and `worse`: sure, its interval leaves "no difference" out. `open`: not sure; a trial that is looked at `always` may
 * go on. `early`: too few rows for their spread, see {@link leastRows}. `none`: the trial is broken, and nothing is said.
 */
export type Verdict = 'better' | 'worse' | 'open' | 'early' | 'none';

/** A treated arm against the control. */
export interface ArmContrast extends Contrast {
  readonly arm: string;
  readonly verdict: Verdict;
  /** `open` under `always`: rows of all arms at which an effect of the size seen would be sure; absent when nothing is in sight. */
  readonly sureAt?: number;
}

/** What one outcome says. */
export interface OutcomeFindings {
  readonly name: string;
  readonly kind: 'rate' | 'mean' | 'ratio';
  readonly better: 'higher' | 'lower';
  /** Rows where it is not known. */
  readonly missing: number;
  readonly arms: readonly {
    readonly arm: string;
    readonly rows: number;
    readonly mean: number;
    readonly deviation: number;
    /** See the function of that name. */
    readonly leastRows: number;
  }[];
  /** What columns from before did for it; absent where there were none. */
  readonly adjusted?: { readonly columns: number; readonly varianceReduction: number; readonly balanceP: number };
  /** Of every interval here: raised where several arms compete for the decision. */
  readonly level: number;
  readonly against: readonly ArmContrast[];
}

/** What is wrong with a trial whose arms cannot be compared. */
export type Fault = 'sample_ratio' | 'missing_outcomes' | 'before_differs';

/** The analysis of a trial. Plain JSON. */
export interface Experiment {
  readonly rows: number;
  readonly look: Look;
  readonly level: number;
  /** `always`: rows at which the intervals are tightest. */
  readonly planned?: number;
  readonly arms: readonly { readonly arm: string; readonly rows: number; readonly share: number; readonly due: number }[];
  readonly sampleRatio: SampleRatio;
  /** Empty when the trial is sound. Any fault takes every verdict away. */
  readonly faults: readonly Fault[];
  /** The first decides. */
  readonly outcomes: readonly OutcomeFindings[];
}

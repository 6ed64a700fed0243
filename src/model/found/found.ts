import type { Histogram, UpliftEvaluation } from '../../evaluate/index.js';
import type { JudgedTargeting } from '../use/judge-uplift.js';

/** How one feature of a segment differs from all rows. */
export interface Trait {
  readonly feature: string;
  /** In short: `high income`, `plan yearly`, `not member`. */
  readonly words: string;
  /** Numbers: the mean; yes/no and levels: the share of rows that have it. */
  readonly here: number;
  readonly all: number;
  /** The level that the shares are of; absent for numbers and yes/no. */
  readonly level?: string;
  readonly kind: 'number' | 'share';
  /** (here − all) / standard deviation over all rows. */
  readonly strength: number;
}

/** One segment, as it is in the rows that it was learned from. */
export interface SegmentProfile {
  readonly name: string;
  /** What it was called by what sets it apart, where the definition gives it another name. */
  readonly foundAs?: string;
  /** These rows belong to no segment. */
  readonly outside?: true;
  readonly rows: number;
  readonly share: number;
  /** Mean silhouette of its rows (of a sample of many); null where it is undefined. */
  readonly silhouette: number | null;
  /** The most distinctive first. */
  readonly traits: readonly Trait[];
}

/** What a training without a target found in segments. */
export interface FoundSegments {
  readonly kind: 'segment';
  /** In the order of the labels. */
  readonly segments: readonly SegmentProfile[];
}

/** A row that stands out. */
export interface OddRow {
  /** Its place among the rows that were learned from, from 1. */
  readonly row: number;
  readonly ids: Readonly<Record<string, string | null>>;
  readonly score: number;
  /** The strongest first. */
  readonly reasons: readonly { readonly feature: string; readonly value: number | string | boolean | null; readonly effect: number }[];
}

/** What a training without a target found in odd rows. */
export interface FoundOutliers {
  readonly kind: 'outlier';
  readonly scores: Histogram;
  /** Scores that 5% and 1% of the rows exceed. */
  readonly high: { readonly p95: number; readonly p99: number };
  /** The oddest first. */
  readonly oddest: readonly OddRow[];
}

/** What became of the rows of one arm of a trial. */
export interface TrialArm {
  /** The value of the treatment. */
  readonly name: string;
  readonly rows: number;
  /** Mean outcome. */
  readonly mean: number;
}

/** What a training found of the effect of a treatment. */
export interface FoundUplift {
  readonly kind: 'uplift';
  /** Not treated, treated: of all rows. */
  readonly arms: readonly [TrialArm, TrialArm];
  /** On the holdout. */
  readonly evaluation: UpliftEvaluation;
  /** What deciding by the model would have earned on the holdout; absent where no money is declared. */
  readonly targeting?: JudgedTargeting;
  /** Predicted effects of all rows. */
  readonly uplifts: Histogram;
}

/** What a training without a target found. */
export type Found = FoundSegments | FoundOutliers | FoundUplift;

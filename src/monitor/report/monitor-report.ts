import type { Interval } from '../../evaluate/index.js';
import type { AnyTask } from '../../core/index.js';
import type { Alert } from '../alerts/alert.js';
import type { OddRows } from '../anomaly/odd-rows.js';
import type { DriftFinding } from '../drift/finding.js';
import type { DayFigures, SegmentFigures } from '../realise/parts.js';
import type { RealisedMoney } from '../realise/money.js';
import type { Recomputed } from '../skew/recompute.js';
import type { VersionFigures } from './versions.js';
import type { RefusedFor } from './refused.js';

/** Whether a version can be relied on today, and why. */
export interface Trust {
  /** `no`: something is worse for sure; `careful`: something changed that may hurt; `unknown`: nothing to judge by. */
  readonly verdict: 'yes' | 'careful' | 'no' | 'unknown';
  /** One sentence. */
  readonly text: string;
  /** What speaks against it, one sentence each. */
  readonly reasons: readonly string[];
}

/** How a served version does, in one window. Plain JSON with finite numbers. */
export interface MonitorReport {
  readonly model: string;
  readonly version: number;
  readonly task: AnyTask;
  readonly trust: Trust;
  /** ISO 8601. */
  readonly window: { readonly from: string; readonly to: string };
  /** Rows that the version answered in the window. */
  readonly predictions: number;
  /** How many of them have an outcome. */
  readonly outcomes: number;
  /** All versions that answered in the window, shadows among them, judged the same way where there are several. */
  readonly versions: readonly VersionFigures[];
  /** The metric by which the version was chosen. */
  readonly metric: string;
  /** Realised, under the names of training, with 95% intervals; empty without outcomes. */
  readonly metrics: Readonly<Record<string, Interval>>;
  /** Metrics that the outcomes leave undefined, and why. */
  readonly omitted: Readonly<Record<string, string>>;
  /** Expected without outcomes: what the realised metric of so many rows would be, if only the inputs changed. */
  readonly estimated: Readonly<Record<string, Interval>>;
  /** The version's metric estimated on the very rows that have an outcome: what the realised one is to be held against; null without them. */
  readonly expected: Interval | null;
  /** What training promised, on its holdout. */
  readonly promised: Readonly<Record<string, Interval>>;
  readonly labels: {
    /** How long labels take to come; null where nobody said. */
    readonly within: string | null;
    /** Rows old enough, and how many of them have an outcome. */
    readonly due: number;
    readonly known: number;
    /** No row is old enough, so the metrics are of outcomes that came quickly. */
    readonly early: boolean;
    /** Outcomes that are no label of the model. */
    readonly strange: number;
  };
  /** Where a payoff is declared. */
  readonly money?: RealisedMoney & {
    /** On the holdout of the training. */
    readonly promisedPerRow: Interval | null;
    /** Without outcomes, if only the inputs changed: what the drift of the window means in money. Null without rows. */
    readonly estimatedPerRow: Interval | null;
  };
  readonly health: Health;
  readonly drift: readonly DriftFinding[];
  /** Alerts that last, newest first. */
  readonly alerts: readonly Alert[];
  /** UTC days with predictions, oldest first. */
  readonly days: readonly DayFigures[];
  readonly segments: readonly SegmentFigures[];
  /** How odd the rows are for those of training; absent without rows or without a sketch. */
  readonly odd?: OddRows;
  /** Served rows answered again through the batch path; absent where none were to be. */
  readonly skew?: Recomputed;
  /** What is not known, and why. */
  readonly notes: readonly string[];
}

/** How serving itself does. */
export interface Health {
  /** Rows per day of the window, from its first prediction on. */
  readonly perDay: number;
  /** Milliseconds of the time to answer; null without predictions. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number } | null;
  /** Hours since the newest prediction; null without predictions. */
  readonly freshnessHours: number | null;
  /** Share of missing values of each input; empty without predictions. */
  readonly nullRates: Readonly<Record<string, number>>;
  /** Share of values that training never saw, of each category that is known to the reference. */
  readonly unseenRates: Readonly<Record<string, number>>;
  /** Rows that were refused because they broke the schema or a rule. */
  readonly refused: number;
  /** What was wrong with them, by column and rule, the most frequent first; where a server told it. */
  readonly refusedFor: readonly RefusedFor[];
  /** Rows that the prediction log lost, of all models. */
  readonly dropped: number;
}

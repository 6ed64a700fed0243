import type { Matrix, TargetlessTask } from '../../../core/index.js';
import type { Interval, Split } from '../../../evaluate/index.js';
import type { Predictor } from '../../../learn/index.js';
import type { Decision } from '../../decide/index.js';
import type { Found } from '../../found/index.js';
import type { Warning } from '../../probes/index.js';
import type { JudgedUplift } from '../../use/judge-uplift.js';
import type { LeaderboardEntry } from '../compare.js';
import type { EncodedMatrix } from './encode-in-memory.js';
import type { Candidate } from '../plan.js';
import type { Training } from '../training.js';
import type { Reigning } from './incumbent.js';

/** What will be fitted. */
export interface RowsChoice<T extends TargetlessTask> {
  readonly chosen: Candidate<T>;
  /** Empty where nothing was compared. */
  readonly leaderboard: readonly LeaderboardEntry[];
}

/** How good it is on rows that the judged fit never saw, as far as that can be said without a truth. */
export interface RowsJudged {
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same where there is nothing to be found. */
  readonly baseline: Readonly<Record<string, number>>;
  /** What the metric is the mean of, one number per holdout row; absent where it is no mean. */
  readonly each?: Float64Array;
  /** Outliers: the score of each holdout row; uplift: the effect that is predicted of it. */
  readonly scores?: Float64Array;
  /** Uplift: what became of each holdout row, and 1 where it was treated. */
  readonly y?: Float64Array;
  readonly treated?: Float64Array;
  /** Uplift: the number of each holdout row's group; absent without declared groups. */
  readonly unit?: Int32Array;
  /** Uplift: the whole judgement, and the decision that was judged. */
  readonly judged?: JudgedUplift & { readonly decide?: Decision; readonly notes?: readonly string[] };
  /** What the reigning champion has in the place of `each` or `scores`. */
  readonly incumbent?: Float64Array;
}

/** What the fit on all rows is and found. */
export interface Described {
  readonly labels: readonly string[];
  readonly found: Found;
  /** What a person should know of it. */
  readonly notes?: readonly string[];
  /** Suspicions; people decide. */
  readonly warnings?: readonly Warning[];
  /** Uplift: how it is decided whom to treat; absent where no money is declared. */
  readonly decide?: Decision;
}

/** What is special about training one task without a target. */
export interface Finder<T extends TargetlessTask> {
  choose(training: Training<T>, x: Matrix, train: Int32Array): Promise<RowsChoice<T>>;
  judge(training: Training<T>, chosen: Candidate<T>, x: Matrix, split: Split, reigning: Reigning<T> | undefined): Promise<RowsJudged>;
  describe(training: Training<T>, encoded: EncodedMatrix, fitted: Predictor, judged: RowsJudged): Promise<Described>;
}

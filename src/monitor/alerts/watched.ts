import type { Interval } from '../../evaluate/index.js';
import type { Figures } from '../../model/index.js';
import type { DriftFinding } from '../drift/finding.js';
import type { Verdict } from './verdict.js';

/** What the version's metric was promised to be, and what it became. */
export interface Performance {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  /** On the holdout of its training. */
  readonly promised: Interval;
  /** On the outcomes of the window; null while there are too few. */
  readonly realised: Interval | null;
  /** Without labels, on the same window; null where it cannot be estimated. */
  readonly estimated: Interval | null;
  /** Of a model that knows nothing. */
  readonly baseline: number | null;
}

/** What deciding by the version earns beside what it was expected to earn. */
export interface Earned {
  readonly currency: string;
  /** Per row, on the holdout of its training. */
  readonly expectedPerRow: number;
  /** Per row, on the outcomes of the window; null while there are too few. */
  readonly perRow: number | null;
  /** Per row without outcomes, if only the inputs changed; absent where it cannot be said. */
  readonly estimatedPerRow?: Interval;
  readonly rowsPerDay: number;
}

/** What alert rules and retraining triggers look at: one version in one window, with null for what is not known. */
export interface Watched {
  readonly model: string;
  readonly version: number;
  readonly figures: Figures;
  readonly drift: readonly DriftFinding[];
  readonly performance: Performance | null;
  /** Absent without a declared payoff. */
  readonly money?: Earned;
  /** What the rules say that it has by itself; absent: those of a model of rows. */
  readonly verdicts?: readonly Verdict[];
}

import { calledClasses, weightsOf, type Scored } from './scored.js';

/** How true classes were called, in weight of rows. Plain JSON. */
export interface ConfusionTable {
  /** Class names in the order of rows and columns; binary: negative, positive. */
  readonly labels: readonly string[];
  /** binary: the probability from which a row was called positive; absent where more than the probability decides. */
  readonly threshold?: number;
  /** `counts[truth][called]`. */
  readonly counts: readonly (readonly number[])[];
  /** Per class: rows of it, and the share called right (recall) and right when called (precision); `null` without a denominator. */
  readonly classes: readonly {
    readonly label: string;
    readonly rows: number;
    readonly recall: number | null;
    readonly precision: number | null;
  }[];
}

/** The confusion table of a classification, called as the sample says: see `calledClasses`. O(rows). */
export function confusionTable(sample: Scored, labels: readonly string[]): ConfusionTable {
  const k = sample.task === 'binary' ? 2 : sample.classes;
  const counts = Array.from({ length: k }, () => Array.from({ length: k }, () => 0));
  const weights = weightsOf(sample);
  calledClasses(sample).forEach((called, i) => (counts[sample.y[i]][called] += weights[i]));
  const classes = labels.map((label, c) => {
    const rows = counts[c].reduce((sum, n) => sum + n, 0);
    const called = counts.reduce((sum, row) => sum + row[c], 0);
    return { label, rows, recall: rows === 0 ? null : counts[c][c] / rows, precision: called === 0 ? null : counts[c][c] / called };
  });
  return { labels, ...(sample.task === 'binary' && !sample.acts ? { threshold: sample.threshold ?? 0.5 } : {}), counts, classes };
}

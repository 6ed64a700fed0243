/** Rows of a classification with the probabilities of a model that did not learn from them. */
export interface LabelledRows {
  readonly classes: number;
  /** Per row 0 … classes − 1. */
  readonly labels: Int32Array;
  /** Rows × classes. */
  readonly probabilities: Float64Array;
}

/** How labels and truths go together, as far as confident rows tell. */
export interface ConfidentRows {
  /** Per class, the mean probability of the class among rows that are labelled so: from there on a row counts as surely of it. */
  readonly thresholds: Float64Array;
  /** Per row the class that it surely is of, the likeliest of several; −1 where of none. */
  readonly sure: Int32Array;
}

/** What rounding may take from a probability that equals a threshold. */
const ROUNDING = 1e-6;

/**
 * Confident learning (C. Northcutt, L. Jiang & I. Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 70, 2021): a row is surely of a
 * class where the probability of the class is at least what rows with that label have on average. A class without rows has no threshold.
 */
export function confidentRows({ classes, labels, probabilities }: LabelledRows): ConfidentRows {
  const [sums, counts] = [new Float64Array(classes), new Int32Array(classes)];
  labels.forEach((label, i) => {
    sums[label] += probabilities[i * classes + label];
    counts[label]++;
  });
  const thresholds = sums.map((sum, k) => (counts[k] > 0 ? sum / counts[k] : Infinity));
  const sure = Int32Array.from(labels, (_, i) => {
    let best = -1;
    for (let k = 0; k < classes; k++) {
      const p = probabilities[i * classes + k];
      if (p >= thresholds[k] - ROUNDING && (best < 0 || p > probabilities[i * classes + best])) best = k;
    }
    return best;
  });
  return { thresholds, sure };
}

/**
 * The joint distribution of labels (row) and truths (column), classes × classes: the counts of sure rows, a diagonal of none counted as one, each label's row
 * scaled to how many rows have it. `counted` is how often a row counts.
 */
export function jointOf(
  { classes, labels }: Pick<LabelledRows, 'classes' | 'labels'>,
  sure: Int32Array,
  counted: ArrayLike<number>,
): Float64Array {
  const joint = new Float64Array(classes * classes);
  const due = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    due[label] += counted[i];
    if (sure[i] >= 0) joint[label * classes + sure[i]] += counted[i];
  }
  const total = due.reduce((a, b) => a + b, 0);
  for (let k = 0; k < classes; k++) {
    joint[k * classes + k] = Math.max(1, joint[k * classes + k]);
    const found = joint.subarray(k * classes, (k + 1) * classes);
    const scale = due[k] / found.reduce((a, b) => a + b, 0) / total;
    for (let t = 0; t < classes; t++) found[t] *= scale;
  }
  return joint;
}

/**
 * How odd a label is for a row, from the probabilities of all labels:
 * - `lac`: 1 − its probability. The smallest sets on average (Sadinle, Lei & Wasserman, JASA 2019)
 * - `aps`: the probability of all labels that are at least as likely, its own included. Larger sets where the row is hard (Romano, Sesia & Candès, NeurIPS 2020)
 * - `raps`: the same, and a penalty per label beyond the first few, against long tails of unlikely labels (Angelopoulos et al., ICLR 2021)
 */
export type SetMethod = 'lac' | 'aps' | 'raps';

/** The constants of `raps`: what each further label adds, and how many labels are free of it. */
export interface SetPenalty {
  readonly penalty: number;
  readonly free: number;
}

/** What `raps` adds unless told otherwise. */
export const SET_PENALTY: SetPenalty = { penalty: 0.01, free: 2 };

/** What else a score may depend on. */
export interface SetOptions extends Partial<SetPenalty> {
  /**
   * `aps` and `raps`: the share of the label's own probability that counts. Absent means all of it: sets are then a little larger than they need be
   * and the same each time. Drawn evenly from 0 … 1 per row it makes coverage exact.
   */
  readonly own?: number;
}

/**
 * The score of every label of one row, into `out`. `probabilities` holds rows × labels; the row's begin at `at`. Labels of equal probability stand in
 * their own order. O(labels²).
 */
export function labelScores(
  method: SetMethod,
  probabilities: Float64Array,
  at: number,
  out: Float64Array,
  { own = 1, penalty = SET_PENALTY.penalty, free = SET_PENALTY.free }: SetOptions = {},
): void {
  for (let k = 0; k < out.length; k++) {
    const p = probabilities[at + k];
    if (method === 'lac') {
      out[k] = 1 - p;
      continue;
    }
    let [ahead, sum] = [0, 0];
    for (let j = 0; j < out.length; j++) {
      const other = probabilities[at + j];
      if (!(other > p || (other === p && j < k))) continue;
      ahead++;
      sum += other;
    }
    out[k] = sum + own * p + (method === 'raps' ? penalty * Math.max(0, ahead + 1 - free) : 0);
  }
}

/** The score of each row's true label. `probabilities` is rows × labels, `own` one number per row. */
export function setScores(
  method: SetMethod,
  probabilities: Float64Array,
  y: Float64Array,
  labels: number,
  { own, ...options }: Omit<SetOptions, 'own'> & { readonly own?: Float64Array } = {},
): Float64Array {
  const scores = new Float64Array(labels);
  return y.map((truth, i) => {
    labelScores(method, probabilities, i * labels, scores, own ? { ...options, own: own[i] } : options);
    return scores[truth];
  });
}

/**
 * Which labels are in each row's set at its threshold: 1 or 0, rows × labels. No set is empty: the label that is answered always is in it, which is the
 * one in `called`, absent the most likely and of equal ones the first.
 *
 * ```ts
 * setsAt('lac', Float64Array.of(0.6, 0.3, 0.1), Float64Array.of(0.8), 3) // [1, 1, 0]
 * ```
 */
export function setsAt(
  method: SetMethod,
  probabilities: Float64Array,
  thresholds: Float64Array,
  labels: number,
  { called, ...options }: SetOptions & { readonly called?: Int32Array } = {},
): Uint8Array {
  const out = new Uint8Array(probabilities.length);
  const scores = new Float64Array(labels);
  thresholds.forEach((threshold, i) => {
    labelScores(method, probabilities, i * labels, scores, options);
    let likeliest = 0;
    for (let k = 0; k < labels; k++) {
      if (probabilities[i * labels + k] > probabilities[i * labels + likeliest]) likeliest = k;
      if (scores[k] <= threshold) out[i * labels + k] = 1;
    }
    out[i * labels + (called?.[i] ?? likeliest)] = 1;
  });
  return out;
}

/** Probabilities of both labels, rows × 2, from those of the second. */
export function bothLabels(positive: Float64Array): Float64Array {
  const out = new Float64Array(positive.length * 2);
  positive.forEach((p, i) => {
    out[2 * i] = 1 - p;
    out[2 * i + 1] = p;
  });
  return out;
}

/** Ranks from 0; equal values share their mean rank. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).toSorted((a, b) => values[a] - values[b]);
  const out = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && values[order[j]] === values[order[i]]) j++;
    for (let k = i; k < j; k++) out[order[k]] = (i + j - 1) / 2;
    i = j;
  }
  return out;
}

/** Area under the ROC curve by ranks, ties by their mean rank (Mann–Whitney). `positive` holds 0 and 1. */
export function rankAuc(score: Float64Array, positive: Float64Array): number {
  const rank = ranks(score);
  const positives = positive.reduce((s, v) => s + v, 0);
  const rankSum = rank.reduce((s, r, i) => s + (r + 1) * positive[i], 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (score.length - positives));
}

/** Spearman's rank correlation, −1 … 1; 0 when one side is constant. */
export function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean);
    xx += (x[i] - mean) ** 2;
    yy += (y[i] - mean) ** 2;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

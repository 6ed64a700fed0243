// Scores from margins: the ones that the quality benchmark compares.
import { logSumExp, softplus } from 'millwright/core';

/** Area under the ROC curve, ties counted half. */
export function auc(margins, y) {
  const order = Array.from(y.keys()).toSorted((a, b) => margins[a] - margins[b]);
  let [below, positives, pairs] = [0, 0, 0];
  for (let i = 0; i < order.length;) {
    let [j, pos, neg] = [i, 0, 0];
    for (; j < order.length && margins[order[j]] === margins[order[i]]; j++) {
      if (y[order[j]] === 1) pos++;
      else neg++;
    }
    pairs += pos * (below + neg / 2);
    below += neg;
    positives += pos;
    i = j;
  }
  return pairs / (positives * below);
}

const mean = (rows, term) => Array.from({ length: rows }, (_, i) => term(i)).reduce((a, b) => a + b, 0) / rows;

/** The scores of a task by name. */
export function scoresOf({ task, classes }, margins, y) {
  if (task === 'regression') {
    const middle = mean(y.length, (i) => y[i]);
    const rest = mean(y.length, (i) => (margins[i] - y[i]) ** 2);
    return { r2: 1 - rest / mean(y.length, (i) => (y[i] - middle) ** 2), rmse: Math.sqrt(rest) };
  }
  if (task === 'binary') return { auc: auc(margins, y), log_loss: mean(y.length, (i) => softplus(margins[i]) - y[i] * margins[i]) };
  const of = (i) => margins.subarray(i * classes, (i + 1) * classes);
  return {
    accuracy: mean(y.length, (i) => Number(of(i).every((m) => m <= of(i)[y[i]]))),
    log_loss: mean(y.length, (i) => logSumExp(of(i), 0, classes) - of(i)[y[i]]),
  };
}

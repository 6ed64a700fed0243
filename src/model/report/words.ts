import { figure as shown } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';

/** Three digits are enough for people who decide. */
export const figure = (value: number | undefined): string => shown(value, 3);

/** `0.83 … 0.86` */
export const span = ({ low, high }: Interval, show: (value: number) => string = figure): string => `${show(low)} … ${show(high)}`;

/** `between 0.83 and 0.86` */
export const between = ({ low, high }: Interval, show: (value: number) => string = figure): string =>
  `between ${show(low)} and ${show(high)}`;

/** What each metric tells, for readers without statistics. */
export const METRIC_WORDS: Readonly<Record<string, string>> = {
  auc: 'how often the model ranks a positive row above a negative one; 0.5 is a coin, 1 is perfect',
  auc_ovr: 'the same, averaged over the classes',
  average_precision: 'how pure the top of the ranking is; the share of positives is a coin, 1 is perfect',
  log_loss: 'how far the probabilities are from the truth; 0 is perfect, lower is better',
  brier: 'mean squared distance of the probabilities from the truth; lower is better',
  accuracy: 'share of rows that get the right label',
  balanced_accuracy: 'the same, with every class counting alike',
  precision: 'of the rows called positive, the share that is',
  recall: 'of the positive rows, the share that is found',
  f1: 'precision and recall in one figure',
  mcc: 'agreement of labels and truth beyond chance; 0 is chance, 1 is perfect',
  ece: 'mean gap between what the model promises and what happens; lower is better',
  rmse: 'typical error, large ones weighing more; in the units of the target',
  mae: 'mean error, in the units of the target',
  median_absolute_error: 'half of the errors are smaller than this',
  r2: 'share of the ups and downs that the model explains; 0 is the mean, 1 is perfect',
  mape: 'mean error in percent of the truth',
};

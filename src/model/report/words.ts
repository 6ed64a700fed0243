import type { Interval } from '../../evaluate/index.js';

/** A number for readers: three significant digits, thousands apart. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString('en', { maximumFractionDigits: 6 });
}

/** `84%`, with a decimal below 10% and above 90%. */
export function percent(share: number): string {
  const points = 100 * share;
  return `${points.toFixed(points > 0 && (points < 10 || points > 90) && points < 100 ? 1 : 0)}%`;
}

/** An amount of money: `EUR 1,234`, `−EUR 0.35`. */
export function money(value: number, currency: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  const amount = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${value < 0 ? '−' : ''}${currency ? `${currency}\u00a0` : ''}${amount}`;
}

/** `0.83 … 0.86` */
export const span = ({ low, high }: Interval, show: (value: number) => string = figure): string => `${show(low)} … ${show(high)}`;

/** `between 0.83 and 0.86` */
export const between = ({ low, high }: Interval, show: (value: number) => string = figure): string =>
  `between ${show(low)} and ${show(high)}`;

/** `1 row`, `1,409 rows` */
export const rows = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'row' : 'rows'}`;

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

import type { Task } from '../../core/index.js';

/** What each metric tells, for readers without statistics. */
const WORDS: Readonly<Record<string, string>> = {
  auc: 'how often the model ranks a positive row above a negative one; 0.5 is a coin, 1 is perfect',
  auc_ovr: 'how often a row of a class is ranked above one of another, averaged over the classes; 0.5 is a coin, 1 is perfect',
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
  money: 'what deciding by the model is worth per row, acted on or not',
  rmse: 'typical error, large ones weighing more; in the units of the target',
  mae: 'mean error, in the units of the target',
  median_absolute_error: 'half of the errors are smaller than this',
  r2: 'share of the ups and downs that the model explains; 0 is the mean, 1 is perfect',
  mape: 'mean error as a share of the truth',
};

const OF_CLASSES: Readonly<Record<string, string>> = {
  precision: 'of the rows called a class, the share that is of it; averaged over the classes',
  recall: 'of the rows of a class, the share that is found; averaged over the classes',
};

/** What a metric tells, in plain words; empty for one that has none. */
export const metricWords = (name: string, task: Task): string =>
  (task === 'multiclass' ? OF_CLASSES[name] : undefined) ?? WORDS[name] ?? '';

const FIRST: Readonly<Record<Task, readonly string[]>> = {
  binary: ['auc', 'log_loss', 'accuracy', 'precision', 'recall'],
  multiclass: ['accuracy', 'balanced_accuracy', 'log_loss'],
  regression: ['mae', 'rmse', 'r2'],
};

/** Whether a metric stands in the first table: those that readers know, and the one that chose. */
export const isFirst = (name: string, task: Task, chose: string): boolean => name === chose || FIRST[task].includes(name);

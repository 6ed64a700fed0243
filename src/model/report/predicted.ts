import { percent } from '../../core/index.js';
import type { ReadNumber } from '../../evaluate/index.js';
import { timeWordsOf } from '../../features/index.js';
import type { ModelContent } from '../content.js';
import { figure } from './words.js';

/** What the curves of a report are about: `the probability that Churn is Yes`, `the predicted price`; of several classes the first one's. */
export function predictedWords({ task, target, labels }: Pick<ModelContent, 'task' | 'target' | 'labels'>): string {
  return task === 'regression' ? `the predicted ${target}` : `the probability that ${target} is ${labels[task === 'binary' ? 1 : 0]}`;
}

/** How such a figure reads. */
export const showPredicted = ({ task }: Pick<ModelContent, 'task'>): ((value: number) => string) =>
  task === 'regression' ? figure : percent;

/** How a difference of two such figures reads: probabilities differ by points. */
export const showDifference = ({ task }: Pick<ModelContent, 'task'>): ((value: number) => string) =>
  task === 'regression' ? figure : (difference) => `${figure(100 * difference)} points`;

/** How the features that are dates read on their axes, by the feature as it was defined or by the column that it became. */
export function dateTexts({ features }: ModelContent, key: 'of' | 'name'): ReadonlyMap<string, ReadNumber> {
  return new Map(
    features.flatMap((feature) => {
      const text = timeWordsOf(feature.node);
      return text ? [[feature[key], text] as const] : [];
    }),
  );
}

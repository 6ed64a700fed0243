import { learners, type LearnerName } from '../../learn/index.js';
import { dependenceCharts, importanceChart, type ReadNumber } from '../../evaluate/index.js';
import { timeWordsOf } from '../../features/index.js';
import type { ModelContent } from '../content.js';
import type { OpenModel } from '../use/open-model.js';
import { effectsCaption, importanceCaption } from './captions.js';
import { html, raw, type Html } from './html.js';
import { chart, narrowChart, section } from './section.js';
import { shapeCharts } from './shapes.js';

const MOST_BARS = 15;

const EXPLAINED = 'Each prediction is a sum of one exact share per feature, so every single answer can be explained the same way.';
/** What a report says of a learner that has no contributions. */
export const UNEXPLAINED = 'It cannot say exactly what each feature contributes to an answer.';

/** What moves the predictions: the strongest features and how each acts. */
export function whySection(model: OpenModel): Html {
  const { content, record } = model;
  const { importance, effects } = record;
  const total = importance.reduce((sum, i) => sum + i.importance, 0);
  const bars = importance
    .slice(0, MOST_BARS)
    .map((i) => ({ feature: i.feature, value: i.importance, share: total === 0 ? 0 : i.importance / total }));
  const unit = content.task === 'regression' ? `in units of ${content.target}` : 'in log-odds';
  const of =
    content.task === 'binary'
      ? `the probability that ${content.target} is ${content.labels[1]}`
      : content.task === 'regression'
        ? `the predicted ${content.target}`
        : `the probability that ${content.target} is ${content.labels[0]}`;
  const style = content.task === 'regression' ? ({ style: 'number' } as const) : ({ style: 'percent' } as const);
  const unused = importance.filter((i) => i.importance === 0).map((i) => i.feature);
  return section(
    'why',
    'Why it predicts what it predicts',
    html`<p>${learnerWords(content.learner)} ${bars.length > 0 ? EXPLAINED : UNEXPLAINED}</p>`,
    bars.length > 0 && narrowChart(raw(importanceChart(bars, `Mean absolute contribution, ${unit}`)), importanceCaption(bars)),
    effects.length > 0 &&
      chart(
        raw(dependenceCharts(effects, style, of, dateTexts(content, 'of'))),
        effectsCaption(effects, style.style, dateTexts(content, 'of')),
      ),
    shapeCharts(model, unit, of, dateTexts(content, 'name')),
    unused.length > 0 && html`<p class="soft">Not used by the model: ${unused.join(', ')}.</p>`,
  );
}

/** How the features that are dates read on their axes, by the feature as it was defined or by the column that it became. */
function dateTexts({ features }: ModelContent, key: 'of' | 'name'): ReadonlyMap<string, ReadNumber> {
  return new Map(
    features.flatMap((feature) => {
      const text = timeWordsOf(feature.node);
      return text ? [[feature[key], text] as const] : [];
    }),
  );
}

function learnerWords(learner: string): string {
  const words: Readonly<Record<string, string>> = {
    linear: 'A linear model: every feature adds or takes away points, always in the same way.',
    gbdt: 'Gradient-boosted decision trees: many small trees, each correcting those before it, which can see how features act together.',
    constant: 'A constant model: it gives every row the same answer and serves as a yardstick.',
  };
  return words[learner] ?? (isLearner(learner) ? learners[learner].summary : `Learner: ${learner}.`);
}

const isLearner = (name: string): name is LearnerName => Object.hasOwn(learners, name);

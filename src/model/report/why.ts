import { learners, type LearnerName } from '../../learn/index.js';
import { accumulatedCharts, dependenceCharts, importanceChart, type AccumulatedEffects } from '../../evaluate/index.js';
import type { OpenModel } from '../use/open-model.js';
import { effectsCaption, importanceCaption } from './captions.js';
import { html, raw, type Html } from './html.js';
import { dateTexts, predictedWords, showDifference } from './predicted.js';
import { chart, narrowChart, section } from './section.js';
import { shapeCharts } from './shapes.js';

const MOST_BARS = 15;

const EXPLAINED = 'Each prediction is a sum of one exact share per feature, so every single answer can be explained the same way.';
/** What a report says of a learner that has no contributions. */
export const UNEXPLAINED = 'It cannot say exactly what each feature contributes to an answer.';

/** What moves the predictions: the strongest features and how each acts. */
export function whySection(model: OpenModel): Html {
  const { content, record } = model;
  const { importance, effects, accumulated = [] } = record;
  const total = importance.reduce((sum, i) => sum + i.importance, 0);
  const bars = importance
    .slice(0, MOST_BARS)
    .map((i) => ({ feature: i.feature, value: i.importance, share: total === 0 ? 0 : i.importance / total }));
  const unit = content.task === 'regression' ? `in units of ${content.target}` : 'in log-odds';
  const of = predictedWords(content);
  const style = content.task === 'regression' ? ({ style: 'number' } as const) : ({ style: 'percent' } as const);
  const unused = importance.filter((i) => i.importance === 0).map((i) => i.feature);
  return section(
    'why',
    'Why it predicts what it predicts',
    html`<p>${learnerWords(content.learner)} ${bars.length > 0 ? EXPLAINED : UNEXPLAINED}</p>`,
    bars.length > 0 && narrowChart(raw(importanceChart(bars, `Mean absolute contribution, ${unit}`)), importanceCaption(bars)),
    accumulated.length > 0
      ? chart(
          raw(accumulatedCharts(accumulated, style, of, dateTexts(content, 'of'))),
          accumulatedWords(accumulated, of, showDifference(content)),
        )
      : effects.length > 0 &&
          chart(
            raw(dependenceCharts(effects, style, of, dateTexts(content, 'of'))),
            effectsCaption(effects, style.style, dateTexts(content, 'of')),
          ),
    shapeCharts(model, unit, of, dateTexts(content, 'name')),
    unused.length > 0 && html`<p class="soft">Not used by the model: ${unused.join(', ')}.</p>`,
  );
}

/** What to see in the curves: the one that goes furthest. */
function accumulatedWords(features: readonly AccumulatedEffects[], of: string, show: (value: number) => string): string {
  const ends = features.map(({ feature, points }) => {
    const effects = points.map(({ effect }) => effect);
    return { feature, low: Math.min(...effects), high: Math.max(...effects) };
  });
  const { feature, low, high } = ends.reduce((a, b) => (b.high - b.low > a.high - a.low ? b : a));
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${show(Math.abs(value))}`;
  return (
    `Each curve follows rows as they are; what moves together with a feature is not counted as its own. ` +
    `${feature} goes furthest: it moves ${of} by ${signed(low)} to ${signed(high)} beside the mean row.`
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

import { figure as plain, money, percent } from '../../core/index.js';
import type {
  CalibrationSummary,
  ConfusionTable,
  Dependence,
  Evaluation,
  Interval,
  Money,
  RankingPoint,
  ReadNumber,
  Residuals,
} from '../../evaluate/index.js';
import { WITHOUT_WORDS } from './decide-words.js';
import { figure } from './words.js';

const amountIn =
  ({ currency = '' }: Money) =>
  (value: number): string =>
    money(value, currency);

/** What to see in the ways to decide: how much of what can be got at all the model gets. */
export function policiesCaption(earned: Money): string {
  const amount = amountIn(earned);
  const perfect = earned.policies.find((p) => p.name === 'perfect')!.perRow.value;
  const share = perfect > 0 ? `, ${percent(Math.max(0, earned.perRow.value / perfect))} of what knowing the future would bring` : '';
  const than = `${amount(earned.over.perRow.value)} ${earned.over.perRow.value < 0 ? '(less)' : 'more'} than ${WITHOUT_WORDS[earned.over.policy]}`;
  const before = earned.returns && earned.returns.running > 0 ? ', before what running it costs' : '';
  return `By the model a row brings ${amount(earned.perRow.value)}, acted on or not${before}: ${than}${share}.`;
}

/** What to see in the value of acting: where it is highest, and what going on to everyone would cost. */
export function payoffCaption(earned: Money): string {
  const amount = amountIn(earned);
  const [model, everyone] = [earned.policies.find((p) => p.name === 'model')!, earned.policies.find((p) => p.name === 'everyone')!];
  const lost = model.perRow.value - everyone.perRow.value;
  const change = lost > 0 ? `${amount(lost)} less` : lost < 0 ? `${amount(-lost)} more` : 'as much';
  const refused = everyone.beyond && lost < 0 ? ', which the limit does not allow' : '';
  const few = earned.limit ? '' : ', and acting on few leaves money behind';
  return `Acting on ${percent(model.acted)} of the rows brings ${amount(model.perRow.value)} a row; acting on everyone would bring ${change}${refused}${few}.`;
}

/** What to see in the gain: how many positives are among the likeliest rows. */
export function gainCaption(curve: readonly RankingPoint[], positive: string): string {
  const at = curve.findLast((p) => p.called <= 0.2) ?? curve[0];
  return `The likeliest ${percent(at.called)} of the rows hold ${percent(at.truePositiveRate)} of those that are ${positive}; in no order they would hold ${percent(at.called)}.`;
}

/** What to see in the reliability: one promise beside what came, and the verdict on all. */
export function calibrationCaption({ bins, slope }: CalibrationSummary): string {
  const verdict =
    slope < 0.8
      ? 'Taken together it is too sure of itself: high promises come true less often, low ones more often'
      : slope > 1.25
        ? 'Taken together it is too timid: high promises come true more often, low ones less often'
        : 'Taken together its promises can be taken at their word';
  if (bins.length === 0) return `${verdict}.`;
  const middle = bins.toSorted((a, b) => Math.abs(a.forecast - 0.3) - Math.abs(b.forecast - 0.3))[0];
  const { forecast, came, low, high } = middle;
  const chance =
    forecast >= low && forecast <= high ? ', no further off than chance takes so few rows' : ', further off than chance explains';
  return `Of the rows promised about ${percent(forecast)}, ${percent(came)} came true${Math.abs(came - forecast) < 0.05 ? '' : chance}. ${verdict}.`;
}

/** What to see in the ROC curve: the price in false alarms; `null` where more than a threshold decides. */
export function rocCaption(curve: readonly RankingPoint[], auc: Interval, threshold: number | null = 0.5): string {
  const known = `Of a positive and a negative row the model knows which is which ${Math.round(100 * auc.value)} times in 100.`;
  if (threshold === null) return known;
  const at = curve.findLast((p) => p.threshold >= threshold) ?? curve[0];
  return `${known} At the threshold it finds ${percent(at.truePositiveRate)} of the positives and calls ${percent(at.falsePositiveRate)} of the negatives with them.`;
}

/** What to see in precision against recall. */
export function precisionCaption(curve: readonly RankingPoint[]): string {
  const [half, most] = [0.5, 0.9].map((recall) => curve.find((p) => p.truePositiveRate >= recall) ?? curve.at(-1)!);
  return `To find half of the positives it is right in ${percent(half.precision ?? 0)} of its calls, to find nine in ten in ${percent(most.precision ?? 0)}.`;
}

/** What to see in the probabilities of both classes: where half of each lies. */
export function scoresCaption({ negative, positive }: NonNullable<Evaluation['scores']>, labels: readonly string[]): string {
  return `Half of the ${labels[1]} rows get more than ${percent(middleOf(positive))}, half of the ${labels[0]} rows less than ${percent(middleOf(negative))}; the less the two overlap, the better.`;
}

function middleOf({ low, width, counts }: { readonly low: number; readonly width: number; readonly counts: readonly number[] }): number {
  const half = counts.reduce((sum, n) => sum + n, 0) / 2;
  let before = 0;
  const at = counts.findIndex((n) => (before += n) >= half);
  return low + width * (at + 0.5);
}

/** What to see in the table of calls: the share that is right, and the commonest mistake. */
export function confusionCaption({ labels, counts }: ConfusionTable): string {
  const cells = counts.flatMap((row, truth) => row.map((n, called) => ({ n, truth, called })));
  const all = cells.reduce((sum, { n }) => sum + n, 0) || 1;
  const right = cells.filter((c) => c.truth === c.called).reduce((sum, { n }) => sum + n, 0);
  const wrong = cells.filter((c) => c.truth !== c.called).reduce((most, c) => (c.n > most.n ? c : most), { n: 0, truth: 0, called: 0 });
  const mistake = wrong.n > 0 ? `; the commonest mistake: ${labels[wrong.truth]} called ${labels[wrong.called]}` : '';
  return `Framed cells are right: ${percent(right / all)} of the rows${mistake}.`;
}

/** What to see in predicted against true values. */
export function residualsCaption({ quantiles: { p05, p95 } }: Residuals): string {
  return `Points on the dashed line are exact; nine in ten answers miss by between ${figure(p05)} and ${figure(p95)}. Where the black line leaves the dashed one, answers of that size are off on average.`;
}

/** What to see in the errors: which way they lean. */
export function errorsCaption({ bias, quantiles: { p25, p75 } }: Residuals): string {
  const lean =
    Math.abs(bias) < 0.1 * (p75 - p25)
      ? 'It leans neither way'
      : `On average it says ${figure(Math.abs(bias))} too ${bias > 0 ? 'much' : 'little'}`;
  return `${lean}; half of the answers miss by between ${figure(p25)} and ${figure(p75)}.`;
}

/** What to see in the importance. */
export const importanceCaption = ([first]: readonly { readonly feature: string; readonly share: number }[]): string =>
  `${first.feature} moves the answers most, with ${percent(first.share)} of all that moves them. It says what the model uses, not what causes what.`;

/** What to see in how the features move the prediction: the ends of the strongest. */
export function effectsCaption(
  effects: readonly Dependence[],
  style: 'number' | 'percent',
  texts: ReadonlyMap<string, ReadNumber>,
): string {
  const [{ feature, points }] = effects;
  const order = points.toSorted((a, b) => a.mean - b.mean);
  const show = style === 'percent' ? percent : (value: number): string => figure(value);
  const named = (value: (typeof points)[number]['value']): string =>
    typeof value === 'number'
      ? (texts.get(feature) ?? plain)(value)
      : value === null
        ? 'missing'
        : value === true
          ? 'yes'
          : value === false
            ? 'no'
            : value;
  const [least, most] = [order[0], order.at(-1)!];
  return `With ${feature} the mean answer goes from ${show(least.mean)} (${named(least.value)}) to ${show(most.mean)} (${named(most.value)}). Features that move together in life are pulled apart here, so read the curves as tendencies.`;
}

import { holding, type Interval } from '../interval.js';
import { intervalOfDraws, spreadOf } from '../intervals.js';
import { forEachResample, type Resampling } from '../resample.js';
import { confidentRows, jointOf, type LabelledRows } from './confident-joint.js';

/** A row whose label contradicts what all others say of rows like it. */
export interface Suspect {
  /** Place among the rows that were looked at. */
  readonly at: number;
  /** What the others say: the class, or the predicted number. */
  readonly instead: number;
  /** How much the label is doubted: classes 1 − its probability; numbers how many standard deviations it is off. */
  readonly doubt: number;
}

/** Labels that may be wrong, the most doubtful first, and how many there may be. */
export interface LabelErrors {
  readonly suspects: readonly Suspect[];
  /** Share of the labels that would be wrong if what the model is sure of were the truth; absent for numbers. */
  readonly noise?: Interval;
}

/** Draws of the interval: a standard error, to a fourteenth. */
const RESAMPLES = 100;

/**
 * Rows that are surely of another class than their label says, by confident learning (see `confidentRows`), where that class is also the likeliest; the least
 * probable labels first. The noise is what lies off the diagonal of the estimated joint of labels and truths. No model can tell a wrong label from
 * a rare event: where chance decides over the outcome, most suspects are right, and the noise is an upper bound.
 */
export function classLabelErrors(rows: LabelledRows, options: Resampling): LabelErrors {
  const { classes, labels, probabilities } = rows;
  const { sure } = confidentRows(rows);
  const chanceOf = (i: number, k: number): number => probabilities[i * classes + k];
  const suspects = Array.from(labels.keys())
    .filter((i) => sure[i] >= 0 && sure[i] !== labels[i] && chanceOf(i, sure[i]) > chanceOf(i, labels[i]))
    .filter((i) => isLikeliest(probabilities.subarray(i * classes, (i + 1) * classes), sure[i]))
    .map((i): Suspect => ({ at: i, instead: sure[i], doubt: 1 - chanceOf(i, labels[i]) }))
    .toSorted((a, b) => b.doubt - a.doubt || a.at - b.at);
  const noiseOf = (counted: ArrayLike<number>): number => {
    const joint = jointOf(rows, sure, counted);
    let same = 0;
    for (let k = 0; k < classes; k++) same += Number.isNaN(joint[k * classes + k]) ? 0 : joint[k * classes + k];
    return 1 - same;
  };
  const ones = new Float64Array(labels.length).fill(1);
  const draws: number[] = [];
  forEachResample(ones, { ...options, resamples: RESAMPLES }, (counted) => draws.push(noiseOf(counted)));
  return { suspects, noise: holding(intervalOfDraws(noiseOf(ones), draws), [0, 1]) };
}

const isLikeliest = (chances: Float64Array, k: number): boolean => chances.every((chance) => chance <= chances[k]);

/** Groups of like predictions whose errors are measured apart: what is far off for a cheap house is not for a dear one. */
const BANDS = 10;
/** Fewest rows of a band. */
const LEAST_BAND = 30;
/** Standard deviations from which a number is doubted: of a normal error one row in 600,000 is so far off. */
const FAR_OFF = 5;
/** Median absolute deviations to standard deviations, for a normal error. */
const TO_DEVIATIONS = 1.4826;

/**
 * Rows whose value is at least five standard deviations from what a model that did not learn from them predicts; the deviation is the median absolute one
 * (P. J. Rousseeuw & C. Croux, JASA 88, 1993) of rows with like predictions, so that wrong values do not hide themselves. The farthest first.
 */
export function numberLabelErrors(y: Float64Array, predicted: Float64Array): LabelErrors {
  const order = Array.from(y.keys()).toSorted((a, b) => predicted[a] - predicted[b] || a - b);
  const bands = Math.max(1, Math.min(BANDS, Math.floor(order.length / LEAST_BAND)));
  const suspects = Array.from({ length: bands }, (_, b) =>
    order.slice(Math.floor((b * order.length) / bands), Math.floor(((b + 1) * order.length) / bands)),
  )
    .flatMap((band) => farOff(band, y, predicted))
    .toSorted((a, b) => b.doubt - a.doubt || a.at - b.at);
  return { suspects };
}

function farOff(band: readonly number[], y: Float64Array, predicted: Float64Array): readonly Suspect[] {
  const errors = band.map((i) => y[i] - predicted[i]);
  const middle = medianOf(errors);
  const robust = TO_DEVIATIONS * medianOf(errors.map((e) => Math.abs(e - middle)));
  const deviation = robust > 0 ? robust : spreadOf(errors);
  if (!(deviation > 0)) return [];
  return band.flatMap((i, j): Suspect[] => {
    const doubt = Math.abs(errors[j] - middle) / deviation;
    return doubt >= FAR_OFF ? [{ at: i, instead: predicted[i], doubt }] : [];
  });
}

function medianOf(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const half = Math.floor(values.length / 2);
  return values.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
}

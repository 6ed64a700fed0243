import { figure, logit, mwError, sigmoid, type AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import type { ModelContent } from '../content.js';
import { decidedBy, decider, surplusOf } from '../decide/index.js';
import { calledOutputs } from './answer.js';

/**
 * What shall be answered instead. A label or a segment's name; where money is declared the act, or `nothing`; or a range, of the number or score
 * that is predicted or of the probability of the positive class: `'<0.3'`, `'>=0.7'`, `'200..300'`, `{ atLeast: 200, below: 300 }`.
 */
export type Want = string | { readonly atLeast?: number; readonly below?: number };

/** What is wanted, as a search goes for it. */
export interface Aim {
  /** `"No"`, `no "offer a discount"`, `a probability of Yes below 30%`. */
  readonly words: string;
  /** How far a row with these calibrated margins is from it; ≤ 0 exactly where the answer is the wanted one. */
  readonly shortfall: (margins: Float64Array, row: RowValues) => number;
}

type Content = Pick<ModelContent<AnyTask>, 'task' | 'labels' | 'decide' | 'target'>;

/**
 * The aim of a row, with its margins. Without `want`: the other decision where money is declared, else the other label, else another label. Throws
 * `MW_MODEL_WANT` for what the model cannot answer, and for a number or a score when no range says what is wanted.
 */
export function aimOf(content: Content, margins: Float64Array, row: RowValues, want?: Want): Aim {
  return AIMS[content.task](content, margins, want, row);
}

/**
 * The answer that a row has, as an aim that it has reached: its decision where money is declared, else its label; of a number or a score what is no further
 * away than `within`. Throws `MW_MODEL_ANCHOR` where that is not said, or said of a label.
 */
export function heldAim(content: Content, margins: Float64Array, row: RowValues, within?: number): Aim {
  const { task, labels, decide } = content;
  const isNumber = task === 'regression' || task === 'outlier' || task === 'uplift';
  if (isNumber && !(decide && within === undefined)) {
    if (within === undefined || !(within > 0 && Number.isFinite(within)))
      throw mwError('MW_MODEL_ANCHOR', { reason: 'the answer is a number, and how near to it counts as the same is not said' });
    return aimOf(content, margins, row, { atLeast: margins[0] - within, below: margins[0] + within });
  }
  if (within !== undefined) throw mwError('MW_MODEL_ANCHOR', { reason: 'how near counts as the same is asked of numbers alone' });
  if (decide) return decisionAim(content, decide, isActedOn(content, decide, margins, row));
  if (task !== 'binary') return labelAim(content, margins, labels[calledOutputs(margins, labels.length)[0]]);
  return binaryAim(content, margins, labels[Number(sigmoid(margins[0]) >= 0.5)], row);
}

type AimOf = (content: Content, margins: Float64Array, want: Want | undefined, row: RowValues) => Aim;

const AIMS: Readonly<Record<AnyTask, AimOf>> = {
  binary: binaryAim,
  multiclass: labelAim,
  segment: labelAim,
  regression: ({ target }, _, want) => rangeAim(String(target), 'a range of numbers', want),
  outlier: (_, __, want) => rangeAim('a score', 'a range of scores', want),
  uplift: (content, margins, want, row) => {
    const decided = decisionWanted(content, margins, want, row);
    const acts = content.decide ? `"${content.decide.act}", "${NOTHING}", or ` : '';
    return decided ?? rangeAim('an uplift', `${acts}a range of uplifts`, want);
  },
};

/** Wanted though it is so near that rounding calls it reached, or the other way round: the answer decides, not the distance. */
const LEAST = Number.MIN_VALUE;

const signed = (isReached: boolean, distance: number): number => (isReached ? -Math.abs(distance) : Math.max(LEAST, Math.abs(distance)));

function binaryAim(content: Content, margins: Float64Array, want: Want | undefined, row: RowValues): Aim {
  const { labels, decide } = content;
  const labelled = (wanted: boolean): Aim => ({ words: `"${labels[Number(wanted)]}"`, shortfall: fromEven(wanted) });
  if (typeof want === 'string' && labels.includes(want)) return labelled(want === labels[1]);
  const decided = decisionWanted(content, margins, want, row);
  if (decided) return decided;
  if (want === undefined) return labelled(sigmoid(margins[0]) < 0.5);
  const answers = [...labels, ...(decide ? [decide.act, NOTHING] : [])].map((one) => `"${one}"`);
  const due = `${answers.join(', ')}, or a range of the probability between 0 and 1`;
  const { low, high } = rangeOf(want, due);
  if (isOff(low) || isOff(high)) throw unwanted(want, due);
  return {
    words: `a probability of ${labels[1]} ${rangeWords(low, high, (bound) => `${figure(100 * bound)}%`)}`,
    shortfall: ([m]) => inRange(sigmoid(m), m, low, high, logit),
  };
}

const isOff = (bound: number): boolean => Number.isFinite(bound) && (bound <= 0 || bound >= 1);

/** The act or nothing, where that is wanted; without `want` the other one than now. Undefined where no money is declared, or something else is wanted. */
function decisionWanted(content: Content, margins: Float64Array, want: Want | undefined, row: RowValues): Aim | undefined {
  const { decide } = content;
  if (!decide) return undefined;
  if (want === undefined) return decisionAim(content, decide, !isActedOn(content, decide, margins, row));
  return want === decide.act || want === NOTHING ? decisionAim(content, decide, want === decide.act) : undefined;
}

type Deciding = NonNullable<Content['decide']>;

const isActedOn = ({ task }: Content, decide: Deciding, margins: Float64Array, row: RowValues): boolean =>
  decider(decide, task)(decidedBy(task)(margins[0]), row).decision !== '';

/** The decision about the row when it comes alone, by its own amounts and within the limit: what `predict` says of it. */
function decisionAim({ task }: Content, decide: Deciding, wanted: boolean): Aim {
  const [decided, surplus, scoreOf] = [decider(decide, task), surplusOf(decide, task), decidedBy(task)];
  return {
    words: wanted ? `"${decide.act}"` : `no "${decide.act}"`,
    shortfall: ([m], row) => {
      const distance = surplus(m, row);
      return signed((decided(scoreOf(m), row).decision !== '') === wanted, Number.isFinite(distance) ? distance : 1);
    },
  };
}

/** The likelier label is wanted, or the other. */
const fromEven =
  (wanted: boolean): Aim['shortfall'] =>
  ([m]) =>
    signed(sigmoid(m) >= 0.5 === wanted, m);

/** What a decision for no act is called. */
const NOTHING = 'nothing';

function labelAim({ labels }: Content, margins: Float64Array, want: Want | undefined): Aim {
  const [now] = calledOutputs(margins, labels.length);
  const known = labels.map((label) => `"${label}"`).join(', ');
  if (want !== undefined && (typeof want !== 'string' || !labels.includes(want))) throw unwanted(want, known);
  const due = want === undefined ? labels.flatMap((_, k) => (k === now ? [] : [k])) : [labels.indexOf(want)];
  return {
    words: want === undefined ? `another answer than "${labels[now]}"` : `"${want}"`,
    shortfall: (row) => {
      const [called] = calledOutputs(row, labels.length);
      return signed(due.includes(called), Math.min(...due.map((k) => row[called] - row[k])));
    },
  };
}

function rangeAim(what: string, due: string, want: Want | undefined): Aim {
  const { low, high } = rangeOf(want, due);
  return { words: `${what} ${rangeWords(low, high, figure)}`, shortfall: ([m]) => inRange(m, m, low, high, (bound) => bound) };
}

function inRange(value: number, margin: number, low: number, high: number, marginOf: (bound: number) => number): number {
  const distances = [...(low === -Infinity ? [] : [marginOf(low) - margin]), ...(high === Infinity ? [] : [margin - marginOf(high)])];
  return signed(value >= low && value < high, Math.max(...distances));
}

const NUMBER = String.raw`\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*`;
const BELOW = new RegExp(`^\\s*<${NUMBER}$`);
const AT_LEAST = new RegExp(`^\\s*>=${NUMBER}$`);
const BETWEEN = new RegExp(`^${NUMBER}\\.\\.${NUMBER}$`);

function rangeOf(want: Want | undefined, due: string): { readonly low: number; readonly high: number } {
  if (want === undefined) throw unwanted('', due);
  const { atLeast: low = -Infinity, below: high = Infinity } = typeof want === 'string' ? parsedRange(want) : want;
  if (!(low < high) || (low === -Infinity && high === Infinity)) throw unwanted(want, due);
  return { low, high };
}

function parsedRange(text: string): Exclude<Want, string> {
  const [below, atLeast, between] = [BELOW, AT_LEAST, BETWEEN].map((form) => form.exec(text));
  if (between) return { atLeast: Number(between[1]), below: Number(between[2]) };
  return { ...(below ? { below: Number(below[1]) } : {}), ...(atLeast ? { atLeast: Number(atLeast[1]) } : {}) };
}

const rangeWords = (low: number, high: number, show: (value: number) => string): string =>
  high === Infinity ? `of at least ${show(low)}` : low === -Infinity ? `below ${show(high)}` : `from ${show(low)} to ${show(high)}`;

const unwanted = (want: Want, due: string): Error =>
  mwError('MW_MODEL_WANT', { want: typeof want === 'string' ? want : JSON.stringify(want), due });

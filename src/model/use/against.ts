import { figure, mwError, percent, type AnyTask, type Matrix } from '../../core/index.js';
import { calledOutputs } from './answer.js';
import { explainMatrix, type ExplainedFeature, type ExplainedRow } from './explain-matrix.js';
import type { OpenModel } from './open-model.js';

/** What one feature adds in two versions. */
export interface FeatureDifference {
  readonly feature: string;
  readonly value: ExplainedFeature['value'];
  /** What it adds in the version that is explained; null where that does not have it. */
  readonly a: number | null;
  /** The same in the other version. */
  readonly b: number | null;
  /** a − b; what a version does not have adds 0. */
  readonly difference: number;
}

/** Why two versions answer one row differently: `base.difference` and the features' differences add up to `difference`. */
export interface Against {
  readonly version: number;
  readonly prediction: number | string;
  readonly probability?: number;
  /** Of the explained margins: of the number itself, of log-odds, or of the score of the class that the explained version answers. */
  readonly difference: number;
  /** The average answers. */
  readonly base: { readonly a: number; readonly b: number; readonly difference: number };
  /** What of `difference` comes from how the two versions are calibrated, at the mean of their uncalibrated margins. It is in the figures above, not beside them. */
  readonly calibration: number;
  /** Largest difference first. */
  readonly contributions: readonly FeatureDifference[];
  /** `Version 8 gives 41%, version 7 gave 35%: mostly because tenure counts less (+0.21 log-odds).` */
  readonly text: string;
}

/** Rows that a version has explained. */
export interface ExplainedRows {
  readonly model: OpenModel<AnyTask>;
  readonly x: Matrix;
  readonly rows: readonly ExplainedRow[];
}

/** The other version, if both answer the same question. Throws `MW_MODEL_TWO_MODELS`. */
export function comparable<M extends OpenModel<AnyTask>>(model: OpenModel<AnyTask>, other: M): M {
  const [a, b] = [model.content, other.content];
  const isSame = a.task === b.task && a.target === b.target && (a.task !== 'binary' || a.labels[1] === b.labels[1]);
  if (isSame && a.task !== 'segment') return other;
  throw mwError('MW_MODEL_TWO_MODELS', { a: refOf(model), b: refOf(other) });
}

const refOf = ({ model, version }: OpenModel<AnyTask>): string => `${model}@${version}`;

/** The explained rows, each with why the other version, given the same rows encoded its way, answers differently. */
export function rowsAgainst(
  { model, x, rows }: ExplainedRows,
  other: OpenModel<AnyTask>,
  y: Matrix,
): readonly (ExplainedRow & { readonly against: Against })[] {
  const outputs = outputsOf(model, x, other);
  const others = explainMatrix(
    other,
    y,
    outputs.map(({ b }) => b),
  );
  return rows.map((row, i) => {
    const { base, prediction, probability, contributions } = others[i];
    const { a, b } = outputs[i];
    const against = {
      version: other.version,
      prediction,
      ...(probability === undefined ? {} : { probability }),
      difference: sumOf(row) - sumOf(others[i]),
      base: { a: row.base, b: base, difference: row.base - base },
      calibration: calibrationPart({ model, margin: sumOf(row), output: a }, { model: other, margin: sumOf(others[i]), output: b }),
      contributions: differencesOf(row.contributions, contributions),
    };
    return { ...row, against: { ...against, text: textOf(model, row, against) } };
  });
}

/** Which output of either version is explained: of several classes the one that the explained version answers, by its name. */
function outputsOf(model: OpenModel<AnyTask>, x: Matrix, other: OpenModel<AnyTask>): readonly { readonly a: number; readonly b: number }[] {
  const called = calledOutputs(model.margins(x), model.predictor.outputs);
  if (model.content.task !== 'multiclass') return Array.from(called, () => ({ a: 0, b: 0 }));
  return Array.from(called, (a) => ({ a, b: classOf(other, model.content.labels[a], refOf(model)) }));
}

function classOf({ content, model, version }: OpenModel<AnyTask>, label: string, a: string): number {
  const k = content.labels.indexOf(label);
  if (k < 0) throw mwError('MW_MODEL_TWO_MODELS', { a, b: `${model}@${version}` });
  return k;
}

const sumOf = ({ base, contributions }: ExplainedRow): number => contributions.reduce((sum, { effect }) => sum + effect, base);

function differencesOf(a: readonly ExplainedFeature[], b: readonly ExplainedFeature[]): readonly FeatureDifference[] {
  const [ofA, ofB] = [a, b].map((list) => new Map(list.map((one) => [one.feature, one] as const)));
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((feature) => {
      const [one, two] = [ofA.get(feature), ofB.get(feature)];
      return {
        feature,
        value: (one ?? two)!.value,
        a: one?.effect ?? null,
        b: two?.effect ?? null,
        difference: (one?.effect ?? 0) - (two?.effect ?? 0),
      };
    })
    .toSorted((x, y) => Math.abs(y.difference) - Math.abs(x.difference));
}

interface Explained {
  readonly model: OpenModel<AnyTask>;
  readonly margin: number;
  readonly output: number;
}

/** margin = scale × raw + shift in both: the scales' difference at the mean of the raw margins, and the shifts' difference. Behind a curve it is no part of its own: 0. */
function calibrationPart(a: Explained, b: Explained): number {
  if ([a, b].some(({ model }) => model.content.calibration.curve)) return 0;
  const [one, two] = [a, b].map(({ model, margin, output }) => {
    const { scale, shift } = model.content.calibration;
    return { scale, shift: shift[output], raw: (margin - shift[output]) / scale };
  });
  return ((one.scale - two.scale) * (one.raw + two.raw)) / 2 + one.shift - two.shift;
}

type Answered = Pick<ExplainedRow, 'prediction' | 'probability'>;

function textOf({ content, version }: OpenModel<AnyTask>, row: ExplainedRow, against: Omit<Against, 'text'>): string {
  const said = (one: Answered): string => answerWords(content.task, one);
  const answers = `Version ${version} gives ${said(row)}, version ${against.version} gave ${said(against)}`;
  const parts = [
    ...against.contributions.map((one) => ({ words: `${one.feature} ${counts(one)}`, difference: one.difference })),
    { words: `the average answer is ${against.base.difference > 0 ? 'higher' : 'lower'}`, difference: against.base.difference },
  ].filter(({ difference }) => difference * against.difference > 0);
  if (parts.length === 0) return `${answers}.`;
  const most = parts.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
  const size = Math.abs(most.difference);
  const share = size >= Math.abs(against.difference) / 2 ? 'mostly' : 'first of all';
  return `${answers}: ${share} because ${most.words} (${most.difference > 0 ? '+' : '−'}${figure(size, 2)}${content.task === 'regression' ? '' : ' log-odds'}).`;
}

const answerWords = (task: AnyTask, { prediction, probability }: Answered): string =>
  typeof prediction === 'number'
    ? figure(prediction)
    : task === 'binary'
      ? percent(probability!)
      : `"${prediction}"${probability === undefined ? '' : ` (${percent(probability)})`}`;

function counts({ a, b }: FeatureDifference): string {
  if (a === null) return 'is no longer asked';
  if (b === null) return 'is new';
  if (a * b < 0) return `now ${a > 0 ? 'raises' : 'lowers'} it`;
  return Math.abs(a) > Math.abs(b) ? 'counts more' : 'counts less';
}

import { mwError, sigmoid, softmaxInto, type AnyTask, type Matrix, type MatrixColumn } from '../../core/index.js';
import { calibratedContributions } from '../../evaluate/index.js';
import { timeWordsOf } from '../../features/index.js';
import type { ModelContent } from '../content.js';
import { calledOutputs } from './answer.js';
import type { OpenModel } from './open-model.js';

/** One feature's exact share of a prediction. */
export interface ExplainedFeature {
  readonly feature: string;
  /** The feature's value; of days and moments the date; of one-hot flags the level that is there; null when it is missing, or a list of numbers. */
  readonly value: number | string | boolean | null;
  /** In the units of the margin: the prediction's own (regression), log-odds (classes). */
  readonly effect: number;
}

/** base + effects = the prediction; for a binary task the log-odds of `probability`, for multiclass the score of the predicted class, for segments of the answered one. */
export interface ExplainedRow {
  readonly prediction: number | string;
  readonly probability?: number;
  readonly base: number;
  /** Largest effect first. */
  readonly contributions: readonly ExplainedFeature[];
}

/** Learners of each task that say exactly what each feature contributes. */
const EXPLAINED_BY: Readonly<Record<AnyTask, string>> = {
  binary: 'linear, or gbdt without linearLeaves,',
  multiclass: 'linear, or gbdt without linearLeaves,',
  regression: 'linear, or gbdt without linearLeaves,',
  segment: 'kmeans, gmm or dbscan',
  outlier: 'isolation_forest or ecod',
};

/** What of a model its explanations rest on. */
export interface Explainable extends Pick<OpenModel<AnyTask>, 'predictor' | 'margins'> {
  readonly content: Pick<ModelContent<AnyTask>, 'task' | 'labels' | 'features' | 'calibration' | 'learner'>;
}

/**
 * Exact additive contributions per row; parts of one vector feature are added up under its name. To the output that answers, or to the ones named
 * per row.
 */
export function explainMatrix(model: Explainable, x: Matrix, named?: ArrayLike<number>): readonly ExplainedRow[] {
  const { predictor, content } = model;
  if (!predictor.contributions)
    throw mwError('MW_MODEL_NO_CONTRIBUTIONS', { learner: content.learner, instead: EXPLAINED_BY[content.task] });
  const { base, effects } = calibratedContributions(content.calibration, predictor.contributions(x), x.columns.length);
  const margins = model.margins(x);
  const [outputs, columns] = [predictor.outputs, x.columns.length];
  const called = calledOutputs(margins, outputs);
  return Array.from({ length: x.rows }, (_, row) => {
    const output = named?.[row] ?? called[row];
    const at = (row * outputs + output) * columns;
    return {
      ...PREDICTIONS[content.task](content.labels, margins.subarray(row * outputs, (row + 1) * outputs), called[row]),
      base: base[output],
      contributions: byFeature(model, x, row, effects.subarray(at, at + columns)),
    };
  });
}

type PredictionOf = (labels: readonly string[], margins: Float64Array, output: number) => Pick<ExplainedRow, 'prediction' | 'probability'>;

/** What a row is answered with, from its margins and which of them is the highest. */
const PREDICTIONS: Readonly<Record<AnyTask, PredictionOf>> = {
  regression: (_, margins) => ({ prediction: margins[0] }),
  binary: (labels, margins) => {
    const probability = sigmoid(margins[0]);
    return { prediction: labels[probability >= 0.5 ? 1 : 0], probability };
  },
  multiclass: (labels, margins, output) => {
    const probabilities = new Float64Array(margins.length);
    softmaxInto(margins, probabilities, 0, margins.length);
    return { prediction: labels[output], probability: probabilities[output] };
  },
  segment: (labels, _, output) => ({ prediction: labels[output] }),
  outlier: (_, margins) => ({ prediction: margins[0] }),
};

function byFeature({ content }: Explainable, x: Matrix, row: number, effects: Float64Array): readonly ExplainedFeature[] {
  const shares = new Map<string, ExplainedFeature>();
  content.features.forEach(({ of, name, node }, j) => {
    const before = shares.get(of);
    const raw = valueOf(x.columns[j], row);
    const value = typeof raw === 'number' ? (timeWordsOf(node)?.(raw) ?? raw) : raw;
    const shown = of === name ? value : value === true ? name.slice(of.length + 1) : (before?.value ?? null);
    shares.set(of, { feature: of, value: shown, effect: (before?.effect ?? 0) + effects[j] });
  });
  return [...shares.values()].toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

function valueOf(column: MatrixColumn, row: number): ExplainedFeature['value'] {
  if (column.kind === 'flag') return column.values[row] === 255 ? null : column.values[row] === 1;
  if (column.kind === 'category') return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  return Number.isNaN(column.values[row]) ? null : column.values[row];
}

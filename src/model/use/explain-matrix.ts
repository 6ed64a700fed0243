import { mwError, sigmoid, softmaxInto, type AnyTask, type Matrix, type MatrixColumn } from '../../core/index.js';
import { schemaFromJson, type Schema } from '../../data/index.js';
import { calibratedContributions } from '../../evaluate/index.js';
import { timeWordsOf, type FittedFeature } from '../../features/index.js';
import type { ModelContent } from '../content.js';
import { calledOutputs } from './answer.js';
import type { OpenModel } from './open-model.js';
import { spelt } from './spelt.js';

/** One feature's exact share of a prediction. */
export interface ExplainedFeature {
  readonly feature: string;
  /**
   * The feature's value; of a yes/no column as the data spells it; of days and moments the date; of one-hot flags the level that is there; null when it is missing, or a list
   * of numbers.
   */
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
  readonly content: Pick<ModelContent<AnyTask>, 'task' | 'labels' | 'features' | 'calibration' | 'learner' | 'schema'>;
}

/** Explains the rows of a matrix, to the output that answers, or to the ones named per row. */
type MatrixExplainer = (x: Matrix, named?: ArrayLike<number>) => readonly ExplainedRow[];

/**
 * Exact additive contributions per row; parts of one vector feature are added up under its name. To the output that answers, or to the ones named
 * per row.
 */
export const explainMatrix = (model: Explainable, x: Matrix, named?: ArrayLike<number>): readonly ExplainedRow[] =>
  matrixExplainer(model)(x, named);

/** The same for many matrices of one model: what does not depend on the rows is done once. */
export function matrixExplainer(model: Explainable): MatrixExplainer {
  const { predictor, content } = model;
  const schema = schemaFromJson(content.schema);
  const read = content.features.map((feature) => readerOf(feature, schema));
  return (x, named) => {
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
        contributions: byFeature(model, x, row, effects.subarray(at, at + columns), read),
      };
    });
  };
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

type Value = ExplainedFeature['value'];

/** How a person reads the values of a feature. */
function readerOf({ node }: FittedFeature, schema: Schema): (raw: Value) => Value {
  const words = timeWordsOf(node);
  if (words) return (raw) => (typeof raw === 'number' ? (words(raw) ?? raw) : raw);
  return node.kind === 'column' && node.name in schema ? (raw) => spelt(schema, node.name, raw) : (raw) => raw;
}

function byFeature(
  { content }: Explainable,
  x: Matrix,
  row: number,
  effects: Float64Array,
  read: readonly ((raw: Value) => Value)[],
): readonly ExplainedFeature[] {
  const shares = new Map<string, ExplainedFeature>();
  content.features.forEach(({ of, name }, j) => {
    const before = shares.get(of);
    const value = read[j](valueOf(x.columns[j], row));
    const shown = of === name ? value : value === true ? name.slice(of.length + 1) : (before?.value ?? null);
    shares.set(of, { feature: of, value: shown, effect: (before?.effect ?? 0) + effects[j] });
  });
  return [...shares.values()].toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

function valueOf(column: MatrixColumn, row: number): Value {
  if (column.kind === 'flag') return column.values[row] === 255 ? null : column.values[row] === 1;
  if (column.kind === 'category') return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  return Number.isNaN(column.values[row]) ? null : column.values[row];
}

import { gathered, type Matrix } from '../../core/index.js';
import {
  accumulatedEffects,
  calibratedContributions,
  calibratedMargins,
  globalImportance,
  partialDependence,
  scoresOf,
  surrogateOf,
  type AccumulatedEffects,
  type Calibration,
  type Dependence,
  type Surrogate,
} from '../../evaluate/index.js';
import { printNode } from '../../expr/index.js';
import type { Contributions, Predictor } from '../../learn/index.js';
import type { FeatureImportance } from '../record.js';
import type { EncodedRows } from './encode.js';
import { thinned } from '../rows.js';
import { outputsOf } from './fit-on.js';
import type { Training } from './training.js';

/** Holdout rows that global explanations are averaged over; more change the figures little. */
const MOST_ROWS = 2000;
const MOST_EFFECTS = 6;
/** Features that the rules of a surrogate may name, and columns that it looks at where nothing says which features are strong. */
const MOST_NAMED = 20;
const MOST_COLUMNS = 100;

/** Global explanations. */
export interface Explainers {
  /** Every feature of the model, the strongest first; none where the learner cannot say. */
  readonly importance: readonly FeatureImportance[];
  readonly effects: readonly Dependence[];
  readonly accumulated: readonly AccumulatedEffects[];
  readonly surrogate: Surrogate | undefined;
}

/** What moves the judged fit's predictions on the holdout: importance of every feature, curves of the strongest ones, and the whole in a few rules. */
export async function explainersOf(
  training: Training,
  { features, serving }: EncodedRows,
  predictor: Predictor,
  calibration: Calibration,
  holdout: Int32Array,
  threshold: number | undefined,
): Promise<Explainers> {
  const { prepared, model } = training;
  const x = await gathered(serving.blocks(thinned(holdout, MOST_ROWS)));
  const classes = outputsOf(prepared);
  const { task } = prepared.target;
  const predict = (rows: Matrix): Float64Array => {
    const margins = new Float64Array(rows.rows * classes);
    predictor.predict(rows, margins);
    return calibratedMargins(calibration, margins);
  };
  const importance = importanceOf(model, features, x, predictor, calibration);
  const strong = importance.filter((one) => one.importance > 0).map(({ feature }) => feature);
  const asked = strong.slice(0, MOST_EFFECTS).flatMap((feature) => {
    const column = features.findIndex((f) => f.name === feature);
    return column < 0 ? [] : [{ x, column, task, classes, predict, seed: 0 }];
  });
  const named = new Set(strong.slice(0, MOST_NAMED));
  const columns = x.columns.filter((_, j) => named.size === 0 || named.has(features[j].of));
  return {
    importance,
    effects: asked.map(partialDependence),
    accumulated: asked.map(accumulatedEffects),
    surrogate:
      columns.length > MOST_COLUMNS
        ? undefined
        : surrogateOf({
            x: { rows: x.rows, columns },
            predicted: firstOutput(scoresOf(task, classes, predict(x)), x.rows),
            ...(task === 'binary' ? { threshold: threshold ?? 0.5 } : {}),
            seed: 0,
          }),
  };
}

/** Of several classes the probability of the first. */
const firstOutput = (scores: Float64Array, rows: number): Float64Array => {
  const width = scores.length / rows;
  return width === 1 ? scores : Float64Array.from({ length: rows }, (_, i) => scores[i * width]);
};

function importanceOf(
  { features: defined }: Training['model'],
  features: EncodedRows['features'],
  x: Matrix,
  predictor: Predictor,
  calibration: Calibration,
): readonly FeatureImportance[] {
  if (!predictor.contributions) return [];
  const names = Object.keys(defined);
  const column = features.map((f) => names.indexOf(f.of));
  const contributions = byFeature(calibratedContributions(calibration, predictor.contributions(x), column.length), column, names.length);
  return globalImportance(names, contributions).map(({ feature, value }) => ({
    feature,
    importance: value,
    expression: printNode(defined[feature], { items: 4 }),
  }));
}

/** Adds the shares of a vector's columns up under the feature that they belong to. */
function byFeature({ base, effects }: Contributions, column: readonly number[], features: number): Contributions {
  const out = new Float64Array((effects.length / column.length) * features);
  for (let i = 0; i < effects.length; i++) out[Math.floor(i / column.length) * features + column[i % column.length]] += effects[i];
  return { base, effects: out };
}

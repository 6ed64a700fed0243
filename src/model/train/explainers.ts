import { gathered } from '../../core/index.js';
import {
  calibratedContributions,
  calibratedMargins,
  globalImportance,
  partialDependence,
  type AffineCalibration,
  type Dependence,
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

/** Global explanations. */
export interface Explainers {
  /** Every feature of the model, the strongest first; none where the learner cannot say. */
  readonly importance: readonly FeatureImportance[];
  readonly effects: readonly Dependence[];
}

/** What moves the judged fit's predictions on the holdout: importance of every feature, and curves of the strongest ones. */
export async function explainersOf(
  { prepared, model }: Training,
  { features, serving }: EncodedRows,
  predictor: Predictor,
  calibration: AffineCalibration,
  holdout: Int32Array,
): Promise<Explainers> {
  if (!predictor.contributions) return { importance: [], effects: [] };
  const x = await gathered(serving.blocks(thinned(holdout, MOST_ROWS)));
  const names = Object.keys(model.features);
  const column = features.map((f) => names.indexOf(f.of));
  const contributions = byFeature(calibratedContributions(calibration, predictor.contributions(x)), column, names.length);
  const importance = globalImportance(names, contributions).map(({ feature, value }): FeatureImportance => ({
    feature,
    importance: value,
    expression: printNode(model.features[feature], { items: 4 }),
  }));
  const classes = outputsOf(prepared);
  const predict = (rows: typeof x): Float64Array => {
    const margins = new Float64Array(rows.rows * classes);
    predictor.predict(rows, margins);
    return calibratedMargins(calibration, margins);
  };
  const strongest = importance.filter((i) => i.importance > 0).slice(0, MOST_EFFECTS);
  const effects = strongest.flatMap(({ feature }) => {
    const at = features.findIndex((f) => f.name === feature);
    return at < 0 ? [] : [partialDependence({ x, column: at, task: prepared.target.task, classes, predict, seed: 0 })];
  });
  return { importance, effects };
}

/** Adds the shares of a vector's columns up under the feature that they belong to. */
function byFeature({ base, effects }: Contributions, column: readonly number[], features: number): Contributions {
  const out = new Float64Array((effects.length / column.length) * features);
  for (let i = 0; i < effects.length; i++) out[Math.floor(i / column.length) * features + column[i % column.length]] += effects[i];
  return { base, effects: out };
}

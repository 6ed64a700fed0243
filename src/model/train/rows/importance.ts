import { takeRows } from '../../../core/index.js';
import { printNode } from '../../../expr/index.js';
import type { Predictor } from '../../../learn/index.js';
import type { Model } from '../../define.js';
import type { FeatureImportance } from '../../record.js';
import { calledOutputs } from '../../use/answer.js';
import type { EncodedMatrix } from './encode-in-memory.js';
import { marginsIn } from './fit-on-rows.js';

/** Rows that the shares are averaged over; more change the figures little. */
const MOST_ROWS = 2000;

/** How far each feature moves the answered score of a typical row, the strongest first; none where the learner cannot say. */
export function importanceIn(model: Model, { features, serving }: EncodedMatrix, fitted: Predictor): readonly FeatureImportance[] {
  if (!fitted.contributions) return [];
  const step = Math.ceil(serving.rows / MOST_ROWS);
  const x = takeRows(
    serving,
    Int32Array.from({ length: Math.ceil(serving.rows / step) }, (_, i) => i * step),
  );
  const { effects } = fitted.contributions(x);
  const called = calledOutputs(marginsIn(fitted, x), fitted.outputs);
  const names = Object.keys(model.features);
  const place = features.map((f) => names.indexOf(f.of));
  const sums = new Float64Array(names.length);
  called.forEach((k, i) => {
    const own = new Float64Array(names.length);
    const at = (i * fitted.outputs + k) * place.length;
    place.forEach((feature, j) => (own[feature] += effects[at + j]));
    own.forEach((effect, feature) => (sums[feature] += Math.abs(effect)));
  });
  return names
    .map((feature, j) => ({ feature, importance: sums[j] / x.rows, expression: printNode(model.features[feature], { items: 4 }) }))
    .toSorted((a, b) => b.importance - a.importance);
}

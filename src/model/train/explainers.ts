import { takeRows } from '../../core/index.js';
import type { AffineCalibration } from '../../evaluate/index.js';
import { printNode } from '../../expr/index.js';
import type { Predictor } from '../../learn/index.js';
import type { Model } from '../define.js';
import type { FeatureEffect, FeatureImportance } from '../record.js';
import type { EncodedRows } from './encode.js';
import type { Prepared } from './prepare.js';

export function explainersOf(
  _p: Prepared,
  model: Model,
  encoded: EncodedRows,
  predictor: Predictor,
  calibration: AffineCalibration,
  holdout: Int32Array,
): { importance: readonly FeatureImportance[]; effects: readonly FeatureEffect[] } {
  const rows = holdout.subarray(0, 2000);
  const x = takeRows(encoded.serving, rows);
  const sums = new Map<string, number>(Object.keys(model.features).map((f) => [f, 0]));
  const found = predictor.contributions?.(x);
  const width = x.columns.length;
  if (found)
    for (let i = 0; i < found.effects.length; i++) {
      const of = encoded.features[i % width].of;
      sums.set(of, sums.get(of)! + Math.abs(calibration.scale * found.effects[i]) / rows.length);
    }
  return {
    importance: [...sums]
      .map(([feature, importance]) => ({ feature, importance, expression: printNode(model.features[feature], { items: 4 }) }))
      .toSorted((a, b) => b.importance - a.importance),
    effects: [],
  };
}

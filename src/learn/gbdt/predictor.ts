import type { Predictor } from '../learner.js';
import { contributionsOf } from './contributions.js';
import { rootsOf, type Forest } from './forest.js';
import { leafPaths, type LeafPaths } from './leaf-paths.js';
import { partsOf } from './parts.js';
import { predictMatrix, predictRow } from './predict.js';

/** A forest as a predictor. The paths for contributions are collected when they are first asked for. */
export function predictorOf(forest: Forest): Predictor {
  const roots = rootsOf(forest);
  let paths: LeafPaths | undefined;
  return {
    outputs: forest.outputs,
    predict: (x, out) => predictMatrix(forest, roots, x, out),
    predictRow: (row, out) => predictRow(forest, roots, row, out),
    contributions: (x) => contributionsOf(forest, (paths ??= leafPaths(forest, roots)), x),
    toParts: () => partsOf(forest),
  };
}

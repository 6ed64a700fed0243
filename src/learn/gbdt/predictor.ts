import type { Predictor } from '../learner.js';
import { contributionsOf } from './contributions.js';
import { rootsOf, type Forest } from './forest.js';
import { leafPaths, type LeafPaths } from './leaf-paths.js';
import { maskScorer, type Scorer } from './mask-scorer.js';
import { partsOf } from './parts.js';
import { predictMatrix, predictRow } from './predict.js';

/** A forest as a predictor. What predicting needs, and the paths for contributions, are collected when they are first asked for. */
export function predictorOf(forest: Forest): Predictor {
  const roots = rootsOf(forest);
  let scorer: Scorer | undefined;
  const scores = (): Scorer => (scorer ??= maskScorer(forest) ?? walkScorer(forest, roots));
  let paths: LeafPaths | undefined;
  return {
    outputs: forest.outputs,
    predict: (x, out) => scores().predict(x, out),
    predictRow: (row, out) => scores().predictRow(row, out),
    contributions: (x) => contributionsOf(forest, (paths ??= leafPaths(forest, roots)), x),
    toParts: () => partsOf(forest),
  };
}

function walkScorer(forest: Forest, roots: Int32Array): Scorer {
  return {
    predict: (x, out) => predictMatrix(forest, roots, x, out),
    predictRow: (row, out) => predictRow(forest, roots, row, out),
  };
}

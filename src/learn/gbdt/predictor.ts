import type { Predictor } from '../learner.js';
import { contributionsOf } from './contributions.js';
import { rootsOf, type Forest } from './forest.js';
import { leafPaths, type LeafPaths } from './leaf-paths.js';
import { lineScorer } from './line-scorer.js';
import { maskScorer, type Scorer } from './mask-scorer.js';
import { partsOf } from './parts.js';
import { predictMatrix, predictRow } from './predict.js';

/** A forest as a predictor. What predicting needs, and the paths for contributions, are collected when they are first asked for. */
export function predictorOf(forest: Forest): Predictor {
  const roots = rootsOf(forest);
  let scorer: Scorer | undefined;
  const scores = (): Scorer => (scorer ??= linked(forest, scorerOf(forest, roots)));
  let paths: LeafPaths | undefined;
  return {
    outputs: forest.outputs,
    predict: (x, out) => scores().predict(x, out),
    predictRow: (row, out) => scores().predictRow(row, out),
    ...(forest.link === undefined && forest.lines === undefined
      ? { contributions: (x) => contributionsOf(forest, (paths ??= leafPaths(forest, roots)), x) }
      : {}),
    toParts: () => partsOf(forest),
  };
}

function scorerOf(forest: Forest, roots: Int32Array): Scorer {
  if (forest.lines !== undefined) return lineScorer(forest, roots);
  return maskScorer(forest) ?? walkScorer(forest, roots);
}

function walkScorer(forest: Forest, roots: Int32Array): Scorer {
  return {
    predict: (x, out) => predictMatrix(forest, roots, x, out),
    predictRow: (row, out) => predictRow(forest, roots, row, out),
  };
}

/** Largest margin that exp takes to a finite number. */
const MOST_LOG = 709;

/** Predictions in the target's own units. Effects on a logarithm do not add up to them, so that such forests have no contributions. */
function linked({ link }: Forest, scorer: Scorer): Scorer {
  if (link === undefined) return scorer;
  return {
    predict(x, out) {
      scorer.predict(x, out);
      expAll(out);
    },
    predictRow(row, out) {
      scorer.predictRow(row, out);
      expAll(out);
    },
  };
}

function expAll(out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(Math.min(MOST_LOG, out[i]));
}

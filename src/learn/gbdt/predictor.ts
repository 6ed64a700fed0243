import type { Matrix } from '../../core/index.js';
import type { Contributions, Interactions, Predictor } from '../learner.js';
import { sharesOfMean } from '../log-shares.js';
import { blockContributions } from './block-contributions.js';
import { contributionsOf } from './contributions.js';
import { rootsOf, type Forest } from './forest.js';
import { interactionsOf } from './interaction-values.js';
import { leafPaths } from './leaf-paths.js';
import { partsOf } from './parts.js';
import type { Scorer } from './predict.js';
import { scorerOf } from './scorer.js';

/**
 * A forest as a predictor. What predicting needs, and the paths for contributions, are collected when they are first asked for. Linear leaves
 * have no contributions: their paths say nothing of where on a line a row is.
 */
export function predictorOf(forest: Forest): Predictor {
  let scorer: Scorer | undefined;
  const scores = (): Scorer => (scorer ??= linked(forest, scorerOf(forest)));
  let contribute: ((x: Matrix) => Contributions) | undefined;
  let interact: ((x: Matrix) => Interactions) | undefined;
  return {
    outputs: forest.outputs,
    predict: (x, out) => scores().predict(x, out),
    predictRow: (row, out) => scores().predictRow(row, out),
    ...(forest.lines === undefined && {
      contributions: (x: Matrix) => onMeans(forest, (contribute ??= contributor(forest))(x), x),
      interactions: (x: Matrix) => onMeans(forest, (interact ??= interactor(forest))(x), x),
    }),
    toParts: () => partsOf(forest),
  };
}

function contributor(forest: Forest): (x: Matrix) => Contributions {
  const paths = leafPaths(forest, rootsOf(forest));
  return blockContributions(forest, paths) ?? ((x) => contributionsOf(forest, paths, x));
}

function interactor(forest: Forest): (x: Matrix) => Interactions {
  const paths = leafPaths(forest, rootsOf(forest));
  return (x) => interactionsOf(forest, paths, x);
}

/** Largest margin that exp takes to a finite number. */
const MOST_LOG = 709;

const kept = (log: number): number => Math.min(MOST_LOG, log);

/** Effects in the target's own units. */
function onMeans<S extends Contributions | Interactions>({ link }: Forest, effects: S, x: Matrix): S {
  return link === undefined ? effects : sharesOfMean(effects, x.rows, kept);
}

/** Predictions in the target's own units. */
function linked({ link, outputs }: Forest, scorer: Scorer): Scorer {
  if (link === undefined) return scorer;
  return {
    predict(x, out) {
      scorer.predict(x, out);
      expOf(out, x.rows * outputs);
    },
    predictRow(row, out) {
      scorer.predictRow(row, out);
      expOf(out, outputs);
    },
  };
}

/** Turns logarithms into predictions in the target's own units, in place. */
export function expOf(out: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = Math.exp(kept(out[i]));
}

import { forEachRow } from '../for-each-row.js';
import type { Predictor } from '../learner.js';
import { pointInto } from '../mixed/space.js';
import type { KnnModel } from './model.js';
import { partsOf } from './parts.js';
import { searchFor } from '../neighbours/search.js';
import { voteInto } from './vote.js';

/** Nearest neighbours as a predictor. Every row is searched on its own, so batch and row agree; the tree is made at the first. */
export function predictorOf(model: KnnModel): Predictor {
  const { outputs } = model;
  let score: Score | undefined;
  return {
    outputs,
    predict(x, out) {
      const scoreInto = (score ??= scoreOf(model));
      forEachRow(x, (row, i) => scoreInto(row, out, i * outputs));
    },
    predictRow: (row, out) => (score ??= scoreOf(model))(row, out, 0),
    toParts: () => partsOf(model),
  };
}

type Score = (row: Float64Array, out: Float64Array, at: number) => void;

function scoreOf(model: KnnModel): Score {
  const { space, points, row: order, neighbours, metric } = model;
  const search = searchFor(space, points, order, neighbours, metric);
  const numbers = new Float64Array(space.numbers.length);
  const codes = new Int32Array(space.codes.length);
  const weights = new Float64Array(neighbours);
  return (row, out, at) => {
    pointInto(space, row, numbers, codes);
    voteInto(model, search(numbers, codes), weights, out, at);
  };
}

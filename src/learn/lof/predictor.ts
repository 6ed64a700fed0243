import { forEachRow } from '../for-each-row.js';
import type { Predictor } from '../learner.js';
import { pointInto } from '../mixed/space.js';
import { searchFor } from '../neighbours/search.js';
import { factorOf } from './density.js';
import type { LofModel } from './model.js';
import { partsOf } from './parts.js';

/** Local outlier factors of new rows. Every row is searched on its own, so batch and row agree; the tree is made at the first. */
export function predictorOf(model: LofModel): Predictor {
  let score: Score | undefined;
  return {
    outputs: 1,
    predict(x, out) {
      const scoreRow = (score ??= scoreOf(model));
      forEachRow(x, (row, i) => (out[i] = scoreRow(row)));
    },
    predictRow(row, out) {
      out[0] = (score ??= scoreOf(model))(row);
    },
    toParts: () => partsOf(model),
  };
}

type Score = (row: Float64Array) => number;

function scoreOf(model: LofModel): Score {
  const { space, points, row: order, neighbours, metric } = model;
  const search = searchFor(space, points, order, neighbours, metric);
  const numbers = new Float64Array(space.numbers.length);
  const codes = new Int32Array(space.codes.length);
  return (row) => {
    pointInto(space, row, numbers, codes);
    return factorOf(model, search(numbers, codes));
  };
}

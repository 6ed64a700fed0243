import type { Matrix } from '../../core/index.js';
import { forEachRow } from '../for-each-row.js';
import type { Contributions, Predictor } from '../learner.js';
import { pointInto, pointsOf, type Points } from '../mixed/space.js';
import { marginOf, type Body, type SvmModel } from './model.js';
import { partsOf } from './parts.js';
import { weightStarts } from './row-source.js';
import { similarity } from './similarity.js';

/** A machine as a predictor. A linear one with one output has exact contributions; others have none. */
export function predictorOf(model: SvmModel): Predictor {
  const score = scoreOf(model);
  const { body, outputs } = model;
  return {
    outputs,
    predict: (x, out) => forEachRow(x, (row, i) => score(row, out, i * outputs)),
    predictRow: (row, out) => score(row, out, 0),
    ...(body.kernel === 'linear' && outputs === 1 ? { contributions: (x: Matrix) => contributionsOf(model, body, x) } : {}),
    toParts: () => partsOf(model),
  };
}

type Score = (row: Float64Array, out: Float64Array, at: number) => void;

function scoreOf(model: SvmModel): Score {
  const { space, body, outputs } = model;
  const one: Points = { rows: 1, numbers: new Float64Array(space.numbers.length), codes: new Int32Array(space.codes.length) };
  const decide = body.kernel === 'rbf' ? rbfDecisions(model, body, one) : linearDecisions(model, body, one);
  return (row, out, at) => {
    pointInto(space, row, one.numbers, one.codes);
    decide(out, at);
    for (let k = 0; k < outputs; k++) out[at + k] = marginOf(model, out[at + k], k);
  };
}

type Decide = (out: Float64Array, at: number) => void;

function rbfDecisions({ space, outputs }: SvmModel, body: Extract<Body, { kernel: 'rbf' }>, one: Points): Decide {
  const { points, coefficients, bias, gamma } = body;
  return (out, at) => {
    for (let k = 0; k < outputs; k++) out[at + k] = bias[k];
    for (let i = 0, c = 0; i < points.rows; i++) {
      const alike = similarity(space, points, i, one, 0, gamma);
      for (let k = 0; k < outputs; k++, c++) out[at + k] += coefficients[c] * alike;
    }
  };
}

function linearDecisions({ space, outputs }: SvmModel, { weights }: Extract<Body, { kernel: 'linear' }>, one: Points): Decide {
  const starts = weightStarts(space);
  return (out, at) => {
    for (let k = 0; k < outputs; k++) {
      let sum = weights[k];
      for (let c = 0; c < one.numbers.length; c++) sum += weights[(1 + c) * outputs + k] * one.numbers[c];
      for (let c = 0; c < one.codes.length; c++) sum += weights[(starts[c] + one.codes[c]) * outputs + k];
      out[at + k] = sum;
    }
  };
}

/** Slope × weight × what the column says, each column relative to its mean over the training rows. */
function contributionsOf({ space, slope, shift }: SvmModel, { weights }: Extract<Body, { kernel: 'linear' }>, x: Matrix): Contributions {
  const starts = weightStarts(space);
  const { numbers, codes } = pointsOf(space, x);
  const [columns, width, codeWidth] = [x.columns.length, space.numbers.length, space.codes.length];
  const effects = new Float64Array(x.rows * columns);
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < width; c++) effects[i * columns + space.numbers[c]] = slope[0] * weights[1 + c] * numbers[i * width + c];
    for (let c = 0; c < codeWidth; c++) effects[i * columns + space.codes[c]] = slope[0] * weights[starts[c] + codes[i * codeWidth + c]];
  }
  return { base: Float64Array.of(slope[0] * weights[0] + shift[0]), effects };
}

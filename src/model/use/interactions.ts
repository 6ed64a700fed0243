import { mwError, takeRows, type Matrix } from '../../core/index.js';
import { calibratedContributions } from '../../evaluate/index.js';
import { calledOutputs } from './answer.js';
import type { Explainable } from './explain-matrix.js';

/** Two features that act together in a row. */
export interface ExplainedPair {
  /** In the model's order of features. */
  readonly features: readonly [string, string];
  /** What both together move the prediction beyond what each moves alone, in the units of the contributions, of which it is a part. */
  readonly effect: number;
}

/** How much two features act together over many rows. */
export interface PairImportance {
  readonly features: readonly [string, string];
  /** Mean of the absolute effects. */
  readonly importance: number;
}

/** Interactions of rows. */
export interface PairsOfRows {
  /** Per row the pairs that act most, at most {@link MOST_OF_ROW}. */
  readonly rows: readonly (readonly ExplainedPair[])[];
  /** Over all rows, at most {@link MOST_OF_ALL}. */
  readonly importance: readonly PairImportance[];
}

const MOST_OF_ROW = 10;
const MOST_OF_ALL = 20;
/** Effects that are held at once, 32 MB: they grow with the square of the columns. */
const MOST_CELLS = 4e6;

/**
 * Which features act together: SHAP interaction values (gbdt) or the model's own pairs (ebm), both places of a pair added up, and the columns of
 * one vector feature too. To the output that answers. Rows are taken a block at a time, 0.6 ms each for 100 trees of 31 leaves.
 */
export function interactionsOf(model: Explainable, x: Matrix): PairsOfRows {
  const { content, predictor } = model;
  const interact = predictor.interactions;
  if (!interact) throw mwError('MW_MODEL_NO_INTERACTIONS', { learner: content.learner });
  const [outputs, cells] = [predictor.outputs, x.columns.length ** 2];
  const called = calledOutputs(model.margins(x), outputs);
  const pairs = pairsOf(content.features.map(({ of }) => of));
  const sums = new Float64Array(pairs.names.length);
  const rows: (readonly ExplainedPair[])[] = [];
  const block = Math.max(1, Math.floor(MOST_CELLS / (outputs * cells)));
  for (let start = 0; start < x.rows; start += block) {
    const own = takeRows(
      x,
      Int32Array.from({ length: Math.min(block, x.rows - start) }, (_, i) => start + i),
    );
    const { effects } = calibratedContributions(content.calibration, interact(own), cells);
    for (let i = 0; i < own.rows; i++) {
      const at = (i * outputs + called[start + i]) * cells;
      const effect = pairs.effects(effects.subarray(at, at + cells));
      effect.forEach((value, p) => (sums[p] += Math.abs(value)));
      rows.push(strongest(effect, MOST_OF_ROW).map((p) => ({ features: pairs.names[p], effect: effect[p] })));
    }
  }
  return { rows, importance: strongest(sums, MOST_OF_ALL).map((p) => ({ features: pairs.names[p], importance: sums[p] / x.rows })) };
}

/** The pairs of different features, and what each sums up to in a row's square of effects, given the feature that each column is of. */
function pairsOf(columns: readonly string[]): {
  readonly names: readonly (readonly [string, string])[];
  readonly effects: (square: Float64Array) => Float64Array;
} {
  const features = [...new Set(columns)];
  const names = features.flatMap((a, i) => features.slice(i + 1).map((b): readonly [string, string] => [a, b]));
  const numbers = new Map(names.map((pair, p) => [pair.join('\0'), p]));
  const pairAt = Int32Array.from(columns.flatMap((a) => columns.map((b) => numbers.get(`${a}\0${b}`) ?? numbers.get(`${b}\0${a}`) ?? -1)));
  return {
    names,
    effects: (square) => {
      const out = new Float64Array(names.length);
      for (let c = 0; c < square.length; c++) if (pairAt[c] >= 0) out[pairAt[c]] += square[c];
      return out;
    },
  };
}

/** The places of the values farthest from 0, the farthest first; none that is 0. */
const strongest = (values: Float64Array, most: number): readonly number[] =>
  Array.from(values.keys())
    .filter((p) => values[p] !== 0)
    .toSorted((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b)
    .slice(0, most);

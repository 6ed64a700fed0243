import type { ColumnHead } from '../../core/index.js';
import type { Parts } from '../learner.js';
import type { EbmModel } from './model.js';
import { modelFrom } from './parts.js';

/** The function of one column, as a table over its bins. Arrays of scores are bins × outputs. */
export interface ColumnShape {
  readonly column: number;
  /**
   * What lies in each bin: the first holds missing values; the others of a number column lie between neighbouring `cuts`, those of a
   * category hold `levels`: the second the rare and unseen ones, each further one a level.
   */
  readonly cuts?: Float64Array;
  /** Numbers of the levels that share each bin. */
  readonly levels?: readonly (readonly number[])[];
  /** What the bin adds to the margins; the mean over the training rows is 0. */
  readonly scores: Float64Array;
  /** Standard deviation of each score over the bags: how far a curve would move on other rows. */
  readonly deviations: Float32Array;
  /** Share of the training weight in each bin; where it is 0 the score says nothing. */
  readonly shares: Float32Array;
}

/** The function of two columns beyond what each says alone: a table, row by row, over the joined bins of both. */
export interface PairShape {
  readonly columns: readonly [number, number];
  /** For each of the two, the joined bin of each bin of its {@link ColumnShape}. */
  readonly joined: readonly [Uint8Array, Uint8Array];
  /** Rows and columns of the table. */
  readonly size: readonly [number, number];
  readonly scores: Float64Array;
  readonly deviations: Float32Array;
  readonly shares: Float32Array;
}

/** All functions of an explainable boosting machine: the model itself, ready to be drawn. */
export interface Shapes {
  readonly outputs: number;
  /** Mean margins: a prediction is these plus one score per column and pair. */
  readonly base: Float64Array;
  readonly columns: readonly ColumnShape[];
  readonly pairs: readonly PairShape[];
}

/** The functions of a fitted `ebm`, from its parts. Throws `MW_LEARN_PARTS` for damaged ones. */
export function shapesOf(parts: Parts, columns: readonly ColumnHead[]): Shapes {
  const model = modelFrom(parts, columns);
  return {
    outputs: model.outputs,
    base: model.base,
    columns: columns.map((_, j) => columnShape(model, j)),
    pairs: Array.from({ length: model.pairs.length / 2 }, (_, p) => pairShape(model, p)),
  };
}

function columnShape(model: EbmModel, column: number): ColumnShape {
  const { outputs, binStart, cutStart, levelStart, isCategory } = model;
  const [from, to] = [binStart[column], binStart[column + 1]];
  const levelBin = model.levelBin.subarray(levelStart[column], levelStart[column + 1]);
  const levels = Array.from({ length: to - from }, (_, b) => [...levelBin.keys()].filter((level) => levelBin[level] === b));
  return {
    column,
    ...(isCategory[column] === 1 ? { levels } : { cuts: model.cuts.subarray(cutStart[column], cutStart[column + 1]) }),
    scores: model.scores.subarray(from * outputs, to * outputs),
    deviations: model.deviations.subarray(from * outputs, to * outputs),
    shares: model.shares.subarray(from, to),
  };
}

function pairShape(model: EbmModel, pair: number): PairShape {
  const { pairs, pairStart, pairSize, pairBin, binStart } = model;
  const [a, b] = [pairs[2 * pair], pairs[2 * pair + 1]];
  const [from, to] = [pairStart[pair], pairStart[pair + 1]];
  return {
    columns: [a, b],
    joined: [pairBin.subarray(binStart[a], binStart[a + 1]), pairBin.subarray(binStart[b], binStart[b + 1])],
    size: [pairSize[a], pairSize[b]],
    scores: model.pairScores.subarray(from, to),
    deviations: model.pairDeviations.subarray(from, to),
    shares: model.pairShares.subarray(from, to),
  };
}

import { joined, type ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { levelStarts } from '../forest/model.js';
import type { PairPlan } from './bag-boost.js';
import { pairStartsOf, type EbmModel } from './model.js';
import type { Plan } from './plan.js';

/** The part of a model that says where a value belongs. */
export type Layout = Pick<
  EbmModel,
  'binStart' | 'cuts' | 'cutStart' | 'levelBin' | 'levelStart' | 'isCategory' | 'pairs' | 'pairBin' | 'pairSize' | 'pairStart'
>;

/** Bins of the columns and of the pairs as the arrays of a model. */
export function layoutOf(heads: readonly ColumnHead[], { columns, binStart }: Plan, { paired, pairs: chosen }: PairPlan): Layout {
  const cuts = columns.map(({ bins }) => (bins.kind === 'number' ? bins.cuts : new Float64Array(0)));
  const levels = columns.map(({ bins }) => (bins.kind === 'category' ? bins.binOf : new Int32Array(0)));
  const cutStart = new Int32Array(columns.length + 1);
  cuts.forEach((of, j) => (cutStart[j + 1] = cutStart[j] + of.length));
  const pairs = Int32Array.from(chosen.flat());
  const pairSize = Int32Array.from(paired, ({ size }) => size);
  return {
    binStart,
    cuts: joined(Float64Array, cuts),
    cutStart,
    levelBin: joined(Int32Array, levels),
    levelStart: levelStarts(heads),
    isCategory: categoriesIn(heads),
    pairs,
    pairBin: joined(
      Uint8Array,
      paired.map(({ pairBin }) => pairBin),
    ),
    pairSize,
    pairStart: pairStartsOf(pairs, pairSize),
  };
}

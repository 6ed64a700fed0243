import type { ColumnHead } from '../../core/index.js';
import { numberBinner } from '../gbdt/number-binner.js';
import { levelStarts, type ForestModel } from './model.js';

/** Code of a missing number: beyond those of all bins. */
export const MISSING = 2 ** 31 - 1;

/** The code of a value (coded as `core/rowOf` codes it): twice its bin for numbers, its bin for categories. */
export type Coder = (value: number) => number;

/** The coders of the columns. A column that no node asks gives 0. */
export function codersOf({ boundStart, bounds, levelBins }: ForestModel, heads: readonly ColumnHead[]): readonly Coder[] {
  const starts = levelStarts(heads);
  return heads.map((head, j) => {
    if (head.kind === 'category') return levelCoder(levelBins.subarray(starts[j], starts[j + 1]));
    return numberCoder(Float64Array.of(...bounds.subarray(boundStart[j], boundStart[j + 1]), Infinity));
  });
}

function levelCoder(bins: Uint16Array): Coder {
  return (value) => (value >= 0 && value < bins.length ? bins[value] : 0);
}

function numberCoder(bounds: Float64Array): Coder {
  const binOf = numberBinner(bounds);
  return (value) => (Number.isNaN(value) ? MISSING : 2 * binOf(value));
}

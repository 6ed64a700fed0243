import type { ColumnHead } from '../../core/index.js';
import { standardise } from '../standardise.js';

/**
 * A fitted linear model as sums of effects: margin = base + Σ over the columns of the effect of its value, each effect relative to the
 * mean of the training rows. Its arrays are what the artifact stores.
 */
export interface LinearModel {
  readonly outputs: number;
  /** Margins where every effect is zero, one per output. */
  readonly base: Float64Array;
  /** Per column: centre and spread of its numbers; 0 and 1 for categories. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Effect of one standard deviation, columns × outputs; 0 for categories. */
  readonly slope: Float64Array;
  /** Entries of `effects` before each column's. */
  readonly starts: Int32Array;
  /** 1 for categories. */
  readonly isCategory: Uint8Array;
  /**
   * Effects × outputs. A category has one per level and, last, one for a missing or unknown level; a number or flag has
   * two: added to a known value's effect, and that of a missing one.
   */
  readonly effects: Float64Array;
}

/** Where each column's effects start, and last their total. Follows from the columns alone. */
export function startsOf(heads: readonly ColumnHead[]): Int32Array {
  const starts = new Int32Array(heads.length + 1);
  heads.forEach((head, j) => (starts[j + 1] = starts[j] + (head.kind === 'category' ? head.levels.length + 1 : 2)));
  return starts;
}

/**
 * Adds the effects of a column's value, coded as `core/rowOf` codes it: that on output k to `out[at + k · stride]`. Row, batch and
 * contributions all go through here, which is why they agree to the bit.
 */
export function addEffects(model: LinearModel, column: number, value: number, out: Float64Array, at: number, stride: number): void {
  const { outputs, starts, effects, slope } = model;
  const start = starts[column];
  if (model.isCategory[column] === 1) {
    const unknown = starts[column + 1] - start - 1;
    const level = value >= 0 && value < unknown ? value | 0 : unknown;
    for (let k = 0, e = (start + level) * outputs; k < outputs; k++, e++) out[at + k * stride] += effects[e];
  } else if (Number.isNaN(value)) {
    for (let k = 0, e = (start + 1) * outputs; k < outputs; k++, e++) out[at + k * stride] += effects[e];
  } else {
    const z = standardise(value, model.mean[column], model.deviation[column]);
    for (let k = 0, e = start * outputs, s = column * outputs; k < outputs; k++, e++, s++)
      out[at + k * stride] += slope[s] * z + effects[e];
  }
}

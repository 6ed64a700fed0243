import { contrast, momentsOf } from '../experiment/index.js';
import type { Interval } from '../interval.js';
import type { OrderedRows, UpliftRows } from './rows.js';

/** Rows with alike predictions: what was predicted of them, and what was. */
export interface UpliftGroup {
  readonly rows: number;
  readonly treated: number;
  /** Mean predicted uplift. */
  readonly predicted: number;
  /** Mean outcome of the treated less that of the others, with a 95% interval; absent where an arm has fewer than two rows. */
  readonly observed?: Interval;
}

/**
 * Groups of as equal a size as can be, the highest predicted uplift first. A model that ranks well has observed uplifts that fall, one that is calibrated
 * has them near the predicted ones. Weights do not count.
 */
export function upliftGroups({ order, y, treated }: OrderedRows, uplift: UpliftRows['uplift'], count = 10): UpliftGroup[] {
  const rate = y.every((v) => v === 0 || v === 1);
  return Array.from({ length: Math.min(count, y.length) }, (_, g, groups = Math.min(count, y.length)): UpliftGroup => {
    const [from, to] = [g, g + 1].map((k) => Math.round((k * y.length) / groups));
    const places = Int32Array.from({ length: to - from }, (_v, i) => from + i);
    const arm = (mark: 0 | 1) =>
      momentsOf(
        Float64Array.from(
          places.filter((i) => treated[i] === mark),
          (i) => y[i],
        ),
      );
    const [control, own] = [arm(0), arm(1)];
    return {
      rows: places.length,
      treated: own.rows,
      predicted: places.reduce((sum, i) => sum + uplift[order[i]], 0) / places.length,
      ...(Math.min(control.rows, own.rows) >= 2 ? { observed: contrast(control, own, { look: 'once', rate }).difference } : {}),
    };
  });
}

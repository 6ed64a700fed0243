import type { Units } from './units.js';

/**
 * Deals units out to parts so that every part comes near the rows of every class that are due to it: each unit, in the given
 * order, goes where it relieves most of the squared shortfall relative to the part's share; of equals, to the part that is
 * least full. `due` is parts × classes. Returns each unit's part. O(units × parts × classes of a unit).
 */
export function deal(units: Units, order: Int32Array, shares: readonly number[], due: Float64Array): Int32Array {
  const { classes, classCounts } = units;
  const lacking = due.slice();
  const filled = new Float64Array(shares.length);
  const part = new Int32Array(units.count);
  for (const u of order) {
    let [best, most] = [0, -Infinity];
    for (let p = 0; p < shares.length; p++) {
      const relief = reliefOf(classCounts, u, lacking, p, classes) / shares[p];
      if (relief > most || (relief === most && filled[p] < filled[best])) [best, most] = [p, relief];
    }
    part[u] = best;
    for (let c = 0; c < classes; c++) {
      const rows = classCounts[u * classes + c];
      lacking[best * classes + c] -= rows;
      filled[best] += rows / shares[best];
    }
  }
  return part;
}

/** By how much the sum of squared shortfalls of one part falls when it takes a unit. */
function reliefOf(classCounts: Int32Array, unit: number, lacking: Float64Array, part: number, classes: number): number {
  let relief = 0;
  for (let c = 0; c < classes; c++) {
    const rows = classCounts[unit * classes + c];
    relief += rows * (2 * lacking[part * classes + c] - rows);
  }
  return relief;
}

/** How many rows each class has, over all units. */
export function classTotals({ count, classes, classCounts }: Units): Float64Array {
  const totals = new Float64Array(classes);
  for (let u = 0; u < count; u++) for (let c = 0; c < classes; c++) totals[c] += classCounts[u * classes + c];
  return totals;
}

/**
 * Cuts between the bins of a number column, ascending and finite: a value belongs to the first bin whose cut is not below it, or to
 * the last. `sorted` holds the known values, ascending. With few distinct values each has its bin; else bins hold as many rows each
 * as the values allow. Cuts lie half-way between neighbouring values.
 */
export function cutsOf(sorted: Float64Array, bins: number): Float64Array {
  const cuts: number[] = [];
  const distinct = countDistinct(sorted);
  let [inBin, restRows, restBins] = [0, sorted.length, bins];
  for (let i = 0; i + 1 < sorted.length && restBins > 1; i++) {
    inBin++;
    if (sorted[i] === sorted[i + 1]) continue;
    if (distinct > bins && inBin < restRows / restBins) continue;
    cuts.push(middle(sorted[i], sorted[i + 1]));
    restRows -= inBin;
    restBins--;
    inBin = 0;
  }
  return Float64Array.from(cuts);
}

function countDistinct(sorted: Float64Array): number {
  let count = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}

/** A double in [low, high). */
function middle(low: number, high: number): number {
  const between = low / 2 + high / 2;
  return between < high && between >= low ? between : low;
}

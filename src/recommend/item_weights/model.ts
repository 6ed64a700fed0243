/** What one item in a history says for others: a line per item, every column or only some. */
export interface ItemWeights {
  readonly items: number;
  /** Items + 1, where a line has only some columns. */
  readonly start?: Int32Array;
  /** Ascending within a line. */
  readonly column?: Int32Array;
  readonly weight: Float32Array;
}

/** Adds `times` a line to `out`. */
export function addLine({ items, start, column, weight }: ItemWeights, line: number, times: number, out: Float64Array): void {
  if (start && column) {
    for (let e = start[line]; e < start[line + 1]; e++) out[column[e]] += times * weight[e];
  } else {
    const first = line * items;
    for (let j = 0; j < items; j++) out[j] += times * weight[first + j];
  }
}

/** One weight; 0 where the line lacks the column. */
export function weightAt({ items, start, column, weight }: ItemWeights, line: number, at: number): number {
  if (!start || !column) return weight[line * items + at];
  let [low, high] = [start[line], start[line + 1]];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low < start[line + 1] && column[low] === at ? weight[low] : 0;
}

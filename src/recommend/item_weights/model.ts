/** What one item in a history says for others: a line per item, every column or only some. */
export interface ItemWeights {
  readonly items: number;
  /** Items + 1, where a line has only some columns. */
  readonly start?: Int32Array;
  /** Ascending within a line. */
  readonly column?: Int32Array;
  readonly weight: Float32Array;
}

/** Adds lines to `out`, each so many times, one after the other; for whole lines four at a time, which takes half as long and gives the same bits. */
export function addLines(model: ItemWeights, lines: ArrayLike<number>, times: ArrayLike<number>, out: Float64Array): void {
  let h = 0;
  if (!model.start) for (; h + 4 <= lines.length; h += 4) addFour(model, lines, times, h, out);
  for (; h < lines.length; h++) addLine(model, lines[h], times[h], out);
}

function addFour({ items, weight }: ItemWeights, lines: ArrayLike<number>, times: ArrayLike<number>, h: number, out: Float64Array): void {
  const [a, b, c, d] = [lines[h] * items, lines[h + 1] * items, lines[h + 2] * items, lines[h + 3] * items];
  const [p, q, r, s] = [times[h], times[h + 1], times[h + 2], times[h + 3]];
  for (let j = 0; j < items; j++) out[j] = out[j] + p * weight[a + j] + q * weight[b + j] + r * weight[c + j] + s * weight[d + j];
}

function addLine({ items, start, column, weight }: ItemWeights, line: number, times: number, out: Float64Array): void {
  if (start && column) {
    const end = start[line + 1];
    for (let e = start[line]; e < end; e++) out[column[e]] += times * weight[e];
  } else {
    const first = line * items;
    for (let j = 0; j < items; j++) out[j] += times * weight[first + j];
  }
}

/**
 * How a row becomes the inputs of a network. A column turns on at most one input: a known number or flag that of its number, with its
 * bent standard score; a category that of its level, with 1; what is missing, unknown or rare that of the column's last slot, with 1.
 */
export interface Inputs {
  /** How many inputs there are. */
  readonly width: number;
  /** Per column: centre and spread of its numbers; a spread of 0 for categories and for what was the same in all rows. */
  readonly centre: Float64Array;
  readonly spread: Float64Array;
  readonly isCategory: Uint8Array;
  /** Entries of `slots` before each column's, and last their total: `startsOf` the columns. */
  readonly starts: Int32Array;
  /** Per level and last for missing (a category), or for the number and for missing: the input that is turned on, -1 for none. */
  readonly slots: Int32Array;
}

/** Standard scores are bent towards this, so that no outlier can carry a network away. */
const FARTHEST = 3;
/** Scores beyond this are at the bend's end to the last bit. */
const BENT = 1e9;

/** A standard score bent smoothly into ±3: z / √(1 + (z / 3)²) (Holzmüller et al., "Better by default", NeurIPS 2024). */
export function bend(z: number): number {
  if (z > BENT) return FARTHEST;
  if (z < -BENT) return -FARTHEST;
  const share = z / FARTHEST;
  return z / Math.sqrt(1 + share * share);
}

/**
 * Writes the inputs that a row turns on, coded as `core/rowOf` codes it, to `index` and `value` from `at`; returns where they end.
 * At most one per column. Allocates nothing.
 */
export function encodeRow(inputs: Inputs, row: Float64Array, index: Int32Array, value: Float64Array, at: number): number {
  const { centre, spread, isCategory, starts, slots } = inputs;
  for (let j = 0; j < centre.length; j++) {
    const cell = row[j];
    const last = starts[j + 1] - 1;
    const isNumber = isCategory[j] === 0;
    const isKnown = isNumber ? !Number.isNaN(cell) : cell >= 0 && cell < last - starts[j];
    const input = slots[isKnown ? starts[j] + (isNumber ? 0 : cell | 0) : last];
    if (input < 0) continue;
    index[at] = input;
    value[at++] = isKnown && isNumber ? bend((cell - centre[j]) / spread[j]) : 1;
  }
  return at;
}

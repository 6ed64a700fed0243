/** How a term's function moves, given sums of gradients and hessians per bin. */
export interface Stepper {
  /**
   * Writes the move of every bin to `delta`. `sums` holds the gradients of bin b at `2b` and its hessians at `2b + 1`; it may be
   * overwritten. `smooth` asks for cuts drawn by chance.
   */
  step(sums: Float64Array, delta: Float64Array, smooth: boolean): void;
}

/** A function of one column or of a pair, as a table over bins. */
export interface Term extends Stepper {
  readonly size: number;
  /** The bin of each of a bag's rows. */
  readonly cells: Uint16Array;
}

/** How many of the first `rows` rows are in each bin. */
export function rowsPerBin(cells: Uint16Array, rows: number, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (let i = 0; i < rows; i++) counts[cells[i]]++;
  return counts;
}

/** Sums interleaved gradients and hessians of the first `rows` rows per bin. */
export function sumPerBin(cells: Uint16Array, gradients: Float64Array, rows: number, sums: Float64Array, size: number): void {
  sums.fill(0, 0, 2 * size);
  for (let i = 0; i < rows; i++) {
    const at = cells[i] << 1;
    sums[at] += gradients[2 * i];
    sums[at + 1] += gradients[2 * i + 1];
  }
}

/** Adds a table's values to one output of the margins. */
export function moveMargins(cells: Uint16Array, table: Float64Array, margins: Float64Array, output: number, outputs: number): void {
  for (let i = 0, at = output; i < cells.length; i++, at += outputs) margins[at] += table[cells[i]];
}

import type { BinnedMatrix } from './bin.js';

const GROUP_ROWS = 16;

/**
 * Adds the rows `rows[from … to - 1]` to a histogram: cell c of the binning holds the gradient sum at `2c` and the hessian sum at
 * `2c + 1`; `gradients` holds a row's pair in the same way. Every cell adds its rows in order, so equal input gives equal bits.
 *
 * The first and the last column of 16 rows go before the columns between: their loads from far-off memory then overlap
 * (1M × 28, a leaf of 3% of the rows: 1.7 ns per cell instead of 6).
 */
export function addRows(
  histogram: Float64Array,
  x: BinnedMatrix,
  gradients: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const { cells, width } = x;
  for (let group = from; group < to; group += GROUP_ROWS) {
    const end = Math.min(group + GROUP_ROWS, to);
    for (let i = group; i < end; i++) addEnds(histogram, cells, width, gradients, rows[i]);
    for (let i = group; i < end; i++) {
      const row = rows[i];
      const gradient = gradients[2 * row];
      const hessian = gradients[2 * row + 1];
      const last = (row + 1) * width - 1;
      for (let at = row * width + 1; at < last; at++) {
        const cell = cells[at] << 1;
        histogram[cell] += gradient;
        histogram[cell + 1] += hessian;
      }
    }
  }
}

function addEnds(histogram: Float64Array, cells: Uint16Array | Uint32Array, width: number, gradients: Float64Array, row: number): void {
  const gradient = gradients[2 * row];
  const hessian = gradients[2 * row + 1];
  const first = cells[row * width] << 1;
  histogram[first] += gradient;
  histogram[first + 1] += hessian;
  if (width === 1) return;
  const last = cells[(row + 1) * width - 1] << 1;
  histogram[last] += gradient;
  histogram[last + 1] += hessian;
}

/** `histogram` −= `part`: what is left of a leaf when one child is taken away. */
export function subtract(histogram: Float64Array, part: Float64Array): void {
  for (let i = 0; i < histogram.length; i++) histogram[i] -= part[i];
}

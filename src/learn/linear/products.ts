import type { Blocks } from './blocks.js';
import type { Block } from './design.js';

/**
 * Writes design × params into `out` (rows × outputs). `params` is width × outputs: the outputs of one parameter stand together.
 */
export function timesParams(blocks: Blocks, params: Float64Array, outputs: number, out: Float64Array): void {
  const byOutput = transposed(params, outputs);
  const { width } = blocks.design;
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    for (let k = 0; k < outputs; k++) writeMargins(block, blocks, byOutput.subarray(k * width, (k + 1) * width), out, k, outputs);
  }
}

/** Writes designᵀ × rows into `out` (width × outputs); `perRow` is rows × outputs. */
export function timesRows(blocks: Blocks, perRow: Float64Array, outputs: number, out: Float64Array): void {
  const { width } = blocks.design;
  const byOutput = new Float64Array(width * outputs);
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    for (let k = 0; k < outputs; k++) addRows(block, blocks, perRow, k, outputs, byOutput.subarray(k * width, (k + 1) * width));
  }
  out.set(transposed(byOutput, width));
}

/** A matrix of `columns` columns, turned: entry (i, j) becomes (j, i). */
function transposed(matrix: Float64Array, columns: number): Float64Array {
  const rows = matrix.length / columns;
  const out = new Float64Array(matrix.length);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) out[j * rows + i] = matrix[at];
  return out;
}

function writeMargins(block: Block, { design }: Blocks, params: Float64Array, out: Float64Array, k: number, outputs: number): void {
  const { from, rows, numbers: z, active } = block;
  const [numbers, switches] = [design.numbers.length, design.switches.length];
  for (let i = 0; i < rows; i++) {
    let sum = params[0];
    for (let j = 1, at = i * numbers; j <= numbers; j++, at++) sum += z[at] * params[j];
    for (let s = 0, at = i * switches; s < switches; s++, at++) if (active[at] >= 0) sum += params[active[at]];
    out[(from + i) * outputs + k] = sum;
  }
}

function addRows(block: Block, { design }: Blocks, perRow: Float64Array, k: number, outputs: number, out: Float64Array): void {
  const { from, rows, numbers: z, active } = block;
  const [numbers, switches] = [design.numbers.length, design.switches.length];
  for (let i = 0; i < rows; i++) {
    const value = perRow[(from + i) * outputs + k];
    out[0] += value;
    for (let j = 1, at = i * numbers; j <= numbers; j++, at++) out[j] += z[at] * value;
    for (let s = 0, at = i * switches; s < switches; s++, at++) if (active[at] >= 0) out[active[at]] += value;
  }
}

import type { Blocks } from './blocks.js';

/**
 * Writes design × params into `out` (rows × outputs). `params` is width × outputs: the outputs of one parameter stand together.
 */
export function timesParams(blocks: Blocks, params: Float64Array, outputs: number, out: Float64Array): void {
  const { numbers, switches } = blocks.design;
  const sums = new Float64Array(outputs);
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    for (let i = 0; i < block.rows; i++) {
      for (let k = 0; k < outputs; k++) sums[k] = params[k];
      for (let j = 0, at = i * numbers.length, p = outputs; j < numbers.length; j++, at++) {
        const z = block.numbers[at];
        for (let k = 0; k < outputs; k++, p++) sums[k] += z * params[p];
      }
      for (let s = 0, at = i * switches.length; s < switches.length; s++, at++) {
        const on = block.active[at];
        if (on >= 0) for (let k = 0, p = on * outputs; k < outputs; k++, p++) sums[k] += params[p];
      }
      out.set(sums, (block.from + i) * outputs);
    }
  }
}

/** Writes designᵀ × rows into `out` (width × outputs); `perRow` is rows × outputs. */
export function timesRows(blocks: Blocks, perRow: Float64Array, outputs: number, out: Float64Array): void {
  const { numbers, switches } = blocks.design;
  out.fill(0);
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    for (let i = 0; i < block.rows; i++) {
      const row = (block.from + i) * outputs;
      for (let k = 0; k < outputs; k++) out[k] += perRow[row + k];
      for (let j = 0, at = i * numbers.length, p = outputs; j < numbers.length; j++, at++) {
        const z = block.numbers[at];
        for (let k = 0; k < outputs; k++, p++) out[p] += z * perRow[row + k];
      }
      for (let s = 0, at = i * switches.length; s < switches.length; s++, at++) {
        const on = block.active[at];
        if (on >= 0) for (let k = 0, p = on * outputs; k < outputs; k++, p++) out[p] += perRow[row + k];
      }
    }
  }
}

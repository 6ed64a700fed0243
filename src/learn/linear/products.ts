import type { Blocks } from './blocks.js';
import type { Block } from './design.js';

/**
 * Writes design × params into `out` (rows × outputs). `params` is width × outputs: the outputs of one parameter stand together.
 */
export function timesParams(blocks: Blocks, params: Float64Array, outputs: number, out: Float64Array): void {
  const { numbers, switches } = blocks.design;
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    if (outputs === 1) oneMargin(block, params, numbers.length, switches.length, out);
    else margins(block, params, outputs, numbers.length, switches.length, out);
  }
}

/** Writes designᵀ × rows into `out` (width × outputs); `perRow` is rows × outputs. */
export function timesRows(blocks: Blocks, perRow: Float64Array, outputs: number, out: Float64Array): void {
  const { numbers, switches } = blocks.design;
  out.fill(0);
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    if (outputs === 1) addOneRow(block, perRow, numbers.length, switches.length, out);
    else addRows(block, perRow, outputs, numbers.length, switches.length, out);
  }
}

function oneMargin(
  { from, rows, numbers: z, active }: Block,
  params: Float64Array,
  numbers: number,
  switches: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    let sum = params[0];
    for (let j = 1, at = i * numbers; j <= numbers; j++, at++) sum += z[at] * params[j];
    for (let s = 0, at = i * switches; s < switches; s++, at++) if (active[at] >= 0) sum += params[active[at]];
    out[from + i] = sum;
  }
}

function margins(block: Block, params: Float64Array, outputs: number, numbers: number, switches: number, out: Float64Array): void {
  const sums = new Float64Array(outputs);
  for (let i = 0; i < block.rows; i++) {
    for (let k = 0; k < outputs; k++) sums[k] = params[k];
    for (let j = 0, at = i * numbers, p = outputs; j < numbers; j++, at++) {
      const z = block.numbers[at];
      for (let k = 0; k < outputs; k++, p++) sums[k] += z * params[p];
    }
    for (let s = 0, at = i * switches; s < switches; s++, at++) {
      const on = block.active[at];
      if (on >= 0) for (let k = 0, p = on * outputs; k < outputs; k++, p++) sums[k] += params[p];
    }
    out.set(sums, (block.from + i) * outputs);
  }
}

function addOneRow(
  { from, rows, numbers: z, active }: Block,
  perRow: Float64Array,
  numbers: number,
  switches: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const value = perRow[from + i];
    out[0] += value;
    for (let j = 1, at = i * numbers; j <= numbers; j++, at++) out[j] += z[at] * value;
    for (let s = 0, at = i * switches; s < switches; s++, at++) if (active[at] >= 0) out[active[at]] += value;
  }
}

function addRows(block: Block, perRow: Float64Array, outputs: number, numbers: number, switches: number, out: Float64Array): void {
  const values = new Float64Array(outputs);
  for (let i = 0; i < block.rows; i++) {
    const row = (block.from + i) * outputs;
    for (let k = 0; k < outputs; k++) out[k] += values[k] = perRow[row + k];
    for (let j = 0, at = i * numbers, p = outputs; j < numbers; j++, at++) {
      const z = block.numbers[at];
      for (let k = 0; k < outputs; k++, p++) out[p] += z * values[k];
    }
    for (let s = 0, at = i * switches; s < switches; s++, at++) {
      const on = block.active[at];
      if (on >= 0) for (let k = 0, p = on * outputs; k < outputs; k++, p++) out[p] += values[k];
    }
  }
}

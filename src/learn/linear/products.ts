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

/** Rows that go through the numbers together: a parameter is then loaded once for four of them. */
const LANES = 4;

function writeMargins(block: Block, { design }: Blocks, params: Float64Array, out: Float64Array, k: number, outputs: number): void {
  const { from, rows } = block;
  const width = design.numbers.length;
  const whole = rows - (rows % LANES);
  for (let i = 0; i < whole; i += LANES) fourMargins(block.numbers, i * width, width, params, out, (from + i) * outputs + k, outputs);
  for (let i = whole; i < rows; i++) out[(from + i) * outputs + k] = oneMargin(block.numbers, i * width, width, params);
  if (design.switches.length > 0) addSwitched(block, design.switches.length, params, out, k, outputs);
}

/** Intercept + numbers × parameters of one row, from left to right. */
function oneMargin(z: Float64Array, start: number, width: number, params: Float64Array): number {
  let sum = params[0];
  for (let j = 1, at = start; j <= width; j++, at++) sum += z[at] * params[j];
  return sum;
}

/** {@link oneMargin} of four rows, to the bit, written `step` apart. */
function fourMargins(
  z: Float64Array,
  start: number,
  width: number,
  params: Float64Array,
  out: Float64Array,
  to: number,
  step: number,
): void {
  let [a, b, c, d] = [params[0], params[0], params[0], params[0]];
  for (let j = 1, at = start; j <= width; j++, at++) {
    const param = params[j];
    a += z[at] * param;
    b += z[at + width] * param;
    c += z[at + 2 * width] * param;
    d += z[at + 3 * width] * param;
  }
  out[to] = a;
  out[to + step] = b;
  out[to + 2 * step] = c;
  out[to + 3 * step] = d;
}

function addSwitched(
  { from, rows, active }: Block,
  switches: number,
  params: Float64Array,
  out: Float64Array,
  k: number,
  outputs: number,
): void {
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = out[(from + i) * outputs + k];
    for (let s = 0; s < switches; s++, at++) if (active[at] >= 0) sum += params[active[at]];
    out[(from + i) * outputs + k] = sum;
  }
}

function addRows(block: Block, { design }: Blocks, perRow: Float64Array, k: number, outputs: number, out: Float64Array): void {
  const { from, rows } = block;
  const width = design.numbers.length;
  const whole = rows - (rows % LANES);
  for (let i = 0; i < whole; i += LANES) addFour(block.numbers, i * width, width, perRow, (from + i) * outputs + k, outputs, out);
  for (let i = whole; i < rows; i++) addOne(block.numbers, i * width, width, perRow[(from + i) * outputs + k], out);
  if (design.switches.length > 0) addToSwitches(block, design.switches.length, perRow, k, outputs, out);
}

/** Adds value × (1, numbers) of one row. */
function addOne(z: Float64Array, start: number, width: number, value: number, out: Float64Array): void {
  out[0] += value;
  for (let j = 1, at = start; j <= width; j++, at++) out[j] += z[at] * value;
}

/** {@link addOne} of four rows one after the other, to the bit; their values stand `step` apart. */
function addFour(z: Float64Array, start: number, width: number, values: Float64Array, from: number, step: number, out: Float64Array): void {
  const [a, b, c, d] = [values[from], values[from + step], values[from + 2 * step], values[from + 3 * step]];
  out[0] = out[0] + a + b + c + d;
  for (let j = 1, at = start; j <= width; j++, at++)
    out[j] = out[j] + z[at] * a + z[at + width] * b + z[at + 2 * width] * c + z[at + 3 * width] * d;
}

function addToSwitches(
  { from, rows, active }: Block,
  switches: number,
  perRow: Float64Array,
  k: number,
  outputs: number,
  out: Float64Array,
): void {
  for (let i = 0, at = 0; i < rows; i++) {
    const value = perRow[(from + i) * outputs + k];
    for (let s = 0; s < switches; s++, at++) if (active[at] >= 0) out[active[at]] += value;
  }
}

import type { Blocks } from './blocks.js';
import type { Block } from './design.js';
import type { Pace } from '../pace.js';

/**
 * The lower triangle of designᵀ × diagonal × design, width × width. Switches of one source never meet, and most products with a switch
 * are zero: the cost per row is that of the numbers and the switches that are on, whatever the number of levels.
 */
export async function gram(blocks: Blocks, diagonal: Float64Array, pace: Pace): Promise<Float64Array> {
  const { width, numbers, switches } = blocks.design;
  const out = new Float64Array(width * width);
  const perRow = (numbers.length + switches.length + 1) ** 2 / 2;
  for (let b = 0; b < blocks.count; b++) {
    const block = blocks.at(b);
    addBlock(block, diagonal, width, numbers.length, switches.length, out);
    await pace(block.rows * perRow);
  }
  return out;
}

function addBlock(block: Block, diagonal: Float64Array, width: number, numbers: number, switches: number, out: Float64Array): void {
  for (let i = 0; i < block.rows; i += 4) addNumbers(block, i, diagonal, width, numbers, out);
  for (let i = 0; i < block.rows; i++) {
    const h = diagonal[block.from + i];
    out[0] += h;
    for (let s = 0; s < switches; s++) {
      const on = block.active[i * switches + s];
      if (on < 0) continue;
      const line = on * width;
      out[line] += h;
      for (let c = 0, at = i * numbers; c < numbers; c++, at++) out[line + 1 + c] += h * block.numbers[at];
      for (let t = 0; t <= s; t++) {
        const other = block.active[i * switches + t];
        if (other >= 0) out[line + other] += h;
      }
    }
  }
}

/** The numbers' part of four rows together: the triangle is read and written once for all of them. */
function addNumbers(block: Block, row: number, diagonal: Float64Array, width: number, numbers: number, out: Float64Array): void {
  const z = block.numbers;
  const rest = block.rows - row;
  const [h0, h1] = [diagonal[block.from + row], rest > 1 ? diagonal[block.from + row + 1] : 0];
  const [h2, h3] = [rest > 2 ? diagonal[block.from + row + 2] : 0, rest > 3 ? diagonal[block.from + row + 3] : 0];
  const at0 = row * numbers;
  const [at1, at2, at3] = [rest > 1 ? at0 + numbers : at0, rest > 2 ? at0 + 2 * numbers : at0, rest > 3 ? at0 + 3 * numbers : at0];
  for (let a = 0; a < numbers; a++) {
    const [w0, w1, w2, w3] = [h0 * z[at0 + a], h1 * z[at1 + a], h2 * z[at2 + a], h3 * z[at3 + a]];
    const line = (a + 1) * width;
    out[line] += w0 + w1 + w2 + w3;
    for (let c = 0, to = line + 1; c <= a; c++, to++) out[to] += w0 * z[at0 + c] + w1 * z[at1 + c] + w2 * z[at2 + c] + w3 * z[at3 + c];
  }
}

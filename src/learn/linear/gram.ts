import type { Blocks } from './blocks.js';
import type { Block } from './design.js';
import type { Pace } from './pace.js';

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
  const { from, rows, numbers: z, active } = block;
  for (let i = 0; i < rows; i++) {
    const h = diagonal[from + i];
    const first = i * numbers;
    out[0] += h;
    for (let a = 0; a < numbers; a++) {
      const hz = h * z[first + a];
      const line = (a + 1) * width;
      out[line] += hz;
      for (let c = 0; c <= a; c++) out[line + 1 + c] += hz * z[first + c];
    }
    for (let s = 0; s < switches; s++) {
      const on = active[i * switches + s];
      if (on < 0) continue;
      const line = on * width;
      out[line] += h;
      for (let c = 0; c < numbers; c++) out[line + 1 + c] += h * z[first + c];
      for (let t = 0; t <= s; t++) {
        const other = active[i * switches + t];
        if (other >= 0) out[line + other] += h;
      }
    }
  }
}

import { BLOCK_ROWS, shapeFor } from './block.js';
import { openBlocks } from './open-blocks.js';

/**
 * Weighted sums of columns from which a centre was taken away; a missing value (`NaN`) counts as the centre. `weights` are lines of one number
 * per column; each gives a column of sums, which are added up in the order of the columns.
 */
export function weightedSums(columns: readonly Float64Array[], centre: Float64Array, weights: Float64Array): readonly Float64Array[] {
  const width = centre.length;
  const outputs = width === 0 ? 0 : weights.length / width;
  const shape = shapeFor(width, outputs);
  const blocks = openBlocks(shape);
  blocks.centres.set(centre);
  for (let k = 0; k < outputs; k++) blocks.weights.set(weights.subarray(k * width, (k + 1) * width), k * shape.columns);
  const rows = columns[0]?.length ?? 0;
  const sums = Array.from({ length: outputs }, () => new Float64Array(rows));
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - from);
    for (let j = 0; j < width; j++) blocks.block.set(columns[j].subarray(from, from + count), j * BLOCK_ROWS);
    blocks.centre();
    blocks.weigh();
    for (let k = 0; k < outputs; k++) sums[k].set(blocks.out.subarray(k * BLOCK_ROWS, k * BLOCK_ROWS + count), from);
  }
  return sums;
}

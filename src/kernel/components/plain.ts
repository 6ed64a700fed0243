import { BLOCK_ROWS, roomOf, type ArrayName, type Blocks, type BlockShape } from './block.js';

/** The kernel of `kernel/assembly/moments.ts` in plain TypeScript: what it means, and what runs where WebAssembly does not. */
export function plainBlocks(shape: BlockShape): Blocks {
  const { columns, outputs } = shape;
  const arrays = Object.fromEntries(roomOf(shape).map(([name, length]) => [name, new Float64Array(length)])) as Record<
    ArrayName,
    Float64Array
  >;
  const { block, centres, known, sums, products, weights, out } = arrays;
  return Object.freeze({
    ...arrays,
    centre: () => {
      for (let j = 0; j < columns; j++) {
        const fourths = [0, 0, 0, 0];
        for (let at = j * BLOCK_ROWS; at < (j + 1) * BLOCK_ROWS; at++) {
          const z = block[at] - centres[j];
          block[at] = z === z ? z : 0;
          fourths[at % 4] += block[at];
          if (z === z) known[j]++;
        }
        sums[j] += fourths[0] + fourths[2] + (fourths[1] + fourths[3]);
      }
    },
    addProducts: () => {
      for (let i = 0; i < columns; i++)
        for (let j = i; j < columns; j++)
          products[i * columns + j] += inHalves((r) => block[i * BLOCK_ROWS + r] * block[j * BLOCK_ROWS + r]);
    },
    weigh: () => {
      for (let k = 0; k < outputs; k++)
        for (let r = 0; r < BLOCK_ROWS; r++) {
          let sum = 0;
          for (let j = 0; j < columns; j++) sum += block[j * BLOCK_ROWS + r] * weights[k * columns + j];
          out[k * BLOCK_ROWS + r] = sum;
        }
    },
  });
}

/** A sum over the rows of a block: even rows and odd rows apart, then both. */
function inHalves(value: (row: number) => number): number {
  let [even, odd] = [0, 0];
  for (let r = 0; r < BLOCK_ROWS; r += 2) {
    even += value(r);
    odd += value(r + 1);
  }
  return even + odd;
}

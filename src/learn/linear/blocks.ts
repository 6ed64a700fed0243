import { fillBlock, type Block, type Design } from './design.js';

/** Designs of up to so many cells are read once and kept; larger ones are read anew in every pass. */
const KEPT_CELLS = 1 << 24;
const BLOCK_CELLS = 1 << 15;

/** The rows of a design, block by block in order. The arrays of a block are only valid until the next one is asked for. */
export interface Blocks {
  readonly design: Design;
  readonly count: number;
  at(index: number): Block;
}

/** Cuts a design into blocks that fit into the processor's caches. */
export function blocksOf(design: Design): Blocks {
  const { rows, numbers, switches } = design;
  const cells = Math.max(1, numbers.length + switches.length);
  const blockRows = Math.max(64, Math.min(4096, Math.floor(BLOCK_CELLS / cells)));
  const count = Math.ceil(rows / blockRows);
  const room = () => [new Float64Array(blockRows * numbers.length), new Int32Array(blockRows * switches.length)] as const;
  const read = (index: number, [into, active]: ReturnType<typeof room>) =>
    fillBlock(design, index * blockRows, Math.min(blockRows, rows - index * blockRows), into, active);
  if (rows * cells <= KEPT_CELLS) {
    const kept: Block[] = [];
    return { design, count, at: (index) => (kept[index] ??= read(index, room())) };
  }
  const shared = room();
  return { design, count, at: (index) => read(index, shared) };
}

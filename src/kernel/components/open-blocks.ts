import { kernelFrom } from '../kernel-from.js';
import { momentsWasm } from '../moments.wasm.js';
import { roomOf, type ArrayName, type Blocks, type BlockShape } from './block.js';
import { plainBlocks } from './plain.js';

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly ROOM: WebAssembly.Global;
  centre(block: number, columns: number, centres: number, known: number, sums: number): void;
  addProducts(block: number, columns: number, products: number): void;
  weigh(block: number, columns: number, weights: number, outputs: number, out: number): void;
}

const PAGE = 65_536;
const newKernel = kernelFrom<Kernel>(momentsWasm);

/** Blocks of a shape, by WebAssembly where the machine has it and room for them; all zero. */
export function openBlocks(shape: BlockShape): Blocks {
  const kernel = newKernel();
  return (kernel && blocksIn(kernel, shape)) ?? plainBlocks(shape);
}

function blocksIn(kernel: Kernel, shape: BlockShape): Blocks | undefined {
  const { columns, outputs } = shape;
  let end = kernel.ROOM.value as number;
  const at = Object.fromEntries(
    roomOf(shape).map(([name, length]) => {
      const from = end;
      end += 16 * Math.ceil(length / 2);
      return [name, from];
    }),
  ) as Record<ArrayName, number>;
  const lacking = end - kernel.memory.buffer.byteLength;
  try {
    if (lacking > 0) kernel.memory.grow(Math.ceil(lacking / PAGE));
  } catch {
    return undefined;
  }
  const arrays = Object.fromEntries(
    roomOf(shape).map(([name, length]) => [name, new Float64Array(kernel.memory.buffer, at[name], length)]),
  ) as Record<ArrayName, Float64Array>;
  return Object.freeze({
    ...arrays,
    centre: () => kernel.centre(at.block, columns, at.centres, at.known, at.sums),
    addProducts: () => kernel.addProducts(at.block, columns, at.products),
    weigh: () => kernel.weigh(at.block, columns, at.weights, outputs, at.out),
  });
}

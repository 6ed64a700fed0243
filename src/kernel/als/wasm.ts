import { alsWasm } from '../als.wasm.js';
import type { TeamKernel, TeamModules } from '../boost/team.js';

let compiled: WebAssembly.Module | undefined;

/** The kernel of alternating least squares; `undefined` where the machine lacks SIMD or shared memory. */
export function alsModules(): TeamModules | undefined {
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(alsWasm, 'base64'));
    return { kernel: compiled };
  } catch {
    return undefined;
  }
}

/** The kernel of this thread. */
export const alsKernel = ({ kernel }: TeamModules, memory: WebAssembly.Memory): TeamKernel =>
  new WebAssembly.Instance(kernel, { env: { memory } }).exports as unknown as TeamKernel;

import { alsWasm } from '../als.wasm.js';
import type { TeamModules } from '../threads/team.js';

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

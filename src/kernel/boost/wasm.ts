import { boostWasm } from '../boost.wasm.js';
import { FORMATS, type Room } from './room.js';
import type { BoostPlan } from './plan.js';
import type { TeamKernel, TeamModules } from './team.js';
import { sumModule } from './sum-module.js';

/** Compiled code, to be instantiated by every thread. */
export interface BoostModules extends TeamModules {
  readonly sum: WebAssembly.Module;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels for records of this shape; `undefined` where the machine lacks SIMD or shared memory. */
export function boostModules(plan: BoostPlan, room: Room): BoostModules | undefined {
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(boostWasm, 'base64'));
    const { stride, gradientAt, shift } = room;
    const columns = room.columns.filter((c) => c.code <= 1).map(({ place, bytes, ownCell }) => ({ place, bytes, firstCell: ownCell }));
    return {
      kernel: compiled,
      sum: new WebAssembly.Module(sumModule({ format: FORMATS[plan.precision], stride, gradientAt, shift, columns })),
    };
  } catch {
    return undefined;
  }
}

/** The kernels of this thread. */
export function boostKernel({ kernel, sum }: BoostModules, memory: WebAssembly.Memory): TeamKernel {
  const summing = new WebAssembly.Instance(sum, { env: { memory } });
  return new WebAssembly.Instance(kernel, { env: { memory }, kernel: summing.exports as WebAssembly.ModuleImports })
    .exports as unknown as TeamKernel;
}

import { boostWasm } from '../boost.wasm.js';
import { FORMATS, type Room } from './room.js';
import type { BoostPlan } from './plan.js';
import { sumModule } from './sum-module.js';
import type { TeamModules } from '../threads/team.js';

let compiled: WebAssembly.Module | undefined;

/** The kernels for records of this shape; `undefined` where the machine lacks SIMD or shared memory. */
export function boostModules(plan: BoostPlan, room: Room): TeamModules | undefined {
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

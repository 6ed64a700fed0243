import { expect, it } from 'vitest';
import { openBooster } from './booster.js';
import type { BoostPlan } from './plan.js';
import { alone, startThreads, ThreadEnded, type TeamKernel } from './team.js';
import type { BoostModules } from './wasm.js';

const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
const never: TeamKernel = { run: () => {}, begin: () => {}, ended: () => 0 };
const memory = (): WebAssembly.Memory => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });

it('a thread that ends before its work is an error, not a wait', async () => {
  const modules: BoostModules = { kernel: empty, sum: empty };
  const threads = startThreads(1);
  await expect(threads.team(never, modules, memory()).run()).rejects.toBeInstanceOf(ThreadEnded);
  threads.close();
});

it('alone, a phase runs on this thread, and is done when it returns', () => {
  const ran: number[] = [];
  expect(alone((thread) => ran.push(thread)).run()).toBeUndefined();
  expect(ran).toEqual([0]);
});

const plan: BoostPlan = {
  rows: 2 ** 31,
  columns: [{ kind: 'number', size: 2, missing: false, direction: 0, code: 0, lookup: Float64Array.of(0, Infinity), staged: 'doubles' }],
  leaves: 2,
  outputs: 1,
  precision: 'double',
  travels: false,
  bagged: false,
  threads: 1,
  histogramBytes: 1e6,
  settings: {
    l1: 0,
    l2: 0,
    minRowsPerLeaf: 1,
    minHessian: 0,
    catSmooth: 1,
    catL2: 1,
    maxCatThreshold: 1,
    maxCatToOneHot: 1,
    minDataPerGroup: 1,
  },
};

it.each(['wasm', 'plain'] as const)('more rows than there is memory for are refused: %s', (kernels) => {
  expect(() => openBooster(plan, kernels)).toThrow(RangeError);
});

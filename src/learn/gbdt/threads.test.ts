import { expect, it, vi } from 'vitest';
import { usualWorkings } from './boosting.js';
import { fitForest } from './fit.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

/** What the other threads run instead of their kernels, with little memory. */
const fate = vi.hoisted(() => ({ source: '' }));

vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>();
  class Doomed extends real.Worker {
    constructor(_source: string | URL, options: import('node:worker_threads').WorkerOptions) {
      super(fate.source, { ...options, resourceLimits: { maxOldGenerationSizeMb: 8 } });
    }
  }
  return { ...real, Worker: Doomed };
});

const x = mixedRows(400);
const input = { task: 'regression' as const, classes: 1, x, y: mixedTarget(x) };
const fit = (): Promise<unknown> =>
  fitForest(input, runOf({ trees: 50 }, { threads: 2 }), { workings: { ...usualWorkings, cellsPerThread: 1 } });

it.each([
  ['out of memory', 'const kept = []; for (;;) kept.push(new Array(1e5).fill(kept));', 'memory limit'],
  ['by a fault of its own', "throw new RangeError('no room for the kernels');", 'no room for the kernels'],
  ['without a word', 'process.exit(3);', 'code 3'],
])('a thread that ends %s ends the fit with an error', async (_how, source, reason) => {
  fate.source = source;
  await expect(fit()).rejects.toMatchObject({ code: 'MW_LEARN_THREAD', message: expect.stringContaining(reason) as string });
});

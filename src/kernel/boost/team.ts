import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BoostKernel, BoostModules } from './wasm.js';

/** Threads that run the phases together. */
export interface Team {
  /** Runs the phase in the control block. Gives a promise only when the others take long: it rejects when one has failed. */
  run(): Promise<void> | undefined;
  close(): void;
}

/** A thread has ended before its work, such as for want of memory. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** How long a thread looks for work before it sleeps: some 50 microseconds. */
const SPINS = 20_000;
const WAIT_NANOSECONDS = 5_000_000n;

/** What the other threads run: they know nothing but their kernels. */
const SOURCE = `
const { memory, modules, thread, spins } = require('node:worker_threads').workerData;
const sum = new WebAssembly.Instance(modules.sum, { env: { memory } }).exports;
new WebAssembly.Instance(modules.kernel, { env: { memory }, kernel: sum }).exports.serve(thread, 0, spins);
`;

/** One thread: this one. */
export const alone = (run: (thread: number) => void): Team => ({
  run: () => void run(0),
  close: () => {},
});

/** This thread and `others` more, which start at once and end with {@link Team.close}. */
export function teamOf(others: number, kernel: BoostKernel, modules: BoostModules, memory: WebAssembly.Memory): Team {
  let failure: Error | undefined;
  const workers = Array.from({ length: others }, (_, i) => {
    const worker = new Worker(SOURCE, {
      eval: true,
      workerData: { memory, modules, thread: i + 1, spins: SPINS },
      name: 'millwright-boost',
    });
    worker.unref();
    worker.on('error', (error) => (failure ??= new ThreadEnded(error instanceof Error ? error.message : String(error), { cause: error })));
    worker.on('exit', (code) => (failure ??= new ThreadEnded(`it ended with code ${code}`)));
    return worker;
  });
  const late = async (): Promise<void> => {
    while (kernel.ended(SPINS, WAIT_NANOSECONDS) === 0) {
      await setImmediate();
      if (failure) throw failure;
    }
  };
  return {
    run() {
      kernel.begin();
      kernel.run(0);
      return kernel.ended(SPINS, WAIT_NANOSECONDS) === 1 ? undefined : late();
    },
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

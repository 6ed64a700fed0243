import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** The kernels of one thread over a shared memory. */
export interface ThreadKernel {
  run(thread: number): void;
  /** Sends the other threads off to the phase in the control block. */
  begin(): void;
  /** Waits for the other threads, at most about so many nanoseconds; says whether they are done. */
  ended(spins: number, nanoseconds: bigint): number;
}

/** Compiled code, to be instantiated by every thread. */
export interface TeamModules {
  readonly kernel: WebAssembly.Module;
  /** What the kernel imports under the name of `kernel`, where it does. */
  readonly sum?: WebAssembly.Module;
}

/** The kernels of this thread. */
export function threadKernel({ kernel, sum }: TeamModules, memory: WebAssembly.Memory): ThreadKernel {
  const env = { memory };
  const summing = sum ? new WebAssembly.Instance(sum, { env }).exports : {};
  return new WebAssembly.Instance(kernel, { env, kernel: summing as WebAssembly.ModuleImports }).exports as unknown as ThreadKernel;
}

/** Threads that run the phases together. */
export interface Team {
  /** Runs the phase in the control block. Gives a promise only when the others take long: it rejects when one has failed. */
  run(): Promise<void> | undefined;
}

/** A thread has ended before its work, such as for want of memory. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** How long a thread looks for work before it sleeps: some 50 microseconds. */
const SPINS = 20_000;
const WAIT_NANOSECONDS = 5_000_000n;

/** What the other threads run: they wait for their kernels, and know nothing else. */
const SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.once('message', ({ memory, modules }) => {
  const env = { memory };
  const sum = modules.sum ? new WebAssembly.Instance(modules.sum, { env }).exports : {};
  new WebAssembly.Instance(modules.kernel, { env, kernel: sum }).exports.serve(workerData.thread, 0, workerData.spins);
});
`;

/** Threads that are on their way. A thread takes some 40 ms to start: they are called before there is work for them. */
export interface Threads {
  readonly count: number;
  /** Gives them their kernels, and makes a team of them and this thread. */
  team(kernel: ThreadKernel, modules: TeamModules, memory: WebAssembly.Memory): Team;
  close(): void;
}

/** One thread: this one. */
export const alone = (run: (thread: number) => void): Team => ({
  run: () => void run(0),
});

/** Starts `count` threads beside this one, which end with {@link Threads.close}. */
export function startThreads(count: number): Threads {
  let failure: Error | undefined;
  const workers = Array.from({ length: count }, (_, i) => {
    const worker = new Worker(SOURCE, { eval: true, workerData: { thread: i + 1, spins: SPINS }, name: 'millwright-kernel' });
    worker.unref();
    worker.on('error', (error) => (failure ??= new ThreadEnded(error instanceof Error ? error.message : String(error), { cause: error })));
    worker.on('exit', (code) => (failure ??= new ThreadEnded(`it ended with code ${code}`)));
    return worker;
  });
  const team = (kernel: ThreadKernel, modules: TeamModules, memory: WebAssembly.Memory): Team => {
    for (const worker of workers) worker.postMessage({ memory, modules }, []);
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
    };
  };
  return {
    count,
    team,
    close: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

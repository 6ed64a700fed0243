import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { mwError } from '../../core/index.js';
import { figureExchange } from './figures.js';
import type { FromWorker } from './messages.js';
import { tell } from './tell.js';

/** How to run several processes that serve together. */
export interface CrewOptions {
  readonly processes: number;
  /** Of each process's heap, in MiB. */
  readonly memoryMb: number;
  readonly signal: AbortSignal;
  /** Told once, when the first process answers. */
  readonly ready: (url: string) => void;
  readonly say: (line: string) => void;
  /** How long a shutdown waits before it ends what is left. */
  readonly drainMs: number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Runs this very command in several processes that share one port, starts those anew that end, and ends when the signal aborts and all
 * have drained. Each process has its own log thread; all write into one database. Throws `MW_SERVE_WORKER` when a process ends before any answered.
 */
export async function superviseProcesses(options: CrewOptions): Promise<void> {
  const { processes, memoryMb, signal } = options;
  cluster.setupPrimary({
    exec: process.argv[1],
    args: process.argv.slice(2),
    execArgv: [...process.execArgv, `--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  let answering = false;
  const exchange = figureExchange(() => Object.values(cluster.workers ?? {}) as Worker[]);
  const lane = async (): Promise<void> => {
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const worker = cluster.fork();
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') {
          pauseMs = FIRST_PAUSE_MS;
          if (!answering) options.ready(message.url);
          answering = true;
        } else exchange.heard(worker, message);
      });
      const code = await ended(worker, signal, options.drainMs);
      if (signal.aborted) return;
      if (!answering) throw mwError('MW_SERVE_WORKER', { code });
      options.say(`a process ended (${code}) and is started anew`);
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  };
  signal.addEventListener('abort', drainAll, { once: true });
  await Promise.all(Array.from({ length: processes }, lane)).finally(drainAll);
}

function drainAll(): void {
  for (const worker of Object.values(cluster.workers ?? {})) tell(worker!, { kind: 'drain' });
}

/** The exit code or signal of a worker; one that does not end in time after the signal is ended. */
function ended(worker: Worker, signal: AbortSignal, drainMs: number): Promise<string> {
  return new Promise((resolve) => {
    const late = (): void => void setTimeout(() => worker.process.kill('SIGKILL'), drainMs + 2000).unref();
    signal.addEventListener('abort', late, { once: true });
    worker.once('exit', (code, by) => {
      signal.removeEventListener('abort', late);
      resolve(by || `exit ${code}`);
    });
  });
}

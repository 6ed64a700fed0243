import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { packageRoot, type Clock } from '../../core/index.js';
import type { FromWriter, WriterData } from './messages.js';
import { LogQueue, type Heard, type Post } from './queue.js';
import type { PredictionLog } from './prediction.js';
import { uuidv7 } from './uuidv7.js';

const MIB = 2 ** 20;

/** The heap of the writing thread. A batch has at most 8 MiB of text and takes ten times that; without bounds, what died in the last second stays. */
const THREAD_MB = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 } as const;

/** Where a log writes, and how long it waits. */
export interface LogOptions {
  /** The project's folder. */
  readonly root: string;
  /** `postgres://…`; absent: SQLite in the project's folder. */
  readonly databaseUrl?: string | undefined;
  /** PostgreSQL: the schema that holds the tables. */
  readonly schema?: string | undefined;
  readonly clock: Clock;
  /** `durable`: `append` waits for the commit. `async`: it does not; rows are committed within 50 ms or so, and a crash may lose that window. */
  readonly mode: 'durable' | 'async';
  /** How long a commit may wait for a lock or a server before its rows go to the spool. Default 1000. */
  readonly patienceMs?: number;
  /** Predictions that were answered longer ago than this are removed, with their outcomes, while the log is open. Default: everything is kept. */
  readonly keepMs?: number | undefined;
  /** How much may wait for its commit in memory; more is dropped. Default 64 MiB. */
  readonly maxWaitingBytes?: number;
  /** How much the spool may hold; more is dropped. Default 256 MiB. */
  readonly maxSpoolBytes?: number;
}

/**
 * Opens the log of a server. The database never works on this thread: a worker thread holds it and commits together whatever came while its
 * last commit ran. Opening does not wait for the database and does not fail for its sake: rows that cannot be committed wait in
 * `.millwright/spool`, and whoever opens a log next also stores what ended processes left there.
 *
 * ```ts
 * await using log = await openPredictionLog({ root: '.', clock: systemClock, mode: 'durable' });
 * const logged = await log.append([]);
 * ```
 */
export async function openPredictionLog(options: LogOptions): Promise<PredictionLog> {
  const data = {
    root: options.root,
    databaseUrl: options.databaseUrl,
    schema: options.schema,
    id: uuidv7(options.clock)(),
    patienceMs: options.patienceMs ?? 1000,
    maxSpoolBytes: options.maxSpoolBytes ?? 256 * MIB,
    keepMs: options.keepMs,
  };
  return new LogQueue({
    mode: options.mode,
    maxWaitingBytes: options.maxWaitingBytes ?? 64 * MIB,
    start: (heard, dropped) => startWorker({ ...data, dropped }, heard),
  });
}

function startWorker(data: WriterData, heard: Heard): Post {
  const worker = new Worker(workerFile(), { workerData: data, name: 'millwright-log', resourceLimits: THREAD_MB });
  let trouble = 'the writing thread ended';
  worker.on('message', (message: FromWriter) => {
    heard.message(message);
    // A connection that never answers would keep the thread alive.
    if (message.kind === 'closed') void worker.terminate();
  });
  worker.on('error', (error: Error) => (trouble = error.message));
  worker.on('exit', () => heard.ended(trouble));
  worker.unref();
  return {
    post: worker.postMessage.bind(worker),
    hold: (held) => void (held ? worker.ref() : worker.unref()),
  };
}

/** A file of its own in the package; in a test of the source, TypeScript beside this file. */
const workerFile = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./worker.ts', import.meta.url)
    : pathToFileURL(join(packageRoot(), 'dist', 'monitor', 'log', 'worker.js'));

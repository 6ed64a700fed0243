import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../core/index.js';
import type { Params } from '../../learn/index.js';
import type { FromTrialProcess, Step, ToTrialProcess } from './messages.js';

/** One trial to run. */
export interface TrialOrder {
  readonly learner: string;
  readonly params: Params;
  /** The learner finds one setting by itself: margins then come for several values of it. */
  readonly path?: boolean;
  /** Which of the written folds it reads. */
  readonly encoding: string;
  /** Features that it reads of them: those that say most; absent for all. */
  readonly keptFeatures?: number;
  /** After each fold: whether to go on, and for which values of that setting. */
  readonly step: (fold: number, step: Step) => Next;
  /** Longest time for one fold, milliseconds. */
  readonly limitMs: number;
}

/** What follows a fold. */
export interface Next {
  readonly yes: boolean;
  readonly values?: readonly number[] | undefined;
}

/** How it ended: all folds that were asked for, or why not. */
export type TrialRun = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly reason: string };

/** Processes that run trials, one each at a time. */
export interface Crew {
  readonly size: number;
  /** Runs a trial in a process that is free; waits for one. Rejects with the reason of an abort. */
  run(order: TrialOrder, signal: AbortSignal): Promise<TrialRun>;
  close(): void;
}

/** A file of its own in the package; in a test of the source, TypeScript beside this file. */
const program = (): string =>
  import.meta.url.endsWith('.ts')
    ? fileURLToPath(new URL('./trial-process.ts', import.meta.url))
    : join(packageRoot(), 'dist', 'model', 'tune', 'trial-process.js');

/** Opens a crew of so many processes over the folds in `dir`. They start when there is work, and end with this process. */
export function openCrew(dir: string, size: number): Crew {
  const free: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const waiting: ((child: ChildProcess) => void)[] = [];
  const start = (): ChildProcess => {
    const child = fork(program(), [dir], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    all.add(child);
    child.once('exit', () => all.delete(child));
    // A process that cannot be started, or has just gone, is told to whoever runs a trial in it; there may be nobody.
    child.on('error', () => all.delete(child));
    return child;
  };
  const take = (): ChildProcess | Promise<ChildProcess> => {
    let known = free.pop();
    while (known && !known.connected) known = free.pop();
    if (known) return known;
    return all.size < size ? start() : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (child: ChildProcess): void => {
    const isUsable = child.connected && child.exitCode === null;
    if (!isUsable) all.delete(child);
    const next = waiting.shift();
    if (next) next(isUsable ? child : start());
    else if (isUsable) free.push(child);
  };
  return {
    size,
    run: async (order, signal) => {
      const child = await take();
      try {
        return await runIn(child, order, signal);
      } finally {
        giveBack(child);
      }
    },
    close: () => {
      for (const child of all) child.kill('SIGKILL');
    },
  };
}

/** One trial in one process. A process that is in the middle of a fold when its trial ends is of no more use and is killed. */
function runIn(child: ChildProcess, order: TrialOrder, signal: AbortSignal): Promise<TrialRun> {
  return new Promise((resolve, reject) => {
    let limit: NodeJS.Timeout | undefined;
    const end = (run: TrialRun | undefined): void => {
      clearTimeout(limit);
      child.off('message', hear);
      child.off('exit', gone);
      child.off('error', broken);
      signal.removeEventListener('abort', stop);
      if (run) resolve(run);
      else reject(signal.reason as Error);
    };
    const kill = (run: TrialRun | undefined): void => {
      if (child.connected) child.disconnect();
      child.kill('SIGKILL');
      end(run);
    };
    const stop = (): void => kill(undefined);
    const gone = (code: number | null, by: string | null): void =>
      end({ kind: 'failed', reason: `its process ended with ${by ?? `exit status ${code}`}` });
    const broken = (error: Error): void => kill({ kind: 'failed', reason: error.message });
    const wait = (): void => {
      clearTimeout(limit);
      limit = setTimeout(
        () => kill({ kind: 'failed', reason: `a fold took longer than ${Math.round(order.limitMs / 1000)} s` }),
        order.limitMs,
      );
    };
    const hear = (message: FromTrialProcess): void => {
      if (message.kind === 'step') {
        wait();
        const { yes, values } = order.step(message.fold, message);
        child.send({ kind: 'go on', yes, ...(values ? { values } : {}) } satisfies ToTrialProcess);
      } else if (message.kind !== 'ready') end(message);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    child.on('message', hear);
    child.on('exit', gone);
    child.on('error', broken);
    wait();
    const { learner, params, path = false, encoding, keptFeatures } = order;
    const kept = keptFeatures === undefined ? {} : { keptFeatures };
    child.send({ kind: 'run', learner, params, path, encoding, ...kept } satisfies ToTrialProcess);
  });
}

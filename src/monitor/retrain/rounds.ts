import { setTimeout as sleep } from 'node:timers/promises';
import { ownProcess, type OwnProcess } from './own-process.js';

/** How rounds run beside a server. */
export interface RoundsOptions extends Pick<OwnProcess, 'cwd' | 'signal' | 'say' | 'program'> {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds between the end of one round and the beginning of the next; the first begins after as long. */
  readonly everyMs: number;
}

const MEMORY_MB = 2048;
const LIMIT_MS = 3 * 3600 * 1000;

/**
 * Runs `millwright watch --once` again and again until the signal is aborted, each round as a process of its own: looking at 100,000 predictions
 * holds up no request, and its memory is given back. A round that fails is told, and the next one comes all the same.
 */
export async function watchRounds(options: RoundsOptions): Promise<void> {
  const { cwd, signal, say, everyMs, program } = options;
  const env = Object.fromEntries(Object.entries(options.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const words = ['watch', '--once', '--project', cwd];
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    const order = { words, cwd, env, memoryMb: MEMORY_MB, limitMs: LIMIT_MS, signal, say, ...(program ? { program } : {}) };
    const code = await ownProcess(order).then(
      (ended) => ended.told ?? ended.code,
      (error: unknown) => (error as Error).message,
    );
    if (code !== 0 && !signal.aborted) say(`A round of watching failed: ${code}`);
  }
}

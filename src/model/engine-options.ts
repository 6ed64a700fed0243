import { memoryShares } from './memory.js';
import type { RunOptions } from './run.js';

/** The data engine's settings for a run. */
export function engineOptions(run: Pick<RunOptions, 'threads' | 'memoryMb'>): { threads?: number; memoryLimitMb?: number } {
  const { engine } = memoryShares(run);
  return {
    ...(run.threads === undefined ? {} : { threads: run.threads }),
    ...(engine === undefined ? {} : { memoryLimitMb: Math.floor(engine / 2 ** 20) }),
  };
}

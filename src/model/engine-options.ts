import type { RunOptions } from './run.js';

/** The data engine's settings for a run. */
export const engineOptions = (run: RunOptions): { threads?: number; memoryLimitMb?: number } => ({
  ...(run.threads === undefined ? {} : { threads: run.threads }),
  ...(run.memoryLimitMb === undefined ? {} : { memoryLimitMb: run.memoryLimitMb }),
});

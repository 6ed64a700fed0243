import { totalmem } from 'node:os';
import type { RunOptions } from './run.js';

/** What the parts of a run may take of its memory, in bytes. The rest is for what grows with the rows themselves: target, split, predictions. */
export interface MemoryShares {
  /** The data engine, before it writes to disk; absent: as much as it takes by itself. */
  readonly engine?: number;
  /** An encoded table that is held in memory; there may be copies of it. */
  readonly table: number;
  /** A fit that reads its rows from disk; absent: no bound. */
  readonly fit?: number;
}

const LEAST_ENGINE = 64 * 2 ** 20;

/** A run's memory, shared out. Without a bound, tables are held while they take no more than an eighth of what the machine lets the process have. */
export function memoryShares({ memoryMb }: Pick<RunOptions, 'memoryMb'>): MemoryShares {
  if (memoryMb === undefined) return { table: machineBytes() / 8 };
  const bytes = memoryMb * 2 ** 20;
  return { engine: Math.max(LEAST_ENGINE, bytes / 4), table: bytes / 8, fit: bytes / 2 };
}

/** What a container allows, or what there is. */
function machineBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

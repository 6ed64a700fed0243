import { totalmem } from 'node:os';
import { mwError } from '../core/index.js';
import type { RunOptions } from './run.js';

/** What the parts of a run may take of its memory, in bytes; absent: no bound. */
export interface MemoryShares {
  /** The data engine, before it writes to disk. */
  readonly engine?: number;
  /** An encoded table that is held in memory; there may be copies of it. */
  readonly table: number;
  /** A fit that reads its rows from disk. */
  readonly fit?: number;
  /** What grows with the rows wherever they are: target, split, predictions. */
  readonly rows?: number;
}

const LEAST_ENGINE = 64 * 2 ** 20;

/** A run's memory, shared out. Without a bound, tables are held while they take no more than an eighth of what the machine lets the process have. */
export function memoryShares({ memoryMb }: Pick<RunOptions, 'memoryMb'>): MemoryShares {
  if (memoryMb === undefined) return { table: machineBytes() / 8 };
  const bytes = memoryMb * 2 ** 20;
  return { engine: Math.max(LEAST_ENGINE, bytes / 4), table: bytes / 8, fit: bytes / 4, rows: bytes / 2 };
}

/** Bytes that a training takes for each row, wherever its cells are. */
const ROW_BYTES = 80;

/** Throws `MW_MODEL_ROWS` when there are more rows than the run's memory allows for. */
export function checkRows(rows: number, run: Pick<RunOptions, 'memoryMb'>): void {
  const most = Math.floor((memoryShares(run).rows ?? Infinity) / ROW_BYTES);
  if (rows > most) throw mwError('MW_MODEL_ROWS', { rows, most, memoryMb: run.memoryMb! });
}

/** What a container allows, or what there is. */
function machineBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

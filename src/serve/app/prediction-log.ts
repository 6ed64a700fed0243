import { openPredictionLog, type PredictionLog } from '../../monitor/index.js';
import type { RunOptions } from '../../model/index.js';
import type { LogMode } from '../context.js';

/** The prediction log of a server; where it is off, one that writes nothing and removes nothing. */
export function openServedLog(
  mode: LogMode,
  run: RunOptions,
  { databaseUrl, keepMs }: { readonly databaseUrl?: string | undefined; readonly keepMs?: number | undefined },
): Promise<PredictionLog> {
  if (mode === 'off') return Promise.resolve(nothingLogged);
  return openPredictionLog({ root: run.workspace.root, databaseUrl, keepMs, clock: run.clock, mode });
}

const nothingLogged: PredictionLog = Object.freeze({
  append: () => Promise.resolve(false),
  stats: () => ({ committed: 0, waiting: 0, spooled: 0, dropped: 0, refused: 0, refusals: [], away: null }),
  close: () => Promise.resolve(),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

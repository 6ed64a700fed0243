import { openPredictionLog, type PredictionLog } from '../../monitor/index.js';
import type { RunOptions } from '../../model/index.js';
import type { LogMode } from '../context.js';

/** The prediction log of a server; where it is off, one that keeps what users do and nothing else. */
export function openServedLog(
  mode: LogMode,
  run: RunOptions,
  { databaseUrl, keepMs }: { readonly databaseUrl?: string | undefined; readonly keepMs?: number | undefined },
): Promise<PredictionLog> {
  const where = { root: run.workspace.root, databaseUrl, clock: run.clock };
  if (mode === 'off') return Promise.resolve(eventsOnly(() => openPredictionLog({ ...where, mode: 'durable' })));
  return openPredictionLog({ ...where, keepMs, mode });
}

/** A log is opened for the first event. */
function eventsOnly(open: () => Promise<PredictionLog>): PredictionLog {
  let opened: Promise<PredictionLog> | undefined;
  let log: PredictionLog | undefined;
  const close = async (): Promise<void> => (await opened)?.close();
  return {
    append: () => Promise.resolve(false),
    appendSlates: () => Promise.resolve(false),
    addEvents: async (events, receivedAt) => {
      log = await (opened ??= open());
      return log.addEvents(events, receivedAt);
    },
    stats: () => log?.stats() ?? { committed: 0, waiting: 0, spooled: 0, dropped: 0, refused: 0, refusals: [], away: null },
    close,
    [Symbol.asyncDispose]: close,
  };
}

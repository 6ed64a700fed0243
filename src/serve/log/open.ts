import type { RunOptions } from '../../model/index.js';
import type { PredictionLog } from '../../monitor/index.js';
import type { LogMode } from '../context.js';

/** The log of a server. */
export function openServeLog(_mode: LogMode, _run: RunOptions, _say: (line: string) => void): Promise<PredictionLog> {
  return Promise.resolve({
    append: () => Promise.resolve(false),
    stats: () => ({ committed: 0, waiting: 0, spooled: 0, dropped: 0, refused: 0, refusals: [], away: false }) as never,
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

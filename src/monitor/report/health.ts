import { DAY_MS, HOUR_MS } from '../../core/index.js';
import { quantileOf } from '../../evaluate/index.js';
import type { Store } from '../../store/index.js';
import type { DriftFinding } from '../drift/finding.js';
import { droppedIn } from '../log/dropped.js';
import { nullRateOf } from '../window/columns.js';
import type { ServedRows } from '../window/served-rows.js';
import type { Health } from './monitor-report.js';
import { refusedRows } from './refused.js';

/** How serving itself did in a window: volume, latency, age, gaps, and rows that were refused or lost. `now` tells how old the newest answer is. */
export async function healthOf(
  store: Store,
  who: { readonly model: string; readonly version: number },
  served: ServedRows,
  drift: readonly DriftFinding[],
  now: number,
): Promise<Health> {
  const { rows, at, from, to } = served;
  const latency = served.latencyUs.toSorted();
  const refused = await refusedRows(store, who, served);
  const since = rows === 0 ? from : Math.max(from, at[0]);
  return {
    perDay: rows === 0 ? 0 : (rows * DAY_MS) / Math.max(DAY_MS, to - since),
    latency: rows === 0 ? null : { p50Ms: quantileOf(latency, 0.5) / 1000, p99Ms: quantileOf(latency, 0.99) / 1000 },
    freshnessHours: rows === 0 ? null : Math.max(0, now - at[rows - 1]) / HOUR_MS,
    nullRates: rows === 0 ? {} : Object.fromEntries(Object.entries(served.columns).map(([name, column]) => [name, nullRateOf(column)])),
    unseenRates: Object.fromEntries(drift.filter((f) => f.statistic === 'unseen_rate').map((f) => [f.feature, f.value])),
    refused: refused.rows,
    refusedFor: refused.faults,
    dropped: await droppedIn(store, from),
  };
}

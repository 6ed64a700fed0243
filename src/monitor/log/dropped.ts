import { getState, listState, putState, type Store, type Tx } from '../../store/index.js';

const PREFIX = 'log.dropped.';

/** Puts down how many rows a log dropped in all; a smaller number than before changes nothing. */
export async function noteDropped(tx: Tx, log: string, rows: number, now: number): Promise<void> {
  const before = (await getState<{ rows: number }>(tx, `${PREFIX}${log}`))?.rows ?? 0;
  if (rows > before) await putState(tx, `${PREFIX}${log}`, { rows }, now);
}

/** Rows that were answered and never logged, of all logs that ever were; `lastAt`: when the newest of these counts was put down. */
export async function droppedRows(tx: Tx): Promise<{ readonly rows: number; readonly lastAt: number | null }> {
  const counts = await listState<{ rows: number }>(tx, PREFIX);
  const rows = counts.reduce((sum, { value }) => sum + value.rows, 0);
  return { rows, lastAt: counts.reduce<number | null>((last, { at }) => Math.max(last ?? at, at), null) };
}

/** Rows that logs lost, when the last loss is in the window. */
export async function droppedIn(store: Store, from: number): Promise<number> {
  const { rows, lastAt } = await store.read(droppedRows);
  return lastAt !== null && lastAt >= from ? rows : 0;
}

import { getState, listState, putState, type Store, type Tx } from '../../store/index.js';

const DAY_MS = 86_400_000;
const prefixOf = (model: string, version: number): string => `refused.${model}@${version}.`;
const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

/**
 * Adds to the count of rows that a version refused because they broke its schema or a rule, per UTC day. A server calls it now and then
 * with what it counted since, not once per request.
 */
export async function addRefusedRows(
  tx: Tx,
  { model, version }: { readonly model: string; readonly version: number },
  rows: number,
  at: number,
): Promise<void> {
  const key = `${prefixOf(model, version)}${new Date(dayOf(at)).toISOString().slice(0, 10)}`;
  const before = (await getState<{ readonly rows: number }>(tx, key))?.rows ?? 0;
  await putState(tx, key, { rows: before + rows }, dayOf(at));
}

/** Rows that a version refused on the UTC days that a window touches. */
export async function refusedRows(
  store: Store,
  { model, version }: { readonly model: string; readonly version: number },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const days = await store.read((tx) => listState<{ readonly rows: number }>(tx, prefixOf(model, version)));
  return days.filter(({ at }) => at >= dayOf(from) && at < to).reduce((sum, { value }) => sum + value.rows, 0);
}

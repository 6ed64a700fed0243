import { DAY_MS } from '../../core/index.js';
import { getState, listState, putState, type Store, type Tx } from '../../store/index.js';

/** Kinds of faults that a day keeps apart; rows of further kinds are in the count alone. */
const KINDS = 100;

const prefixOf = (model: string, version: number): string => `refused.${model}@${version}.`;
const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

/** What was wrong with refused rows: the first fault of each. */
export interface RefusedFor {
  /** The column of the schema; `null` for a row that is none, and for columns that the schema does not have. */
  readonly column: string | null;
  /** `missing`, `unknown`, `empty`, `number` …, as a table's check names it. */
  readonly rule: string;
  readonly rows: number;
}

interface Day {
  readonly rows: number;
  readonly faults?: readonly RefusedFor[];
}

/**
 * Adds to the count of rows that a version refused because they broke its schema or a rule, per UTC day. A server calls it now and then
 * with what it counted since, not once per request. `faults` may tell of fewer rows than there were.
 */
export async function addRefusedRows(
  tx: Tx,
  { model, version }: { readonly model: string; readonly version: number },
  rows: number,
  at: number,
  faults: readonly RefusedFor[] = [],
): Promise<void> {
  const key = `${prefixOf(model, version)}${new Date(dayOf(at)).toISOString().slice(0, 10)}`;
  const before = (await getState<Day>(tx, key)) ?? { rows: 0 };
  const known = summed([...(before.faults ?? []), ...faults]).slice(0, KINDS);
  await putState(tx, key, { rows: before.rows + rows, faults: known.map((one) => ({ ...one })) }, dayOf(at));
}

/** Rows that a version refused on the UTC days that a window touches, and what was wrong with them, the most frequent first. */
export async function refusedRows(
  store: Store,
  { model, version }: { readonly model: string; readonly version: number },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly rows: number; readonly faults: readonly RefusedFor[] }> {
  const all = await store.read((tx) => listState<Day>(tx, prefixOf(model, version)));
  const days = all.filter(({ at }) => at >= dayOf(from) && at < to).map(({ value }) => value);
  const faults = summed(days.flatMap((day) => day.faults ?? []));
  return { rows: days.reduce((sum, { rows }) => sum + rows, 0), faults: faults.toSorted((a, b) => b.rows - a.rows) };
}

/** One entry per column and rule, in the order in which they first come. */
function summed(faults: readonly RefusedFor[]): readonly RefusedFor[] {
  const kinds = new Map<string, RefusedFor>();
  for (const one of faults) {
    const kind = JSON.stringify([one.column, one.rule]);
    kinds.set(kind, { ...one, rows: one.rows + (kinds.get(kind)?.rows ?? 0) });
  }
  return [...kinds.values()];
}

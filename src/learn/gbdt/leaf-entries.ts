import type { ColumnConditions, LeafEntries } from '../../kernel/index.js';
import { categoryConditions, edgeSlot, numberConditions, type CodeSet } from './condition-tables.js';
import type { LeafPaths } from './leaf-paths.js';

/** Lines of categories take at most 16 MiB. */
const MOST_BYTES = 2 ** 24;

/** The paths to leaves for the kernel, and which columns of the matrix they are over. */
export interface PathEntries extends LeafEntries {
  readonly used: Int32Array;
}

/** The paths with their conditions told by slots; `undefined` where sets of levels are too many or too large. */
export function leafEntries(paths: LeafPaths): PathEntries | undefined {
  const used = Int32Array.from(new Set(paths.column)).toSorted();
  const place = new Map(Array.from(used, (j, i) => [j, i]));
  const column = paths.column.map((j) => place.get(j)!);
  const own: number[][] = Array.from(used, () => []);
  column.forEach((j, e) => own[j].push(e));
  const [within, without, or] = Array.from({ length: 3 }, () => new Int32Array(column.length).fill(-1));
  const columns: ColumnConditions[] = [];
  let left = MOST_BYTES;
  for (const entries of own) {
    const isCategory = paths.setStart[entries[0]] < paths.setStart[entries[0] + 1];
    const conditions = isCategory ? categorySlots(paths, entries, within, left) : numberSlots(paths, entries, within, without, or);
    if (conditions === undefined) return undefined;
    if (conditions.edges === null) left -= conditions.lines.length;
    columns.push(conditions);
  }
  const { start, share, value, output, quadratures } = paths;
  return { used, columns, start, column, share, within, without, or, value, output, quadratures };
}

function numberSlots(
  { low, high, missing }: LeafPaths,
  entries: readonly number[],
  within: Int32Array,
  without: Int32Array,
  or: Int32Array,
): ColumnConditions {
  const limits = new Set<number>();
  for (const e of entries) limits.add(low[e]).add(high[e]);
  for (const none of [-Infinity, Infinity]) limits.delete(none);
  const conditions = numberConditions(limits, false);
  const { edges } = conditions;
  for (const e of entries) {
    within[e] = high[e] === Infinity ? edges.length : edgeSlot(edges, high[e], false);
    if (low[e] !== -Infinity) without[e] = edgeSlot(edges, low[e], false);
    if (missing[e] === 1) or[e] = edges.length + 1;
  }
  return conditions;
}

/** Entries of equal sets share a condition. */
function categorySlots(
  { sets, setStart, missing }: LeafPaths,
  entries: readonly number[],
  within: Int32Array,
  mostBytes: number,
): ColumnConditions | undefined {
  const slots = new Map<string, number>();
  const distinct: CodeSet[] = [];
  for (const e of entries) {
    const set = { words: sets.subarray(setStart[e], setStart[e + 1]), missing: missing[e] === 1 };
    const key = `${set.missing}${set.words.join()}`;
    const slot = slots.get(key) ?? distinct.push(set) - 1;
    slots.set(key, slot);
    within[e] = slot;
  }
  return categoryConditions(distinct, mostBytes);
}

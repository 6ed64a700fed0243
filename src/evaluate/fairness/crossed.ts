import type { GroupColumn } from './fairness.js';

/** Protected columns beyond which pairs are not looked at. */
const MOST_COLUMNS = 4;

/** The columns, and the groups by every two of them: who is treated alike by sex and by age may yet not be as an old woman. */
export function withCrossed(columns: readonly GroupColumn[]): readonly GroupColumn[] {
  if (columns.length > MOST_COLUMNS) return columns;
  return [...columns, ...columns.flatMap((a, i) => columns.slice(i + 1).map((b) => crossed(a, b)))];
}

const crossed = (a: GroupColumn, b: GroupColumn): GroupColumn => ({
  column: `${a.column} × ${b.column}`,
  columns: [...a.columns, ...b.columns],
  groups: a.groups.flatMap((one) => b.groups.map((other) => `${one}, ${other}`)),
  codes: a.codes.map((code, row) => (code < 0 || b.codes[row] < 0 ? -1 : code * b.groups.length + b.codes[row])),
});

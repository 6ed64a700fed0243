/** What a cell of a table may hold; `null` is an empty cell. */
export type Cell = string | number | boolean | null;

/** Rows under names, in the order of the names. */
export type Row = Readonly<Record<string, Cell>>;

/** Rows as CSV with a header: numbers as they are, yes and no, and commas, quotes and line ends quoted. */
export function csvOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  return `${[names.join(','), ...rows.map((row) => names.map((name) => cellText(row[name])).join(','))].join('\n')}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A day as the shop's files write it. */
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

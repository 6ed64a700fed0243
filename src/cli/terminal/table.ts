import { cutText, padText, printable, textWidth } from './width.js';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand on the right. Default left. */
  readonly align?: 'left' | 'right';
  /** The widest that the column may get; longer cells end in `…`. */
  readonly most?: number;
}

/**
 * Lines of a table with aligned columns, two blanks between them and no frame: titles, then rows. Nothing unprintable gets through.
 * With `width` the widest columns that stand on the left give way until the lines fit; numbers are never cut.
 * `title` paints the line of titles.
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: { readonly width?: number; readonly title?: (text: string) => string } = {},
): string[] {
  const cells = [columns.map((c) => c.title), ...rows].map((row) =>
    columns.map((c, i) => cutText(printable(row[i] ?? ''), c.most ?? Infinity)),
  );
  const widths = fitted(
    columns,
    columns.map((_, i) => Math.max(...cells.map((row) => textWidth(row[i])))),
    options.width ?? Infinity,
  );
  const lines = cells.map((row) =>
    row
      .map((cell, i) => padText(cutText(cell, widths[i]), widths[i], columns[i].align === 'right' ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  );
  return [(options.title ?? ((t: string) => t))(lines[0]), ...lines.slice(1)];
}

const LEAST = 8;

function fitted(columns: readonly TableColumn[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((a, b) => a + b, 0) + 2 * (widths.length - 1);
  while (total() > width) {
    const flexible = widths.map((w, i) => (columns[i].align === 'right' ? 0 : w));
    const widest = flexible.indexOf(Math.max(...flexible));
    if (flexible[widest] <= LEAST) break;
    widths[widest] -= Math.min(total() - width, Math.max(1, widths[widest] - secondWidest(flexible, widest)), widths[widest] - LEAST);
  }
  return widths;
}

const secondWidest = (widths: readonly number[], widest: number): number => Math.max(LEAST, ...widths.filter((_, i) => i !== widest));

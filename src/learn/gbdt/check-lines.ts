import type { ColumnHead } from '../../core/index.js';
import type { Lines } from './lines.js';

/** What is wrong with lines that came from a file, or `undefined`: lengths, ranges, columns of numbers or flags, finite numbers. */
export function checkLines({ start, column, slope, constant }: Lines, leaves: number, heads: readonly ColumnHead[]): string | undefined {
  if (start.length !== leaves + 1) return `"lineStart" has ${start.length} entries for ${leaves} leaves`;
  if (constant.length !== leaves) return `"lineConstant" has ${constant.length} entries for ${leaves} leaves`;
  if (slope.length !== column.length) return `"lineSlope" has ${slope.length} entries for ${column.length} columns`;
  if (start[0] !== 0 || start[leaves] !== column.length) return `"lineStart" does not run from 0 to ${column.length}`;
  for (let leaf = 0; leaf < leaves; leaf++) {
    if (start[leaf + 1] < start[leaf]) return `"lineStart" falls at entry ${leaf + 1}`;
    if (!Number.isFinite(constant[leaf])) return `leaf ${leaf} has a line from ${constant[leaf]}`;
  }
  for (let e = 0; e < column.length; e++) {
    const head = heads[column[e]];
    if (head === undefined || head.kind === 'category') return `slope ${e} is along column ${column[e]}, which has no numbers`;
    if (!Number.isFinite(slope[e])) return `slope ${e} is ${slope[e]}`;
  }
  return undefined;
}

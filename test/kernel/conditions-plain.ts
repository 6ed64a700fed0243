import type { ColumnConditions } from '../../src/kernel/condition-bits.js';

/** What `kernel/assembly/bits/conditions.ts` means: whether a value meets the condition in a slot. */
export function meets(column: ColumnConditions, slot: number, value: number): boolean {
  const missing = Number.isNaN(value);
  if (column.edges !== null) {
    const { edges } = column;
    const known = edges.length;
    if (slot < known) return value <= edges[slot];
    if (slot === known) return !missing;
    return missing || (slot > known + 1 && value <= edges[slot - known - 2]);
  }
  const { lineBytes, lines } = column;
  const last = lines.length / lineBytes - 1;
  const line = value >= 0 && value < last ? Math.trunc(value) : last;
  return ((lines[line * lineBytes + (slot >> 3)] >> (slot & 7)) & 1) === 1;
}

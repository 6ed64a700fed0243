import type { WindowColumn } from '../drift/window.js';

/** Row `at` as expressions take it: numbers, texts, booleans, times in milliseconds, null. */
export function rawRow(columns: Readonly<Record<string, WindowColumn>>, at: number): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const cell = column[at];
      if (column instanceof Uint8Array) return [name, cell === 255 ? null : cell === 1];
      return [name, Number.isNaN(cell) ? null : cell];
    }),
  );
}

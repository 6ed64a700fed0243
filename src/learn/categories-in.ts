import type { ColumnHead } from '../core/index.js';

/** By column, 1 for a category, whose doubles are codes of levels, and 0 for the others. */
export const categoriesIn = (columns: readonly ColumnHead[]): Uint8Array =>
  Uint8Array.from(columns, (c) => (c.kind === 'category' ? 1 : 0));

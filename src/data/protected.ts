import { PROTECTED_KINDS, type ColumnSpec } from './column-spec.js';
import type { Schema } from './schema.js';

/** What is wrong with the protection of a column, in words; `undefined` where nothing is. */
export function protectionFault({ kind, protected: by }: ColumnSpec): string | undefined {
  if (by === undefined) return undefined;
  if (by === true)
    return isIn(PROTECTED_KINDS.values, kind) ? undefined : BANDS_DUE[isIn(PROTECTED_KINDS.bands, kind) ? 'number' : 'other'];
  const bands = typeof by === 'object' && by !== null ? by.bands : undefined;
  if (!Array.isArray(bands)) return 'it is neither true nor { bands: [25, 60] }';
  if (!isIn(PROTECTED_KINDS.bands, kind))
    return isIn(PROTECTED_KINDS.values, kind) ? 'its values are the groups: say true, without bands' : BANDS_DUE.other;
  const ascends = bands.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > bands[i - 1]));
  return bands.length > 0 && ascends ? undefined : 'its bands are no ascending numbers';
}

const BANDS_DUE = {
  number: 'a number needs bands: { bands: [25, 60] } makes three groups',
  other: 'only a bool, a category, and an int or number with bands can be protected',
} as const;

const isIn = (kinds: readonly string[], kind: string): boolean => kinds.includes(kind);

/** The names of a schema's protected columns, in its order. */
export const protectedColumns = (schema: Schema): readonly string[] =>
  Object.entries(schema).flatMap(([name, column]) => (column.protected ? [name] : []));

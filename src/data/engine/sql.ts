import { mwError } from '../../core/index.js';

/** A name as SQL: quoted, inner quotes doubled. `ident('a"b')` is `"a""b"`. The engine compares names without regard to case. */
export function ident(name: string): string {
  if (name.includes('\0')) throw mwError('MW_DATA_SOURCE', { reason: 'a name holds a NUL character' });
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL: quoted, inner quotes doubled. NUL characters cannot stand in SQL text and are refused. */
export function text(value: string): string {
  if (value.includes('\0')) throw mwError('MW_DATA_SOURCE', { reason: 'a text holds a NUL character' });
  return `'${value.replaceAll("'", "''")}'`;
}

/** A list of texts as SQL: `('a', 'b')`. */
export const texts = (values: readonly string[]): string => `(${values.map(text).join(', ')})`;

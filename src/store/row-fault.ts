/** SQLite's primary result codes (sqlite.org/rescode.html) for a value that is too big, against a constraint, or of a wrong type. */
const SQLITE = new Set([18, 19, 20]);

/**
 * Why a change failed when that is the fault of the rows in it, so that it would succeed without them: a constraint, or a value that a column
 * cannot hold (PostgreSQL: SQLSTATE classes 22 and 23). `undefined` for any other failure, which says nothing about the rows.
 * The words name columns and codes, never a value.
 */
export function rowFault(error: unknown): string | undefined {
  const { code, errcode, message, column } = error as Readonly<Record<'code' | 'message' | 'column', unknown>> & { errcode?: number };
  if (code === 'ERR_SQLITE_ERROR') return errcode !== undefined && SQLITE.has(errcode & 0xff) ? String(message) : undefined;
  if (typeof code !== 'string' || !/^2[23][0-9A-Z]{3}$/.test(code)) return undefined;
  return `SQLSTATE ${code}${typeof column === 'string' ? `, column ${column}` : ''}`;
}

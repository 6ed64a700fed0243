/** SQLite's primary result codes (sqlite.org/rescode.html) for a value that is too big, against a constraint, or of a wrong type. */
const SQLITE = new Set([18, 19, 20]);

/**
 * Whether a failed change is the fault of the rows in it, so that it would succeed without them: a constraint, or a value that a column
 * cannot hold (PostgreSQL: SQLSTATE classes 22 and 23). Anything else says nothing about the rows.
 */
export function isRowFault(error: unknown): boolean {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: number };
  if (code === 'ERR_SQLITE_ERROR') return errcode !== undefined && SQLITE.has(errcode & 0xff);
  return typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code);
}

import type { ErrorRow } from './row.js';

/** Errors that `expr` raises. */
export const exprErrors = {} as const satisfies Record<string, ErrorRow<never>>;

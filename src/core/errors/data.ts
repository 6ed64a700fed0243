import type { ErrorRow } from './row.js';

/** Errors that `data` raises. */
export const dataErrors = {} as const satisfies Record<string, ErrorRow<never>>;

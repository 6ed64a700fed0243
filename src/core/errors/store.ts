import type { ErrorRow } from './row.js';

/** Errors that `store` raises. */
export const storeErrors = {} as const satisfies Record<string, ErrorRow<never>>;

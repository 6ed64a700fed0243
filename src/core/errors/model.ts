import type { ErrorRow } from './row.js';

/** Errors that `model` raises. */
export const modelErrors = {} as const satisfies Record<string, ErrorRow<never>>;

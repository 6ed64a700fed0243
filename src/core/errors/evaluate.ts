import type { ErrorRow } from './row.js';

/** Errors that `evaluate` raises. */
export const evaluateErrors = {} as const satisfies Record<string, ErrorRow<never>>;

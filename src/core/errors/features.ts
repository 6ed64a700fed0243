import type { ErrorRow } from './row.js';

/** Errors that `features` raises. */
export const featuresErrors = {} as const satisfies Record<string, ErrorRow<never>>;

import type { ErrorRow } from './row.js';

/** Errors that `cli` raises. */
export const cliErrors = {} as const satisfies Record<string, ErrorRow<never>>;

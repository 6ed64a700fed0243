import type { ErrorRow } from './row.js';
import { sniffErrors } from './sniff.js';

/** Errors that `data` raises. */
export const dataErrors = { ...sniffErrors } as const satisfies Record<string, ErrorRow<never>>;

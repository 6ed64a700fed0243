import { row, type ErrorRow } from './row.js';

/** Errors that every layer may raise. */
export const coreErrors = {
  MW_INTERRUPTED: row<{ kept: string }>({
    message: (p) => `interrupted. ${p.kept}`,
    fix: () => 'Run the same command again.',
    status: 503,
  }),
  MW_INTERNAL: row<{ cause: string }>({
    message: (p) => `this should not have happened: ${p.cause}`,
    fix: () => 'Run the command again with MILLWRIGHT_DEBUG=1 and report the trace, please.',
    status: 500,
  }),
} as const satisfies Record<string, ErrorRow<never>>;

import { row } from './row.js';

/** Errors of the demo shop. */
export const demoErrors = {
  MW_DEMO_REQUEST: row<{ path: string; status: number; answer: string }>({
    message: (p) => `the demo's server answered ${p.path} with status ${p.status}: ${p.answer}`,
    fix: () => 'Run the demo again; if it happens again, report it with the lines above this one.',
    status: 500,
  }),
} as const;

import { row } from './row.js';

/** Errors of the demo shop. */
export const demoErrors = {
  MW_DEMO_PAGE: row<{ what: string }>({
    message: (p) => `the shop's page does not take ${p.what}`,
    fix: () => 'Use the page at /shop; programs ask the REST API, whose reference is at /docs of its server.',
    status: 400,
  }),
  MW_DEMO_REQUEST: row<{ path: string; status: number; answer: string }>({
    message: (p) => `the demo's server answered ${p.path} with status ${p.status}: ${p.answer}`,
    fix: () => 'Run the demo again; if it happens again, report it with the lines above this one.',
    status: 500,
  }),
  MW_DEMO_VERSION: row<{ model: string; version: number; serving: number | null; seconds: number }>({
    message: (p) =>
      `the demo's server does not answer with ${p.model}@${p.version} after ${p.seconds} s, but with ${p.serving === null ? 'no version' : `${p.model}@${p.serving}`}`,
    fix: () => 'See /readyz of the server for the reason, and run the demo again in a new folder.',
    status: 503,
  }),
} as const;

import { errorTable, type ErrorRow } from '../../core/index.js';

const SERVED = /^MW_(SERVE_(?!CLIENT_)|MODEL_|RECOMMEND_|STORE_|MONITOR_)/;

/** The codes that a status can come with, from the table of errors: those of the server and of what it works with, not of the command line. */
export function codesOf(status: number): readonly string[] {
  return Object.entries(errorTable as Readonly<Record<string, ErrorRow<never>>>)
    .filter(([code, row]) => SERVED.test(code) && row.status === status && row.usage !== true)
    .map(([code]) => code)
    .toSorted();
}

import { cliErrors } from './cli.js';
import { coreErrors } from './core.js';
import { dataErrors } from './data.js';
import { demoErrors } from './demo.js';
import { evaluateErrors } from './evaluate.js';
import { exprErrors } from './expr.js';
import { featuresErrors } from './features.js';
import { learnErrors } from './learn.js';
import { modelErrors } from './model.js';
import { monitorErrors } from './monitor.js';
import { recommendErrors } from './recommend.js';
import type { ErrorRow } from './row.js';
import { serveErrors } from './serve.js';
import { sniffErrors } from './sniff.js';
import { storeErrors } from './store.js';
import { tuneErrors } from './tune.js';

/** Every error of the product, by code. `docs/errors.md` is generated from it. */
export const errorTable = {
  ...coreErrors,
  ...exprErrors,
  ...dataErrors,
  ...sniffErrors,
  ...featuresErrors,
  ...learnErrors,
  ...evaluateErrors,
  ...tuneErrors,
  ...recommendErrors,
  ...modelErrors,
  ...storeErrors,
  ...monitorErrors,
  ...serveErrors,
  ...demoErrors,
  ...cliErrors,
} as const;

/** The stable name of an error: a key of the table. */
export type ErrorCode = keyof typeof errorTable;
type ParamsOf<C extends ErrorCode> = (typeof errorTable)[C] extends ErrorRow<infer P> ? P : never;

/**
 * The one error class. `code` is stable; `message` and `fix` are for people; `where` is a file, row, column or option;
 * `params` holds the facts behind the words.
 */
export class MillwrightError extends Error {
  override readonly name = 'MillwrightError';
  readonly code: ErrorCode;
  readonly fix: string;
  readonly where: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly usage: boolean;

  constructor(code: ErrorCode, params: Readonly<Record<string, unknown>>, options?: { where?: string; cause?: unknown }) {
    const entry = errorTable[code] as unknown as ErrorRow<unknown>;
    super(entry.message(params), options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fix = entry.fix(params);
    this.where = options?.where;
    this.params = params;
    this.status = entry.status;
    this.usage = entry.usage === true;
  }

  /** The shape that `--json` prints under `error`. */
  toJSON(): { code: string; message: string; fix: string; where?: string } {
    return { code: this.code, message: this.message, fix: this.fix, ...(this.where === undefined ? {} : { where: this.where }) };
  }
}

/**
 * Makes the error of one row of the table: `throw mwError('MW_INTERRUPTED', { kept: 'Nothing was changed.' })`.
 * The parameters' type comes from the row.
 */
export function mwError<C extends ErrorCode>(code: C, params: ParamsOf<C>, options?: { where?: string; cause?: unknown }): MillwrightError {
  return new MillwrightError(code, params as Readonly<Record<string, unknown>>, options);
}

export { listed, row, type ErrorRow } from './row.js';

import { STATUS_CODES } from 'node:http';
import type { FastifyError } from 'fastify';
import { MillwrightError, mwError } from '../../core/index.js';

/** The media type of errors (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An error as clients get it: what any program understands (type, title, status, detail), and the code and way out that the command line prints. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly fix: string;
  /** The row that the error is about, from 0. */
  readonly index?: number;
  readonly column?: string;
  readonly where?: string;
}

/** The problem document of a typed error. */
export function problemOf(error: MillwrightError): Problem {
  const { status, code, message, fix, where } = error;
  const { index, column } = error.params;
  return {
    type: `urn:millwright:error:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    fix,
    ...(typeof index === 'number' ? { index } : {}),
    ...(typeof column === 'string' && typeof index === 'number' ? { column } : {}),
    ...(where === undefined ? {} : { where }),
  };
}

/** What was thrown as a typed error: our own as it is, Fastify's by its code, everything else as `MW_SERVE_FAULT`, which tells nothing of the inside. */
export function typedError(error: unknown, bodyLimitBytes: number): MillwrightError {
  if (error instanceof MillwrightError) return error.status === 500 ? mwError('MW_SERVE_FAULT', {}, { cause: error }) : error;
  const { code, validation, validationContext, statusCode } = error as FastifyError;
  if (validation) {
    const [{ instancePath, message = 'it is not as it should be' }] = validation;
    const [part, place] = [PARTS[validationContext ?? 'body'] ?? 'request', placeOf(instancePath)];
    return mwError('MW_SERVE_REQUEST', { part, reason: `${place} ${message}`.trim() }, place === '' ? {} : { where: place });
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return mwError('MW_SERVE_BODY_TOO_LARGE', { most: bodyLimitBytes });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return mwError('MW_SERVE_MEDIA_TYPE', {});
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return mwError('MW_SERVE_JSON', { reason: 'it is empty' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return mwError('MW_SERVE_BAD_REQUEST', { reason: (error as Error).message.slice(0, 200) }, { cause: error });
  return mwError('MW_SERVE_FAULT', {}, { cause: error });
}

const PARTS: Readonly<Record<string, string>> = { body: 'body', params: 'path', querystring: 'query', headers: 'headers' };

/** `/rows/3/tenure` as people write it: `rows[3].tenure`. */
function placeOf(path: string): string {
  const words = path.split('/').slice(1);
  return words.map((word, i) => (/^\d+$/.test(word) ? `[${word}]` : i === 0 ? word : `.${word}`)).join('');
}

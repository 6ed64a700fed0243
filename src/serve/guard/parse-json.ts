import { isUtf8 } from 'node:buffer';
import { mwError } from '../../core/index.js';
import type { Limits } from './limits.js';
import { scanJson } from './scan-json.js';

/**
 * The value of a JSON body: bounded in depth and size, every number finite, every text well-formed, no key that reaches into prototypes (`__proto__`, or `constructor`
 * with `prototype` inside). Otherwise throws `MW_SERVE_JSON…`, with the place in `where` (`rows[3].tenure`) where it is one.
 */
export function parseJson(bytes: Buffer, limits: Limits): unknown {
  if (bytes.length > limits.bodyBytes) throw mwError('MW_SERVE_BODY_TOO_LARGE', { most: limits.bodyBytes });
  if (!isUtf8(bytes)) throw mwError('MW_SERVE_JSON', { reason: 'it is not UTF-8' });
  const { infinite, poisoned, broken } = scanJson(bytes, limits);
  const value = parsed(bytes.toString('utf8'));
  if (infinite || poisoned || broken) refuseBadParts(value);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw mwError('MW_SERVE_JSON', { reason: 'it is empty' });
    // The parser's own words quote the text, which may hold what no log should.
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw mwError('MW_SERVE_JSON', {
      reason: at === undefined ? 'it ends too early, or is something else' : `it goes wrong at character ${at}`,
    });
  }
}

/** A part that no body may hold, and the way to it from the outside in. */
interface Fault {
  readonly error: (at: { readonly where?: string }) => Error;
  readonly path: string;
}

function refuseBadParts(value: unknown): void {
  const fault = faultIn(value);
  if (fault === undefined) return;
  const path = fault.path.replace(/^\./, '');
  throw fault.error(path === '' ? {} : { where: path });
}

const badNumber: Fault = { path: '', error: (at) => mwError('MW_SERVE_JSON_NUMBER', {}, at) };
const badText: Fault = { path: '', error: (at) => mwError('MW_SERVE_JSON_BROKEN', {}, at) };
const badKey = (key: string): Fault => ({ path: '', error: (at) => mwError('MW_SERVE_JSON_KEY', { key }, at) });

/** The first fault of a value of bounded depth. Its keys are plain data, for `JSON.parse` made them. */
function faultIn(value: unknown): Fault | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : badNumber;
  if (typeof value === 'string') return value.isWellFormed() ? undefined : badText;
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  for (const key of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[key];
    if (key === '__proto__' || (key === 'constructor' && hasPrototype(inner))) return badKey(key);
    if (!key.isWellFormed()) return badText;
    const fault = faultIn(inner);
    if (fault) return { ...fault, path: `${isList ? `[${key}]` : `.${key}`}${fault.path}` };
  }
  return undefined;
}

const hasPrototype = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');

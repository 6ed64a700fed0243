import { isUtf8 } from 'node:buffer';
import { mwError } from '../../core/index.js';
import type { Limits } from './limits.js';
import { scanJson } from './scan-json.js';

/**
 * The value of a JSON body: bounded in depth and size, every number finite, no key that reaches into prototypes (`__proto__`, or `constructor`
 * with `prototype` inside). Otherwise throws `MW_SERVE_JSON…`, with the place in `where` (`rows[3].tenure`) where it is one.
 */
export function parseJson(bytes: Buffer, limits: Limits): unknown {
  if (bytes.length > limits.bodyBytes) throw mwError('MW_SERVE_BODY_TOO_LARGE', { most: limits.bodyBytes });
  if (!isUtf8(bytes)) throw mwError('MW_SERVE_JSON', { reason: 'it is not UTF-8' });
  const scanned = scanJson(bytes, limits);
  const value = parsed(bytes.toString('utf8'));
  if (scanned.perhapsInfinite || scanned.perhapsPoisoned) refuseBadParts(value);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw mwError('MW_SERVE_JSON', { reason: 'it is empty' });
    // The parser's own words quote the text, which may hold what no log should.
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw mwError('MW_SERVE_JSON', { reason: at === undefined ? 'it ends too early, or is something else' : `it goes wrong at character ${at}` });
  }
}

/** Walks a value of bounded depth; its keys are data properties only, for `JSON.parse` made them. */
function refuseBadParts(value: unknown, path = ''): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw mwError('MW_SERVE_JSON_NUMBER', {}, at(path));
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((entry, i) => refuseBadParts(entry, `${path}[${i}]`));
  for (const key of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[key];
    if (key === '__proto__' || (key === 'constructor' && hasPrototype(inner))) throw mwError('MW_SERVE_JSON_KEY', { key }, at(path));
    refuseBadParts(inner, path === '' ? key : `${path}.${key}`);
  }
}

const hasPrototype = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');

const at = (path: string): { where?: string } => (path === '' ? {} : { where: path });

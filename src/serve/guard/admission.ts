import type { IncomingHttpHeaders } from 'node:http';
import { mwError } from '../../core/index.js';
import { isForeign, isSafe } from './browser.js';
import type { Hosts } from './hosts.js';
import type { Limits } from './limits.js';
import { hasBody, isJsonType } from './media-type.js';
import { printableText } from '../printable.js';

/** What a guard sees of a request before anything of its body is read. */
export interface GuardedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came: `headers` hides what came twice. */
  readonly rawHeaders: readonly string[];
  readonly remoteAddress: string | undefined;
}

/** Methods whose requests have a usual form; the rest is refused before anyone reads them in a way of its own. */
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Headers that decide something: a second one could be read by the next program in the chain. */
const SINGLE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type', 'content-length', 'origin', 'sec-fetch-site']);

/**
 * What can be told from the headers alone, cheapest first: their number, doubles of those that decide, the host (400, 421), where a page
 * sends from (403), the method (405), the type of the body (415). Throws the refusal.
 */
export function checkHeaders(request: GuardedRequest, hosts: Hosts, limits: Limits): void {
  const { headers, method } = request;
  checkSingle(request.rawHeaders, limits.headers);
  // Routers read `*x` and `http://other/x` in ways of their own.
  if (!request.url.startsWith('/')) throw mwError('MW_SERVE_URL', {});
  if (headers.host === undefined) throw mwError('MW_SERVE_HEADER', { name: 'Host', fault: 'is missing' });
  if (!hosts.allows(headers.host)) throw mwError('MW_SERVE_HOST', { host: printableText(headers.host, 80) });
  if (isSafe(method)) return;
  if (!METHODS.includes(method)) throw mwError('MW_SERVE_METHOD', { method, allowed: ['GET', 'POST', 'PUT'] });
  if (isForeign(headers)) throw mwError('MW_SERVE_ORIGIN', {});
  if (!hasBody(headers)) return;
  if (!isJsonType(headers['content-type']) || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw mwError('MW_SERVE_MEDIA_TYPE', {});
}

function checkSingle(rawHeaders: readonly string[], most: number): void {
  if (rawHeaders.length > 2 * most) throw mwError('MW_SERVE_HEADERS', { most: `${most} lines` });
  let seen = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const bit = BITS.get(rawHeaders[i]) ?? bitOf(rawHeaders[i]);
    if ((seen & bit) !== 0) throw mwError('MW_SERVE_HEADER', { name: rawHeaders[i], fault: 'came twice' });
    seen |= bit;
  }
}

const NAMES = [...SINGLE];
const bitOf = (name: string): number => (name.length > 14 ? 0 : (1 << (NAMES.indexOf(name.toLowerCase()) + 1)) & ~1);
/** The usual spellings, so that most headers cost one look-up. */
const BITS = new Map(
  [
    ...NAMES,
    'Host',
    'Authorization',
    'Content-Type',
    'Content-Length',
    'Origin',
    'Accept',
    'accept',
    'Connection',
    'connection',
    'User-Agent',
  ].map((name) => [name, bitOf(name)]),
);

import type { Scope } from '../route.js';
import { checkHeaders, type GuardedRequest } from './admission.js';
import { isSafe } from './browser.js';
import type { Caller } from './caller.js';
import { securityHeaders, type Headers } from './headers.js';
import type { Hosts } from './hosts.js';
import { defaultLimits, type Limits } from './limits.js';
import { parseJson } from './parse-json.js';
import type { TokenBook } from './token-book.js';

/** Who may ask what, and what a request may hold. */
export interface Guard {
  /**
   * To be called for every request before its body is read, with the scope of its route (`open` for paths that do not exist). Says who
   * asks, `undefined` where nobody needs to be known; throws (or rejects with) the refusal: 400, 401, 403, 415, 421, 429, 431, 503.
   */
  admit(request: GuardedRequest, scope: Scope | 'open'): Caller | undefined | Promise<Caller>;
  /** A body's JSON; throws 400 or 413. */
  parse(body: Buffer): unknown;
  /** Set on every answer. */
  readonly headers: Headers;
  /** Set on answers that are pages, in place of `headers`. */
  readonly pageHeaders: Headers;
  readonly limits: Limits;
}

/** What a guard is made from. */
export interface GuardOptions {
  readonly tokens: TokenBook;
  readonly hosts: Hosts;
  readonly limits?: Limits;
  /** From `bindPolicy`: only this machine can ask. Then the documentation and the metrics need no token. */
  readonly loopback: boolean;
  /** Whether this server itself speaks TLS. */
  readonly tls: boolean;
}

const OPEN_ON_LOOPBACK: ReadonlySet<string> = new Set(['/docs', '/openapi.json', '/metrics']);

/** Whether a path needs no token where only this machine can ask: whoever runs a program here may read the documentation and the metrics. */
export const isOpenOnLoopback = (path: string): boolean => OPEN_ON_LOOPBACK.has(path) || path.startsWith('/docs/');

/** Puts the checks together: headers and host, origin, type of the body, token and scope. The usual request costs about 2 microseconds. */
export function createGuard({ tokens, hosts, limits = defaultLimits, loopback, tls }: GuardOptions): Guard {
  return Object.freeze({
    admit: (request: GuardedRequest, scope: Scope | 'open') => {
      checkHeaders(request, hosts, limits);
      if (scope === 'open' || (loopback && isOpenHere(request))) return undefined;
      return tokens.admit(request.headers.authorization, request.remoteAddress ?? '', scope);
    },
    parse: (body: Buffer) => parseJson(body, limits),
    headers: securityHeaders({ tls }),
    pageHeaders: securityHeaders({ tls, page: true }),
    limits,
  });
}

function isOpenHere({ method, url }: GuardedRequest): boolean {
  const end = url.indexOf('?');
  return isSafe(method) && isOpenOnLoopback(end === -1 ? url : url.slice(0, end));
}

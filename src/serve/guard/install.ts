import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mwError } from '../../core/index.js';
import { problemOf, PROBLEM_TYPE } from '../app/problem.js';
import { routeConfigOf } from '../app/route-config.js';
import type { Scope } from '../route.js';
import type { Caller } from './caller.js';
import type { Guard } from './guard.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; `undefined` on open routes. Set by the guard. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** What the route asks for. */
    scope?: Scope | 'open';
  }
}

/**
 * Puts a guard in front of every route that is registered later, of unknown paths, and of every body. A route reached without
 * `config.scope` needs `admin`.
 */
export function installGuard(app: FastifyInstance, guard: Guard): void {
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    const config = routeConfigOf(request);
    reply.headers(config !== undefined && isPage(config.url) ? guard.pageHeaders : guard.headers);
    let caller: ReturnType<Guard['admit']>;
    try {
      caller = guard.admit(guardedOf(request), config === undefined ? 'open' : (config.scope ?? 'admin'));
    } catch (error) {
      return done(error as Error);
    }
    if (!(caller instanceof Promise)) {
      request.caller = caller;
      return done();
    }
    caller.then((known) => {
      request.caller = known;
      done();
    }, done);
  });
  installParser(app, guard);
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const error = mwError('MW_SERVE_EXPECT', {});
    const body = JSON.stringify(problemOf(error));
    const headers = { ...guard.headers, 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' };
    response.writeHead(error.status, headers).end(body);
  });
}

const isPage = (url: string): boolean => url === '/docs' || url.startsWith('/docs/');

const guardedOf = (request: FastifyRequest) => ({
  method: request.raw.method ?? '',
  url: request.raw.url ?? '',
  headers: request.headers,
  rawHeaders: request.raw.rawHeaders ?? [],
  remoteAddress: request.ip,
});

function installParser(app: FastifyInstance, guard: Guard): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: guard.limits.bodyBytes }, (_request, body: Buffer, done) => {
    let value: unknown;
    try {
      value = guard.parse(body);
    } catch (error) {
      return done(error as Error);
    }
    done(null, value);
  });
  app.addContentTypeParser('*', (_request, _payload, done) => done(mwError('MW_SERVE_MEDIA_TYPE', {})));
}

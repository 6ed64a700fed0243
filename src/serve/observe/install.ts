import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routeConfigOf } from '../app/route-config.js';
import { perSecond } from './limited.js';
import type { LogFields, LogLevel } from './log.js';
import type { Observation } from './observation.js';
import { requestIds } from './request-id.js';
import type { RequestSpan } from './tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request's name in answers (`X-Request-Id`), logs and errors; `''` before it has one. */
    requestId: string;
    /** The code of the error that it is answered with. */
    errorCode: string | undefined;
    requestSpan: RequestSpan | undefined;
    /** What its handler says of it for the log. */
    about: LogFields | undefined;
  }
}

/** Lines about requests that went wrong or were slow, per second; the rest is counted. */
const LINES_PER_SECOND = 10;

/**
 * Watches every request of an app: names it, counts it, and writes a line when it failed (`error`), was turned away or was slow (`warn`), or always
 * (`debug`). Lines hold the route's pattern, never the path, the query, a header or a body. To be called before the guard is installed, so that
 * refused requests have names too. About a microsecond per request.
 */
export function installObservation(app: FastifyInstance, observation: Observation): void {
  const { metrics, tracing } = observation;
  const nameOf = requestIds();
  const tell = requestLines(observation);
  app.decorateRequest('requestId', '');
  app.decorateRequest('errorCode', undefined);
  app.decorateRequest('requestSpan', undefined);
  app.decorateRequest('about', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    const name = nameOf(request.headers['x-request-id']);
    request.requestId = name;
    reply.header('x-request-id', name);
    if (tracing.on) request.requestSpan = tracing.request(request.method, routeConfigOf(request)?.url ?? 'unmatched', request.headers);
    done();
  });
  // The parser of the body calls back outside of any context: it is entered after it.
  if (tracing.on) app.addHook('preHandler', (request, _reply, done) => tracing.within(request.requestSpan!, done));
  app.addHook('onError', (request, _reply, error, done) => {
    request.errorCode = error.code;
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const ms = reply.elapsedTime;
    metrics.requests.count(request.method, routeConfigOf(request)?.url, reply.statusCode, ms / 1000);
    if (request.requestSpan) tracing.end(request.requestSpan, reply.statusCode);
    tell(request, reply, ms);
    done();
  });
}

function requestLines({ log, clock, slowMs }: Observation): (request: FastifyRequest, reply: FastifyReply, ms: number) => void {
  const mayTell = perSecond(LINES_PER_SECOND, clock);
  const every = log.writes('debug');
  return (request, reply, ms) => {
    const { statusCode: status } = reply;
    const level = status >= 500 ? (status === 503 ? 'warn' : 'error') : ms >= slowMs ? 'warn' : 'debug';
    if (level === 'debug' ? !every : !log.writes(level)) return;
    const left = every ? 0 : mayTell();
    if (left === undefined) return;
    log[level as Exclude<LogLevel, 'silent'>](status >= 500 ? 'request failed' : ms >= slowMs ? 'slow request' : 'request', {
      ...lineOf(request, status, ms),
      ...(left > 0 ? { unsaid: left } : {}),
    });
  };
}

function lineOf(request: FastifyRequest, status: number, ms: number): LogFields {
  return {
    id: request.requestId || undefined,
    method: request.method,
    route: routeConfigOf(request)?.url ?? 'unmatched',
    status,
    ms: Math.round(ms * 1000) / 1000,
    ...request.about,
    code: request.errorCode,
  };
}

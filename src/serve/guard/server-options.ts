import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { mwError, type MillwrightError } from '../../core/index.js';
import { problemOf, PROBLEM_TYPE } from '../app/problem.js';
import type { Tls } from './bind.js';
import { securityHeaders } from './headers.js';
import type { Limits } from './limits.js';

/** How often Node looks for requests that take too long. */
const CHECK_MS = 1000;

/**
 * What to start Fastify with: `fastify({ ...serverOptions(limits, tls), … })`. Bodies, headers and waiting have bounds; broken bytes and paths
 * are answered in the form of every other refusal, and never repeated; the `Host` header is left to the guard.
 */
export function serverOptions(limits: Limits, tls?: Tls) {
  const http = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: CHECK_MS,
    requireHostHeader: false,
  };
  return {
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Duplex) => refuseBrokenBytes(error, socket, limits),
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => refuseBrokenPath(reply, tls !== undefined),
    ...(tls === undefined ? { http } : { https: { ...http, ...tls } }),
  };
}

function refuseBrokenPath(reply: FastifyReply, tls: boolean): void {
  const error = mwError('MW_SERVE_URL', {});
  const headers = { ...securityHeaders({ tls }), 'content-type': PROBLEM_TYPE };
  reply
    .code(error.status)
    .headers(headers)
    .send(JSON.stringify(problemOf(error)));
}

/** Answers bytes that are no HTTP, or come too slowly or in too many headers, and closes the connection. */
function refuseBrokenBytes(error: NodeJS.ErrnoException, socket: Duplex, limits: Limits): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(rawAnswer(brokenBytesError(error.code, limits)));
  socket.destroy();
}

function brokenBytesError(code: string | undefined, limits: Limits): MillwrightError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return mwError('MW_SERVE_TIMEOUT', {});
  if (code === 'HPE_HEADER_OVERFLOW') return mwError('MW_SERVE_HEADERS', { most: `${limits.headerBytes} bytes` });
  return mwError('MW_SERVE_HTTP', {});
}

function rawAnswer(error: MillwrightError): string {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  const headers = { 'content-type': PROBLEM_TYPE, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries({ ...headers, ...securityHeaders({ tls: false }) }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`;
}

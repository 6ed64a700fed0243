import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { mwError } from '../../core/index.js';
import type { Tls } from './bind.js';
import { securityHeaders } from './headers.js';
import type { Limits } from './limits.js';

/** How often Node looks for requests that take too long. */
const CHECK_MS = 1000;

/**
 * What to start Fastify with: `fastify({ ...serverOptions(limits, tls), … })`. Bodies, headers and waiting have bounds; broken bytes are answered
 * in the form of every other refusal; the `Host` header is left to the guard.
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
    clientErrorHandler: refuseBrokenBytes,
    ...(tls === undefined ? { http } : { https: { ...http, ...tls } }),
  };
}

/** Answers bytes that are no HTTP, or come too slowly or in too many headers, and closes the connection. */
export function refuseBrokenBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(rawAnswer(error.code));
  socket.destroy();
}

const REASONS: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request took too long to arrive'],
  HPE_HEADER_OVERFLOW: [431, 'the headers are too long'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'the chunk extensions are too long'],
};

function rawAnswer(code: string | undefined): string {
  const [status, reason] = REASONS[code ?? ''] ?? [400, 'these bytes are no HTTP request'];
  const { message: detail, ...error } = mwError('MW_SERVE_HTTP', { reason }).toJSON();
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, ...error });
  const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries({ ...headers, ...securityHeaders({ tls: false }) }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { mwError } from '../../core/index.js';
import { securityHeaders } from '../guard/index.js';
import { problemOf, PROBLEM_TYPE } from './problem.js';

/** How much work may be under way. */
export interface DoorLimits {
  /** Requests that were begun and are not answered. */
  readonly inFlight: number;
  /** Milliseconds that the event loop may be behind, twice in a row. */
  readonly delayMs: number;
}

export const defaultDoorLimits: DoorLimits = Object.freeze({ inFlight: 512, delayMs: 100 });

/** What stands between the sockets and the app. */
export interface Door {
  readonly serverFactory: (
    handler: (request: IncomingMessage, response: ServerResponse) => void,
    options: { readonly http?: object; readonly https?: object },
  ) => Server;
  /** From now on every answer says that its connection closes. */
  drain(): void;
  /** Requests turned away so far. */
  readonly shed: () => number;
  /** Requests under way. */
  readonly inFlight: () => number;
  close(): void;
}

/** A refusal waits so long, so that being refused does not pay; that of a connection which did not heed Retry-After waits until then. */
const HOLD_MS = 25;
const TICK_MS = 20;
/** One pause is no overload. */
const LATE_TICKS = 2;
const RETRY_SECONDS = 1;
/** Health is answered under any load. */
const ALWAYS = new Set(['/livez', '/readyz']);

/**
 * Turns requests away before anything is spent on them, when too many are under way or the event loop is behind: 503 with Retry-After, within
 * 50 ms, or after that time for a connection that does not wait for it. The connection is kept, for opening one costs more than an answer.
 */
export function openDoor(limits: DoorLimits, tls: boolean): Door {
  const refusal = refusalBytes(tls);
  let [inFlight, shed, late, draining] = [0, 0, 0, false];
  let dueMs = performance.now() + TICK_MS;
  const watch = setInterval(() => {
    const now = performance.now();
    late = now - dueMs > limits.delayMs ? late + 1 : 0;
    dueMs = now + TICK_MS;
  }, TICK_MS);
  watch.unref();
  const left = (): void => void inFlight--;
  const refusedAt = new WeakMap<Socket, number>();
  const refuse = ({ socket }: IncomingMessage, response: ServerResponse): void => {
    shed++;
    const now = performance.now();
    const unheeded = now - (refusedAt.get(socket) ?? -Infinity) < 1000 * RETRY_SECONDS;
    refusedAt.set(socket, now);
    const answer = (): void => {
      if (!response.destroyed) response.writeHead(503, refusal.headers).end(refusal.body);
    };
    setTimeout(answer, unheeded ? 1000 * RETRY_SECONDS : HOLD_MS);
  };
  return {
    serverFactory: (handler, options) => {
      const listener = (request: IncomingMessage, response: ServerResponse): void => {
        if (draining) response.setHeader('connection', 'close');
        if ((inFlight >= limits.inFlight || late >= LATE_TICKS) && !ALWAYS.has(request.url!)) return refuse(request, response);
        inFlight++;
        response.once('close', left);
        handler(request, response);
      };
      return tls ? createTlsServer(options.https ?? {}, listener) : createServer(options.http ?? {}, listener);
    },
    drain: () => void (draining = true),
    shed: () => shed,
    inFlight: () => inFlight,
    close: () => clearInterval(watch),
  };
}

function refusalBytes(tls: boolean): { readonly headers: Readonly<Record<string, string | number>>; readonly body: string } {
  const body = JSON.stringify(problemOf(mwError('MW_SERVE_OVERLOADED', { seconds: RETRY_SECONDS })));
  return {
    body,
    headers: {
      ...securityHeaders({ tls }),
      'content-type': PROBLEM_TYPE,
      'content-length': Buffer.byteLength(body),
      'retry-after': RETRY_SECONDS,
    },
  };
}

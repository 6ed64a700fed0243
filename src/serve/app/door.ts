import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { mwError } from '../../core/index.js';
import { securityHeaders } from '../guard/index.js';
import { problemOf, PROBLEM_TYPE } from './problem.js';

/** How much work may be under way. */
export interface DoorLimits {
  /** Requests that may be under way at any moment. */
  readonly inFlight: number;
  /** Requests that may be under way where that lasts. */
  readonly lasting: number;
  /** Milliseconds of a turn of the event loop after which it lets no more requests in, where that lasts. */
  readonly turnMs: number;
}

export const defaultDoorLimits: DoorLimits = Object.freeze({ inFlight: 1024, lasting: 96, turnMs: 100 });

/** What stands between the sockets and the app. */
export interface Door {
  readonly serverFactory: (
    handler: (request: IncomingMessage, response: ServerResponse) => void,
    options: { readonly http?: object; readonly https?: object },
  ) => Server;
  /** From now on every answer says that its connection closes. */
  drain(): void;
  /** Closes the connections over which nothing has come yet: browsers open some ahead, and Node takes them for busy. */
  closeUnused(): void;
  /** Requests turned away so far. */
  readonly shed: () => number;
  /** Requests under way. */
  readonly inFlight: () => number;
  close(): void;
}

/** More than what may last is a burst for so long, and overload from then on; a single turn is never more than a burst. */
const BURST_MS = 50;
/**
 * Who asks again before Retry-After is over waits until so many requests have been let in: reading and answering a request costs Node itself two
 * thirds of what a prediction does, and refusals at once to all who ask at once would take most of the time.
 */
const ADMITTED_PER_REFUSAL = 12;
const TICK_MS = 10;
/** Whatever is let in, so many are answered a tick, and this share of those that wait. */
const REFUSALS_PER_TICK = 5;
const SHARE_PER_TICK = 0.01;
const RETRY_SECONDS = 1;
/** Health is answered under any load. */
const ALWAYS = new Set(['/livez', '/readyz']);

/**
 * Turns requests away before anything is spent on them when more come than can be answered: 503 with Retry-After. A request counts as under way
 * until the turn of the event loop in which it was answered is over, for all requests of a turn lay waiting when it began. Bursts are let in;
 * what lasts is a queue that only adds waiting, and is cut to the limit (the distinction of CoDel, K. Nichols & V. Jacobson, 2012).
 */
export function openDoor(limits: DoorLimits, tls: boolean): Door {
  let admitted = 0;
  const refusals = refusalQueue(tls, () => admitted);
  let [inFlight, answered, turnAt, draining] = [0, 0, 0, false];
  const unused = new Set<Socket>();
  const lasts = standing(limits.turnMs + BURST_MS);
  const endTurn = (): void => {
    inFlight -= answered;
    [answered, turnAt] = [0, 0];
  };
  const leave = (): void => {
    answered++;
    if (turnAt === 0) beginTurn();
  };
  function beginTurn(): void {
    turnAt = performance.now();
    setImmediate(endTurn);
  }
  const admits = (): boolean => {
    if (turnAt === 0) beginTurn();
    if (inFlight >= limits.inFlight) return false;
    const now = performance.now();
    return (inFlight < limits.lasting && now - turnAt < limits.turnMs) || !lasts(now, turnAt);
  };
  return {
    serverFactory: (handler, options) => {
      const listener = (request: IncomingMessage, response: ServerResponse): void => {
        unused.delete(request.socket);
        if (draining) response.setHeader('connection', 'close');
        if (!admits() && !ALWAYS.has(request.url!)) return refusals.add(response);
        inFlight++;
        admitted++;
        response.once('close', leave);
        handler(request, response);
      };
      const server = tls ? createTlsServer(options.https ?? {}, listener) : createServer(options.http ?? {}, listener);
      return server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
        unused.add(socket);
        socket.once('close', () => unused.delete(socket));
      });
    },
    drain: () => void (draining = true),
    closeUnused: () => {
      for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
    },
    shed: refusals.count,
    inFlight: () => inFlight - answered,
    close: refusals.close,
  };
}

/** Told of every moment with more than may last, and in which turn it was: whether it has lasted, without a calm in between. */
function standing(calmMs: number): (now: number, turnAt: number) => boolean {
  let [since, last, first] = [-Infinity, -Infinity, 0];
  return (now, turnAt) => {
    if (now - last > calmMs) [since, first] = [now, turnAt];
    last = now;
    return now - since >= BURST_MS && turnAt !== first;
  };
}

/**
 * Answers refusals at the next tick; those of connections that were refused less than Retry-After ago at their pace, first come, first served. The
 * connection is kept, for opening one costs more than an answer.
 */
function refusalQueue(tls: boolean, admitted: () => number) {
  const { headers, body } = refusalBytes(tls);
  const refusedAt = new WeakMap<Socket, number>();
  let [first, again, at, shed]: [ServerResponse[], ServerResponse[], number, number] = [[], [], 0, 0];
  let [timer, before]: [NodeJS.Timeout | undefined, number] = [undefined, 0];
  const answer = (response: ServerResponse): void => {
    if (response.socket === null || response.destroyed) return;
    refusedAt.set(response.socket, performance.now());
    response.writeHead(503, headers).end(body);
  };
  const tick = (): void => {
    const [left, earned] = [again.length - at, (admitted() - before) / ADMITTED_PER_REFUSAL];
    const end = Math.min(again.length, at + Math.ceil(Math.max(REFUSALS_PER_TICK, earned, left * SHARE_PER_TICK)));
    before = admitted();
    first.forEach(answer);
    first = [];
    for (; at < end; at++) answer(again[at]);
    timer = undefined;
    if (at < again.length) timer = setTimeout(tick, TICK_MS);
    if (2 * at > again.length) [again, at] = [again.slice(at), 0];
  };
  const add = (response: ServerResponse): void => {
    shed++;
    const sinceMs = performance.now() - (refusedAt.get(response.socket!) ?? -Infinity);
    (sinceMs < 1000 * RETRY_SECONDS ? again : first).push(response);
    if (timer !== undefined) return;
    before = admitted();
    timer = setTimeout(tick, TICK_MS);
  };
  return { add, count: (): number => shed, close: (): void => clearTimeout(timer) };
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

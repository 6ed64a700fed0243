import type { Clock } from '../core/index.js';
import { mwError } from '../core/index.js';
import type { RunOptions } from '../model/index.js';
import { uuidv7, type PredictionLog } from '../monitor/index.js';
import { createApp } from './app/app.js';
import { defaultDoorLimits, openDoor, type DoorLimits } from './app/door.js';
import type { LogMode, ServeContext } from './context.js';
import { allowedHosts, bindPolicy, createGuard, defaultLimits, openTokenBook, type Limits, type Tls } from './guard/index.js';
import { followRegistry } from './live/follow.js';
import { openServeLog } from './log/open.js';
import { shadowsOf } from './routing/shadows.js';
import { routes } from './routes/index.js';

/** How to serve a project. */
export interface ServeOptions {
  readonly run: RunOptions;
  /** Default 127.0.0.1; another address needs TLS or a proxy in front that ends it. */
  readonly host?: string;
  /** 0 is any free port. */
  readonly port?: number;
  /** Names beside the host's own that requests may be addressed to. */
  readonly allowHosts?: readonly string[];
  readonly tls?: Tls | undefined;
  readonly behindProxy?: boolean;
  /** A token with the scope `admin`, beside those in the database. */
  readonly adminToken?: string | undefined;
  readonly log?: LogMode;
  readonly limits?: Limits;
  readonly door?: DoorLimits;
  /** How long a shutdown waits for requests under way and for the log. Default 10 s. */
  readonly drainMs?: number;
  /** Lines for whoever runs the server. */
  readonly say?: (line: string) => void;
}

/** A running server. */
export interface Serving {
  readonly url: string;
  /** Takes no new requests, ends those under way, flushes the log. Idempotent. */
  close(): Promise<void>;
}

/**
 * Serves the models of a project over REST. Follows the registry: what any process promotes is answered within a second.
 *
 * ```ts
 * const serving = await serve({ run, port: 8080, adminToken: process.env.MILLWRIGHT_ADMIN_TOKEN });
 * await fetch(`${serving.url}/livez`);
 * await serving.close();
 * ```
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { run, host = '127.0.0.1', port = 8080, tls, drainMs = 10_000, say = run.say } = options;
  const { loopback } = bindPolicy({ host, tls: tls !== undefined, behindProxy: options.behindProxy === true });
  const context = await openContext(options, say);
  const door = openDoor(options.door ?? defaultDoorLimits, tls !== undefined);
  const { store } = run.workspace;
  const guard = createGuard({
    tokens: openTokenBook({ store, adminToken: options.adminToken, clock: run.clock }),
    hosts: allowedHosts({ host, allow: options.allowHosts ?? [] }),
    limits: options.limits ?? defaultLimits,
    loopback,
    tls: tls !== undefined,
  });
  const app = await createApp({
    routes,
    context: context.value,
    guard,
    tls,
    door: door.serverFactory as never,
    proxies: options.behindProxy ? 1 : undefined,
    fault: (error) => say(faultLine(error)),
  });
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw mwError('MW_SERVE_PORT', {
      host,
      port,
      reason: error.code === 'EADDRINUSE' ? 'something listens there already' : (error.code ?? ''),
    });
  });
  const address = app.server.address() as { readonly port: number };
  const close = once(async () => {
    door.drain();
    context.drain();
    await within(drainMs, app.close());
    await within(drainMs, context.close());
    door.close();
  });
  return { url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${address.port}`, close };
}

/** What handlers work with, and how to end it. */
async function openContext(options: ServeOptions, say: (line: string) => void) {
  const { run, log: logMode = 'durable' } = options;
  const live = await followRegistry({ run, say });
  const log: PredictionLog = await openServeLog(logMode, run, say);
  const clock: Clock = run.clock;
  const nextId = uuidv7(clock);
  let draining = false;
  const value: ServeContext = {
    run,
    live,
    log,
    logMode,
    clock,
    nextId,
    shadows: shadowsOf({ live, log, nextId, clock }),
    draining: () => draining,
  };
  return {
    value,
    drain: () => void (draining = true),
    close: async () => {
      await live[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    },
  };
}

/** Work with an end: what has not finished by then is left. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, end]).finally(() => clearTimeout(timer));
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

const faultLine = (error: unknown): string =>
  `a request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

import type { FastifyInstance } from 'fastify';
import { allDone, mwError, packageVersion } from '../core/index.js';
import type { RunOptions } from '../model/index.js';
import { openBehaviour, uuidv7 } from '../monitor/index.js';
import { countRefused, refusedRowsTo } from './answer/refused-rows.js';
import { searchesOf } from './answer/searches.js';
import { defaultDoorLimits, openDoor, type Door, type DoorLimits } from './app/door.js';
import { openServedLog } from './app/prediction-log.js';
import { drainApp, within } from './app/shut-down.js';
import { crewMetrics } from './cluster/crew-member.js';
import type { LogMode, ServeContext } from './context.js';
import { allowedHosts, bindPolicy, createGuard, limitsFor, openTokenBook, type Limits, type Tls } from './guard/index.js';
import { followRegistry } from './live/follow.js';
import { createLog, createObservation, errorFields, installObservation, type Log, type LogLevel } from './observe/index.js';
import { lateEventsOf } from './recommend/late-events.js';
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
  /** Logged predictions older than this are removed with their outcomes, a few at a time. Default: everything is kept. */
  readonly keepMs?: number | undefined;
  readonly limits?: Limits;
  readonly door?: DoorLimits;
  /** How long a shutdown waits for requests under way and for the log. Default 10 s. */
  readonly drainMs?: number;
  /** `postgres://…` of the project's state, for the log; absent: SQLite in the project's folder. */
  readonly databaseUrl?: string | undefined;
  /** Takes the lines that the server writes of itself, each with its line end. Default: nowhere. */
  readonly write?: (line: string) => void;
  /** Default `info`. */
  readonly logLevel?: LogLevel;
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
 * import type { RunOptions } from 'millwright/model';
 *
 * declare const run: RunOptions;
 * const serving = await serve({ run, port: 8080, adminToken: process.env.MILLWRIGHT_ADMIN_TOKEN });
 * await fetch(`${serving.url}/livez`);
 * await serving.close();
 * ```
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { run, host = '127.0.0.1', port = 8080, tls, drainMs = 10_000 } = options;
  const { loopback } = bindPolicy({ host, tls: tls !== undefined, behindProxy: options.behindProxy === true });
  const hosts = allowedHosts({ host, allow: options.allowHosts ?? [] });
  const lines = linesOf(options);
  const door = openDoor(options.door ?? defaultDoorLimits, tls !== undefined);
  // Fastify loads while the log's thread starts.
  const [context, { createApp }] = await Promise.all([openContext(options, lines, door), import('./app/app.js')]);
  const guard = createGuard({
    tokens: openTokenBook({ store: run.workspace.store, adminToken: options.adminToken, clock: run.clock }),
    hosts,
    limits: options.limits ?? limitsFor(widest(context.value)),
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
    fault: (error) => lines.error('a request failed', errorFields(error)),
    extend: (fastify) => {
      installObservation(fastify, context.value.observe);
      // Without a log there is nothing that the refused rows would be a share of.
      if (context.value.logMode !== 'off') countRefused(fastify, context.value.live, context.refused);
    },
  });
  const boundPort = await listen(app, host, port);
  const close = once(async () => {
    context.drain();
    await drainApp(app, door, drainMs);
    await within(drainMs, context.close());
    door.close();
  });
  return { url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${boundPort}`, close };
}

/** Listens, and gives the port. Throws `MW_SERVE_PORT`. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EADDRINUSE' ? 'something listens there already' : (error.code ?? error.message);
    throw mwError('MW_SERVE_PORT', { host, port, reason });
  });
  return (app.server.address() as { readonly port: number }).port;
}

/** The server's own log, which never holds its secrets. */
function linesOf({ run, write = () => {}, logLevel, adminToken, databaseUrl }: ServeOptions): Log {
  const secrets = [adminToken, databaseUrl].filter((one) => one !== undefined);
  return createLog({ write, clock: run.clock, secrets, ...(logLevel ? { level: logLevel } : {}) });
}

/** Columns of the widest model that is served: bodies of a thousand of its rows are taken. */
const widest = ({ live }: ServeContext): number =>
  Math.max(0, ...live.models().map(({ serving }) => (serving?.kind === 'rows' ? serving.open.content.inputs.length : 0)));

/** What handlers work with, and how to end it. */
async function openContext(options: ServeOptions, lines: Log, door: Door) {
  const { run, log: logMode = 'durable' } = options;
  const { clock } = run;
  const log = await openServedLog(logMode, run, options);
  const gauges = { log: () => log.stats(), inFlight: door.inFlight, shed: door.shed, shadowsLeft: () => shadows.left() };
  const observe = createObservation({ log: lines, clock, version: packageVersion(), gauges });
  const behaviour = openBehaviour({ store: run.workspace.store, log, clock });
  const live = await followRegistry({ run, observe, lateEvents: (open) => lateEventsOf(behaviour.of(open.own), open) });
  const nextId = uuidv7(clock);
  let draining = false;
  const refused = refusedRowsTo(run.workspace.store, clock, ({ model, version }, rows) =>
    observe.metrics.refused.add({ model, version }, rows),
  );
  const shadows = shadowsOf({ live, log, nextId, clock, observe });
  const value: ServeContext = {
    run,
    live,
    log,
    logMode,
    behaviour,
    clock,
    nextId,
    shadows,
    searches: searchesOf(),
    observe,
    metrics: crewMetrics(observe),
    draining: () => draining,
  };
  return {
    value,
    refused,
    drain: () => void (draining = true),
    close: async () => {
      await allDone([live[Symbol.asyncDispose](), behaviour.close()]);
      await allDone([
        log[Symbol.asyncDispose](),
        refused.close().catch(() => lines.warn('refused rows are not in the monitor: the database is away', { rows: refused.waiting() })),
      ]);
    },
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

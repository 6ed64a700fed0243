import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Door } from './door.js';

/**
 * How long the port stays open after the shutdown begins: clients whose request is on its way, or whose connection is kept, get an answer that
 * closes the connection, and proxies that watch /readyz send no more.
 */
const LINGER_MS = 250;
const IDLE_EVERY_MS = 20;

/** Ends what an app does: answers what is under way, closes connections as they are answered, then the port; at most `drainMs` in all. */
export async function drainApp(app: FastifyInstance, door: Door, drainMs: number): Promise<void> {
  door.drain();
  if (await hasConnections(app)) await sleep(Math.min(LINGER_MS, drainMs));
  // Node closes the connections that are idle now; those that become idle later would keep the server for their whole patience.
  const idle = setInterval(() => {
    door.closeUnused();
    app.server.closeIdleConnections();
  }, IDLE_EVERY_MS);
  await within(drainMs, app.close());
  clearInterval(idle);
  app.server.closeAllConnections();
}

const hasConnections = (app: FastifyInstance): Promise<boolean> =>
  new Promise((resolve) => app.server.getConnections((error, count) => resolve(error === null && count > 0)));

/** Work with an end: what has not finished by then is left. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, end]).finally(() => clearTimeout(timer));
}

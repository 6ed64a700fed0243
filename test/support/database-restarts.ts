import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { faultyProject, type FaultyProject, type FaultyServer } from './faulty-server.js';
import { postgresPrograms, startCluster, type Cluster } from './postgres-cluster.js';

const CLIENTS = 4;
const PAUSE_MS = 700;
const DRAIN_MS = 20_000;

/** The suite, with so many restarts. */
export function describeDatabaseRestarts(times: number, timeoutMs: number): void {
  describe.skipIf(!postgresPrograms)('PostgreSQL restarted under load (needs its programs)', () => {
    it(
      'fails no prediction and no event, and loses none',
      async () => {
        const cluster = await startCluster();
        try {
          const project = await faultyProject(cluster.url);
          expect(await restartDatabase(project, cluster, times)).toBeGreaterThan(10);
          rmSync(project.root, { recursive: true });
        } finally {
          cluster.remove();
        }
      },
      timeoutMs,
    );
  });
}

/**
 * Restarts the database under a server that is asked without a pause: every request is answered, and in the end every prediction and event is in the
 * log, those that waited in the spool too. Gives how many there were.
 */
async function restartDatabase(project: FaultyProject, cluster: Cluster, times: number): Promise<number> {
  const server = await project.start();
  const asked = { ids: [] as string[], statuses: new Map<number, number>(), on: true };
  const clients = Array.from({ length: CLIENTS }, () => ask(server, asked));
  for (let i = 0; i < times; i++) {
    await sleep(PAUSE_MS);
    cluster.restart();
  }
  await sleep(PAUSE_MS);
  asked.on = false;
  await Promise.all(clients);
  expect([...asked.statuses.keys()]).toEqual([200]);
  await drained(project, asked.ids);
  await server.end('SIGTERM');
  expect(server.child.exitCode).toBe(0);
  return asked.ids.length;
}

async function ask(server: FaultyServer, asked: { ids: string[]; statuses: Map<number, number>; on: boolean }): Promise<void> {
  for (let i = 0; asked.on; i++) {
    const { status, body } = await server.post('/v1/models/churn/predict', {
      rows: [{ id: `C${i}`, tenure: i % 70, bill: 50, plan: null }],
    });
    asked.statuses.set(status, (asked.statuses.get(status) ?? 0) + 1);
    if (status === 200)
      asked.ids.push(...(body as { readonly predictions: readonly { readonly id: string }[] }).predictions.map(({ id }) => id));
    const event = { id: randomUUID(), user: `C${i}`, item: 'tea' };
    const took = await server.post('/v1/events', { events: [event] });
    asked.statuses.set(took.status, (asked.statuses.get(took.status) ?? 0) + 1);
    if (took.status === 200) asked.ids.push(event.id);
  }
}

/** Waits until the log holds all of them. */
async function drained(project: FaultyProject, ids: readonly string[]): Promise<void> {
  let missing: readonly string[] = ids;
  for (const end = Date.now() + DRAIN_MS; missing.length > 0 && Date.now() < end; await sleep(200)) {
    missing = await project.look(async ({ store }) => {
      const found = await store.read(async (tx) => [
        ...(await tx.selectFrom('mw_predictions').select('id').execute()),
        ...(await tx.selectFrom('mw_events').select('id').execute()),
      ]);
      const there = new Set(found.map(({ id }) => id));
      return ids.filter((id) => !there.has(id));
    });
  }
  expect(missing).toEqual([]);
}

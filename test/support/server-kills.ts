import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { random } from '../../src/core/index.js';
import { verifyAudit } from '../../src/store/index.js';
import { newDatabase } from './databases.js';
import { faultyProject, type FaultyProject, type FaultyServer } from './faulty-server.js';

interface Predicted {
  readonly logged: boolean;
  readonly predictions: readonly { readonly id: string }[];
}

/** What the server has acknowledged, over all its lives. */
interface Acknowledged {
  readonly predictions: Set<string>;
  readonly outcomes: Set<string>;
  readonly events: Set<string>;
  /** Where the alias was last said to be, and where an order without an answer may have put it. */
  champion: { known: number; maybe: number };
}

const CLIENTS = 6;

/** The suite on both databases, with so many kills on each. */
export function describeServerKills(times: number, timeoutMs: number): void {
  const run = async (seed: number, databaseUrl?: string): Promise<void> => {
    const project = await faultyProject(databaseUrl);
    const acknowledged = await killServer(project, times, seed);
    expect(acknowledged.predictions).toBeGreaterThan(0);
    expect(acknowledged.outcomes).toBeGreaterThan(0);
    expect(acknowledged.events).toBeGreaterThan(0);
    rmSync(project.root, { recursive: true });
  };
  describe('kill -9 of a server under load loses nothing that it acknowledged', () => {
    it('SQLite', () => run(3), timeoutMs);
    it.skipIf(!process.env.MILLWRIGHT_TEST_DATABASE_URL)(
      'PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)',
      async () => {
        const database = await newDatabase();
        await run(4, database.url);
        await database.drop();
      },
      timeoutMs,
    );
  });
}

/**
 * Kills a server under load again and again: clients ask for predictions, report outcomes and what users do, and move the champion to and fro. After each death
 * everything that was acknowledged is there, the database is whole, and the server starts by itself. Gives how much was acknowledged.
 */
async function killServer(
  project: FaultyProject,
  times: number,
  seed: number,
): Promise<{ readonly predictions: number; readonly outcomes: number; readonly events: number }> {
  const draw = random(seed, 'server kills');
  const known: Acknowledged = { predictions: new Set(), outcomes: new Set(), events: new Set(), champion: { known: 1, maybe: 1 } };
  for (let life = 0; life < times; life++) {
    const server = await project.start();
    const clients = Promise.allSettled([
      ...Array.from({ length: CLIENTS }, () => ask(server, known)),
      ...[1, 2].map(() => act(server, known)),
      promote(server, known),
    ]);
    await sleep(100 + draw.int(500));
    await server.end('SIGKILL');
    for (const client of await clients) if (client.status === 'rejected') throw client.reason;
    await verify(project, known);
  }
  const last = await project.start();
  expect((await last.post('/v1/models/churn/predict', { rows: [row(0)] })).status).toBe(200);
  await last.end('SIGTERM');
  expect(last.child.exitCode).toBe(0);
  return { predictions: known.predictions.size, outcomes: known.outcomes.size, events: known.events.size };
}

const row = (i: number) => ({ id: `C${i}`, tenure: i % 70, bill: 20 + (i % 90), plan: null });

async function ask(server: FaultyServer, known: Acknowledged): Promise<void> {
  try {
    for (let i = 0; ; i++) {
      const { status, body } = await server.post('/v1/models/churn/predict', { rows: [row(i), row(i + 1), row(i + 2)] });
      if (await shed(status)) continue;
      expect(status).toBe(200);
      const { logged, predictions } = body as Predicted;
      if (!logged) continue;
      for (const { id } of predictions) known.predictions.add(id);
      const outcomes = predictions.map(({ id }) => ({ id, value: i % 3 === 0 ? 'Yes' : 'No', at: new Date().toISOString() }));
      const reported = await server.post('/v1/outcomes', { outcomes });
      if (await shed(reported.status)) continue;
      expect(reported).toMatchObject({ status: 200, body: { joined: 3 } });
      for (const { id } of predictions) known.outcomes.add(id);
    }
  } catch (error) {
    cutOff(error);
  }
}

/** Reports events; each is sent twice. */
async function act(server: FaultyServer, known: Acknowledged): Promise<void> {
  try {
    for (let i = 0; ; i++) {
      const events = [0, 1, 2].map((n) => ({ id: randomUUID(), user: `u${i % 9}`, item: n }));
      for (let sent = 0; sent < 2;) {
        const { status, body } = await server.post('/v1/events', { events });
        if (await shed(status)) continue;
        expect(status).toBe(200);
        sent++;
        const { taken, known: before, waiting } = body as { readonly taken: number; readonly known: number; readonly waiting: number };
        expect(taken + before + waiting).toBe(3);
        if (waiting === 0) for (const { id } of events) known.events.add(id);
      }
    }
  } catch (error) {
    cutOff(error);
  }
}

async function promote(server: FaultyServer, known: Acknowledged): Promise<void> {
  try {
    for (;;) {
      const version = 3 - known.champion.known;
      known.champion.maybe = version;
      const { status } = await server.post('/v1/models/churn/aliases/champion', { version, force: true });
      if (await shed(status)) continue;
      expect(status).toBe(200);
      known.champion = { known: version, maybe: version };
      await sleep(20);
    }
  } catch (error) {
    cutOff(error);
  }
}

/** A busy machine may make the server refuse a request in words: nothing was acknowledged. */
async function shed(status: number): Promise<boolean> {
  if (status === 503) await sleep(50);
  return status === 503;
}

/** A request that the death cut off ends its client; anything else is a failure. */
function cutOff(error: unknown): void {
  if (!(error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message))) throw error;
}

async function verify(project: FaultyProject, known: Acknowledged): Promise<void> {
  await project.look(async ({ store, registry }) => {
    expect(await store.inspect()).toMatchObject({ intact: true });
    expect((await store.read(verifyAudit)).brokenAt).toBeNull();
    const found = await store.read(async (tx) => ({
      predictions: await tx.selectFrom('mw_predictions').select('id').execute(),
      outcomes: await tx.selectFrom('mw_outcomes').select('prediction').execute(),
      events: await tx.selectFrom('mw_events').select('id').execute(),
    }));
    expect(
      missing(
        found.predictions.map(({ id }) => id),
        known.predictions,
      ),
    ).toEqual([]);
    expect(
      missing(
        found.outcomes.map(({ prediction }) => prediction),
        known.outcomes,
      ),
    ).toEqual([]);
    const events = found.events.map(({ id }) => id);
    expect(missing(events, known.events)).toEqual([]);
    expect(new Set(events).size).toBe(events.length);
    const [churn] = await registry.models();
    const champion = churn.aliases['champion'];
    expect([known.champion.known, known.champion.maybe]).toContain(champion);
    known.champion = { known: champion, maybe: champion };
  });
}

function missing(ids: readonly string[], due: ReadonlySet<string>): readonly string[] {
  const there = new Set(ids);
  return [...due].filter((id) => !there.has(id));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresPrograms, startCluster, type Cluster } from '../../test/support/postgres-cluster.js';
import { goodRow, openServed, type Served } from '../../test/support/served.js';
import { countPredictions } from '../store/index.js';

describe.skipIf(postgresPrograms === undefined)('a server over PostgreSQL (skipped where it is not installed)', () => {
  let cluster: Cluster;
  let served: Served;
  const patient = { timeout: 20_000 };
  beforeAll(async () => {
    cluster = await startCluster();
    served = await openServed({ databaseUrl: cluster.url });
  });
  afterAll(async () => {
    await served.close();
    cluster.remove();
  });

  const ask = (token = served.adminToken) =>
    fetch(`${served.url}/v1/models/churn/predict`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ rows: [goodRow] }),
    });

  it('answers every request while the database is restarted, and keeps every answer', async () => {
    const load = new AbortController();
    const statuses = new Map<number, number>();
    let promised = 0;
    const loaded = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (!load.signal.aborted) {
          const answer = await ask();
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (((await answer.json()) as { logged?: boolean }).logged) promised++;
        }
      }),
    );
    await expect.poll(() => promised, patient).toBeGreaterThan(20);
    cluster.restart();
    const before = promised;
    await expect.poll(() => promised, patient).toBeGreaterThan(before + 20);
    load.abort();
    await loaded;
    expect([...statuses.keys()]).toEqual([200]);
    const kept = () => served.run.workspace.store.read((tx) => countPredictions(tx, { model: 'churn' }));
    await expect.poll(async () => (await kept()).predictions, patient).toBe(statuses.get(200));
    await expect.poll(async () => (await fetch(`${served.url}/readyz`)).status, patient).toBe(200);
  });

  it('sees within a second that the database is gone, and nobody waits for it', async () => {
    const registry = async (): Promise<{ status: number; registry: string }> => {
      const answer = await fetch(`${served.url}/readyz`);
      return { status: answer.status, registry: ((await answer.json()) as { registry: string }).registry };
    };
    const timed = async () => {
      const asked = performance.now();
      const answer = await ask(served.tokens.predict);
      const { logged } = (await answer.json()) as { logged: boolean };
      return { status: answer.status, logged, ms: performance.now() - asked };
    };
    const [first, seen] = [[] as number[], [] as number[]];
    for (let i = 0; i < 3; i++) {
      await expect.poll(async () => (await timed()).logged, patient).toBe(true);
      // Longer than known tokens are used without a look at the database.
      await sleep(1600);
      cluster.stop();
      const gone = performance.now();
      const { ms, ...answer } = await timed();
      expect(answer).toEqual({ status: 200, logged: false });
      first.push(ms);
      await expect.poll(registry, { ...patient, interval: 20 }).toEqual({ status: 200, registry: 'away' });
      seen.push(performance.now() - gone);
      cluster.start();
      await expect.poll(registry, patient).toEqual({ status: 200, registry: 'reachable' });
    }
    // The middle one of three: other work on the machine takes its time too.
    expect(first.toSorted((a, b) => a - b)[1]).toBeLessThan(250);
    expect(seen.toSorted((a, b) => a - b)[1]).toBeLessThan(1000);
  }, 60_000);
});

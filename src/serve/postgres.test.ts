import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresPrograms, startCluster, type Cluster } from '../../test/support/postgres-cluster.js';
import { goodRow, openServed, type Served } from '../../test/support/served.js';
import { countPredictions } from '../store/index.js';

describe.skipIf(postgresPrograms === undefined)('a server over PostgreSQL (skipped where it is not installed)', () => {
  let cluster: Cluster;
  let served: Served;
  beforeAll(async () => {
    cluster = await startCluster();
    served = await openServed({ databaseUrl: cluster.url });
  });
  afterAll(async () => {
    await served.close();
    cluster.remove();
  });

  const ask = () =>
    fetch(`${served.url}/v1/models/churn/predict`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.adminToken}`, 'content-type': 'application/json' },
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
    await expect.poll(() => promised).toBeGreaterThan(20);
    cluster.restart();
    const before = promised;
    await expect.poll(() => promised, { timeout: 10_000 }).toBeGreaterThan(before + 20);
    load.abort();
    await loaded;
    expect([...statuses.keys()]).toEqual([200]);
    const kept = () => served.run.workspace.store.read((tx) => countPredictions(tx, { model: 'churn' }));
    await expect.poll(async () => (await kept()).predictions, { timeout: 10_000 }).toBe(statuses.get(200));
    await expect.poll(async () => (await fetch(`${served.url}/readyz`)).status).toBe(200);
  });
});

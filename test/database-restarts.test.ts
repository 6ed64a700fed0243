import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restartDatabase } from './support/database-restarts.js';
import { faultyProject } from './support/faulty-server.js';
import { postgresPrograms, startCluster } from './support/postgres-cluster.js';

/** The short form; `database-restarts.long.test.ts` restarts 10 times. */
const TIMES = 1;

describe.skipIf(!postgresPrograms)('PostgreSQL restarted under load (needs its programs)', () => {
  it('fails no prediction and loses none', async () => {
    const cluster = await startCluster();
    try {
      const project = await faultyProject(cluster.url);
      expect(await restartDatabase(project, cluster, TIMES)).toBeGreaterThan(10);
      rmSync(project.root, { recursive: true });
    } finally {
      cluster.remove();
    }
  }, 90_000);
});

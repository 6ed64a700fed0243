import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restartDatabase } from './support/database-restarts.js';
import { faultyProject } from './support/faulty-server.js';
import { postgresPrograms, startCluster } from './support/postgres-cluster.js';

/** `npm run test:faults`. */
const TIMES = 10;

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
  }, 300_000);
});

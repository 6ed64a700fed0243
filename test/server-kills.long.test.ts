import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newDatabase } from './support/databases.js';
import { faultyProject } from './support/faulty-server.js';
import { killServer } from './support/server-kills.js';

/** How often; `npm run test:faults`. */
const TIMES = Number(process.env.MILLWRIGHT_TEST_KILLS ?? 50);

describe('kill -9 of a server under load loses nothing that it acknowledged', () => {
  it('SQLite', async () => {
    const project = await faultyProject();
    expect(await killServer(project, TIMES, 3)).toBeGreaterThan(0);
    rmSync(project.root, { recursive: true });
  }, 600_000);

  it.skipIf(!process.env.MILLWRIGHT_TEST_DATABASE_URL)(
    'PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)',
    async () => {
      const database = await newDatabase();
      const project = await faultyProject(database.url);
      expect(await killServer(project, TIMES, 4)).toBeGreaterThan(0);
      rmSync(project.root, { recursive: true });
      await database.drop();
    },
    600_000,
  );
});

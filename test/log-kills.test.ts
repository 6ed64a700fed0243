import { describe, expect, it } from 'vitest';
import { killTimes, killWhileLogging, loggedIds } from './support/log-kills.js';
import { logEngines, until } from './support/logs.js';

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('kill -9 of a process that logs', () => {
    const place = places('kills');

    it('five times: every acknowledged prediction is there, once', async () => {
      expect(await killTimes(place(), 5, 7)).toBeGreaterThan(15);
    }, 60_000);

    it('while the database is away: what was kept for later is committed by whoever opens next, in order', async () => {
      const here = place();
      const { committed, kept } = await killWhileLogging(here, 300, { failpoint: 'log.begun=ENOSPC' });
      expect(committed).toEqual([]);
      expect(kept.length).toBeGreaterThan(5);
      const log = await here.open();
      await until(log, (stats) => stats.committed >= kept.length && stats.spooled === 0);
      await log.close();
      const there = new Set(await loggedIds(here));
      expect(kept.filter((id) => !there.has(id))).toEqual([]);
    }, 60_000);
  });
});

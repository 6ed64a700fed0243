import { describe, expect, it } from 'vitest';
import { killTakingEvents, storedBehaviour } from './support/event-kills.js';
import { killWhileLogging } from './support/log-kills.js';
import { logEngines, until } from './support/logs.js';

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('kill -9 of a process that takes events', () => {
    const place = places('event_kills');

    it('three times: every acknowledged event and list is there, once, and a new process knows what users did', async () => {
      expect(await killTakingEvents(place(), 3, 7)).toBeGreaterThan(20);
    }, 90_000);

    it('while the database is away: what was kept for later is stored by whoever opens next', async () => {
      const here = place();
      const { committed, kept } = await killWhileLogging(here, 100, { program: 'event-child.ts', failpoint: 'log.begun=ENOSPC' });
      expect(committed).toEqual([]);
      expect(new Set(kept).size).toBeGreaterThan(15);
      const log = await here.open();
      await until(log, (stats) => stats.committed >= kept.length && stats.spooled === 0);
      await log.close();
      const { events, slates } = await storedBehaviour(here);
      const there = new Set([...events, ...slates]);
      expect(there.size).toBe(events.length + slates.length);
      expect(kept.filter((id) => !there.has(id))).toEqual([]);
    }, 90_000);
  });
});

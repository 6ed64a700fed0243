import { describe, expect, it } from 'vitest';
import { killTakingEvents } from './support/event-kills.js';
import { logEngines } from './support/logs.js';

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('kill -9 of a process that takes events', () => {
    const place = places('event_kills_long');
    const times = Number(process.env.MILLWRIGHT_TEST_KILLS ?? 50);

    it(`${times} times: every acknowledged event and list is there, once`, async () => {
      expect(await killTakingEvents(place(), times, 11)).toBeGreaterThan(3 * times);
    });
  });
});

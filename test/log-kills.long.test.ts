import { describe, expect, it } from 'vitest';
import { killTimes } from './support/log-kills.js';
import { logEngines } from './support/logs.js';

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('kill -9 of a process that logs', () => {
    const place = places('kills_long');
    const times = Number(process.env.MILLWRIGHT_TEST_KILLS ?? 50);

    it(`${times} times: every acknowledged prediction is there, once`, async () => {
      expect(await killTimes(place(), times, 11)).toBeGreaterThan(3 * times);
    });
  });
});

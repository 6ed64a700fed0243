import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { longestGapMs } from './longest-gap.js';

/** Takes so much of the processor, whatever else it has to do. */
function busy(ms: number): void {
  const from = process.cpuUsage();
  for (let used = { user: 0, system: 0 }; used.user + used.system < 1000 * ms; used = process.cpuUsage(from))
    for (let n = 0, sum = 0; n < 1e5; n++) sum += Math.sqrt(n);
}

/** So many pieces of work with a turn after each. */
const inPieces =
  (pieces: number, ms: number, isHeard: boolean) =>
  async (signal: AbortSignal): Promise<void> => {
    for (let piece = 0; piece < pieces; piece++) {
      busy(ms);
      await setImmediate();
      if (isHeard) signal.throwIfAborted();
    }
  };

it('is that of the longest piece of work', async () => {
  const gap = await longestGapMs(inPieces(3, 50, true));
  expect(gap).toBeGreaterThanOrEqual(50);
  expect(gap).toBeLessThan(200);
});

it('is small where work gives turns and hears the abort, and not where it gives turns alone', async () => {
  expect(await longestGapMs(inPieces(200, 5, true))).toBeLessThan(200);
  expect(await longestGapMs(inPieces(200, 5, false))).toBeGreaterThan(200);
});

it('passes on what else goes wrong', async () => {
  const wrong = new Error('no');
  await expect(longestGapMs(() => Promise.reject(wrong))).rejects.toBe(wrong);
});

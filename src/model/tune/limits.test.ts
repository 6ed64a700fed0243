import { describe, expect, it } from 'vitest';
import { withFeatures } from '../row-cost.js';
import { excessOf, limitsOf, limitsWords, shareOf, together } from './limits.js';

const cost = { bytes: 6 * 2 ** 20, microseconds: 1500 };

describe('limits', () => {
  it('say how far a cost is over them, as the sum of shares, and in words', () => {
    expect(excessOf(cost, {})).toBeUndefined();
    expect(excessOf(cost, { bytes: 6 * 2 ** 20, microseconds: 1500 })).toBeUndefined();
    expect(excessOf({ bytes: 4 * 2 ** 20 + 1, microseconds: 1 }, { bytes: 4 * 2 ** 20 })!.reason).toBe('a little more than 4 MB');
    expect(excessOf(cost, { bytes: 4 * 2 ** 20, microseconds: 1000 })).toEqual({
      violation: 1,
      reason: '1.5 ms a row, above 1 ms a row; 6 MB, above 4 MB',
    });
    expect([{ bytes: 2 ** 20 * 8 }, { microseconds: 3000, bytes: 2 ** 20 * 24 }].map((limits) => shareOf(cost, limits))).toEqual([
      0.75, 0.5,
    ]);
    expect(limitsWords({ bytes: 4 * 2 ** 20, microseconds: 1000 })).toBe('a size of 4 MB and a latency of 1 ms a row');
  });

  it('are numbers above 0', () => {
    expect(limitsOf({ maxLatencyMs: 0.5, maxBytes: 2048 })).toEqual({ microseconds: 500, bytes: 2048 });
    expect(limitsOf({})).toEqual({});
    for (const odd of [{ maxLatencyMs: 0 }, { maxBytes: -1 }, { maxBytes: NaN }, { maxLatencyMs: Infinity }])
      expect(() => limitsOf(odd)).toThrow(expect.objectContaining({ code: 'MW_TUNE_LIMIT' }));
  });

  it('count a quarter of a microsecond per feature, and all members of a blend', () => {
    expect(withFeatures({ bytes: 10, microseconds: 1 }, 8)).toEqual({ bytes: 10, microseconds: 1.24 });
    expect(together([cost, { bytes: 1, microseconds: 2 }])).toEqual({ bytes: 6 * 2 ** 20 + 1, microseconds: 1502 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilFromDays, daysFromCivil, daysInMonth } from './civil.js';
import { dayMs } from './value.js';

describe('the calendar', () => {
  it('knows days that are easy to count', () => {
    expect(civilFromDays(0)).toEqual({ year: 1970, month: 1, day: 1 });
    expect(civilFromDays(-1)).toEqual({ year: 1969, month: 12, day: 31 });
    expect(daysFromCivil(1970, 2, 1)).toBe(31);
    expect(daysFromCivil(2000, 3, 1) - daysFromCivil(2000, 2, 1)).toBe(29);
    expect([daysInMonth(2023, 2), daysInMonth(2024, 2), daysInMonth(1900, 2), daysInMonth(2000, 2), daysInMonth(2024, 12)]).toEqual([
      28, 29, 28, 29, 31,
    ]);
  });

  it("agrees with JavaScript's Date over all of its range", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), (days) => {
        const date = new Date(days * dayMs);
        const { year, month, day } = civilFromDays(days);
        expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(daysFromCivil(year, month, day)).toBe(days);
      }),
      { numRuns: 2000 },
    );
  });
});

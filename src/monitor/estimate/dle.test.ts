import { describe, expect, it } from 'vitest';
import { expectedLosses, takeErrors } from './dle.js';

const errors = { absolute: Float64Array.of(1, 2, 3), squared: Float64Array.of(2, 5, 9) };

describe('expected losses', () => {
  it('are means of the expected errors, with the spread of a mean of the rows and of the holdout', () => {
    const { mae, rmse } = expectedLosses(errors, { spread: { absolute: 0.6, squared: 3 }, rows: 6 });
    expect(mae.value).toBe(2);
    // 1.959964 · 0.6 · √(1/3 + 1/6) = 0.83154
    expect(mae.high - mae.value).toBeCloseTo(0.83154, 4);
    expect(mae.value - mae.low).toBeCloseTo(0.83154, 4);
    expect(rmse.value).toBeCloseTo(Math.sqrt(16 / 3), 12);
    // 16/3 ± 4.15771
    expect([rmse.low, rmse.high]).toEqual([expect.closeTo(1.08425, 3), expect.closeTo(3.08075, 3)]);
  });

  it('never reach below nothing, and of no rows there are none', () => {
    expect(expectedLosses(errors, { spread: { absolute: 100, squared: 100 }, rows: 6 }).mae.low).toBe(0);
    expect(expectedLosses(takeErrors(errors, new Int32Array(0)), { spread: { absolute: 1, squared: 1 }, rows: 6 })).toEqual({});
  });
});

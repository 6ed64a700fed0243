import { describe, expect, it } from 'vitest';
import { limitNotes, realisedMoney } from './money.js';

const decide = { act: 'call', cost: 5, valueIfRight: 30, costIfWrong: 1, threshold: 0.5, currency: 'USD' };

describe('realised money', () => {
  it('by hand: what was decided counts, not what the threshold would say today', () => {
    const served = {
      rows: 6,
      columns: {},
      // acted and right, acted and wrong, passed and right, passed and wrong, acted and unknown, not logged: by the probability
      acted: Uint8Array.of(1, 1, 0, 0, 1, 255),
      scores: Float64Array.of(0.9, 0.2, 0.9, 0.1, 0.6, 0.7),
      y: Float64Array.of(1, 0, 1, 0, NaN, 1),
    };
    const money = realisedMoney(served, Int32Array.of(0, 1, 2, 3, 5), decide, { seed: 7 });
    // 25 − 6 + 0 + 0 + 25 over five rows; everyone: 25 − 6 + 25 − 6 + 25
    expect(money.total!.value).toBeCloseTo(44, 9);
    expect(money.perRow!.value).toBeCloseTo(8.8, 9);
    expect(money.everyone!.value).toBeCloseTo(63 / 5, 9);
    expect(money).toMatchObject({ act: 'call', currency: 'USD', rows: 5, acted: 3 });
    // one row waits: 0.6·30 − 0.4·1 − 5
    expect(money.atStake).toEqual({ rows: 1, cost: 5, expected: expect.closeTo(12.6, 9) });
  });

  it('without outcomes is not known', () => {
    const none = { rows: 1, columns: {}, acted: Uint8Array.of(0), scores: Float64Array.of(0.2), y: Float64Array.of(NaN) };
    expect(realisedMoney(none, new Int32Array(0), decide, { seed: 7 })).toMatchObject({
      perRow: null,
      total: null,
      everyone: null,
      rows: 0,
      atStake: { rows: 0, cost: 0, expected: 0 },
    });
  });
});

describe('a limit', () => {
  const many = (acted: number) => ({
    rows: 1000,
    columns: {},
    acted: Uint8Array.from({ length: 1000 }, (_, i) => Number(i < acted)),
    scores: new Float64Array(1000),
  });
  const limited = { ...decide, limit: { acts: 10, spend: 500, per: 'week', of: 100 } } as const;

  it('is told of when more is acted on than it leaves room for, and not for a few', () => {
    expect(limitNotes(many(108), limited)).toEqual([]);
    // 200 of 1,000 acts at 5 each are 1 a row; 500 of 100 rows would be 5
    expect(limitNotes(many(200), limited)).toEqual([
      'It acted on 20% of the rows; the limit of a week leaves room for 10%: rows are not what they were.',
    ]);
    expect(limitNotes(many(200), decide)).toEqual([]);
  });

  it('of money likewise', () => {
    const purse = { ...decide, limit: { spend: 50, per: 'week', of: 100 } } as const;
    expect(limitNotes(many(200), purse)).toEqual([
      'It spent USD\u00a01.00 a row; the limit of a week leaves USD\u00a00.50: rows are not what they were.',
    ]);
  });

  it('amounts of rows come from the served columns', () => {
    const byFee = { ...decide, cost: { kind: 'column', name: 'fee', type: 'number' } } as const;
    const served = {
      rows: 2,
      columns: { fee: Float64Array.of(7, NaN) },
      acted: Uint8Array.of(1, 1),
      scores: Float64Array.of(0.9, 0.9),
      y: Float64Array.of(1, 1),
    };
    const money = realisedMoney(served, Int32Array.of(0, 1), byFee, { seed: 7 });
    // 30 − 7, and nothing of the row without a fee
    expect(money.total!.value).toBeCloseTo(23, 9);
  });
});

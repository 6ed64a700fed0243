import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestWithin } from './cut.js';
import { expectedWorth, type Payoff } from './payoff.js';
import { decideRows, roomOf, scoreRows } from './rule.js';
import { ABOVE_ALL, bestThreshold } from './threshold.js';

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

describe('the best rows that there is room for', () => {
  it('by hand: the two highest, of equal ones the earlier; alone, none of those that tie', () => {
    const picked = bestWithin(Float64Array.of(5, 9, 5, 5, -Infinity), { acts: 2 }, ones(5));
    expect([...picked.acts]).toEqual([1, 1, 0, 0, 0]);
    expect(picked.left).toBe(2);
    expect(picked.cut).toBe(7);
  });

  it('has no end where all that is eligible fits, and lets none in where the first ties with the rest', () => {
    expect(bestWithin(Float64Array.of(3, 1, -Infinity), { acts: 2 }, ones(3))).toMatchObject({ left: 0, cut: -Number.MAX_VALUE });
    expect(bestWithin(Float64Array.of(3, 3), { acts: 1 }, ones(2)).cut).toBe(Number.MAX_VALUE);
  });

  it('stops at the first row that its money does not pay for, and says which part of it would have been', () => {
    const picked = bestWithin(Float64Array.of(9, 8, 7), { spend: 10 }, Float64Array.of(6, 8, 1));
    expect([...picked.acts]).toEqual([1, 0, 0]);
    expect(picked.next).toEqual({ row: 1, share: expect.closeTo(0.5, 12) });
  });

  it('counts weights, and holds three of 0.1 × 30 rows in spite of rounding', () => {
    expect([...bestWithin(Float64Array.of(9, 8, 7), { acts: 3 }, ones(3), Float64Array.of(2, 1, 1)).acts]).toEqual([1, 1, 0]);
    const thirty = Float64Array.from({ length: 30 }, (_, i) => i);
    expect(bestWithin(thirty, { acts: 0.1 * 30 }, ones(30)).acts.reduce((n, one) => n + one, 0)).toBe(3);
  });

  it('property: what acts on rows alone by the cut never exceeds the room, and no eligible row above the cut is left out', () => {
    const row = fc.record({ score: fc.integer({ min: 0, max: 8 }), cost: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 60 }),
        (rows, acts, spend) => {
          const [score, costs] = (['score', 'cost'] as const).map((key) => Float64Array.from(rows, (r) => r[key]));
          const picked = bestWithin(score, { acts, spend }, costs);
          const alone = score.map((s) => Number(s >= picked.cut));
          for (const chosen of [[...picked.acts], [...alone]]) {
            expect(chosen.reduce((n, one) => n + one, 0)).toBeLessThanOrEqual(acts);
            expect(chosen.reduce((sum, one, i) => sum + one * costs[i], 0)).toBeLessThanOrEqual(spend);
          }
          alone.forEach((one, i) => expect(picked.acts[i]).toBeGreaterThanOrEqual(one));
        },
      ),
    );
  });
});

describe('rules', () => {
  const payoff: Payoff = { act: 'call', cost: 10, valueIfRight: Float64Array.of(100, 15, 40, 1000), undecided: Uint8Array.of(0, 0, 0, 1) };
  const p = Float64Array.of(0.2, 0.9, 0.5, 0.9);

  it('threshold: the likely ones; expected value: those that pay; top k: the likeliest whether it pays or not; undecided rows never', () => {
    expect([...decideRows({ threshold: 0.5 }, payoff, p).acts]).toEqual([0, 1, 1, 0]);
    // 0.2·100 − 10 = 10, 0.9·15 − 10 = 3.5, 0.5·40 − 10 = 10
    expect([...scoreRows({ policy: 'expected_value', threshold: 0.5 }, payoff, p)]).toEqual([10, 3.5, 10, -Infinity]);
    expect([...decideRows({ policy: 'expected_value', threshold: 0.5, floor: 5 }, payoff, p).acts]).toEqual([1, 0, 1, 0]);
    expect([...decideRows({ policy: 'top_k', threshold: 1, limit: { acts: 1, of: 4 } }, payoff, p).acts]).toEqual([0, 1, 0, 0]);
  });

  it('ranks by worth per cost where money is limited', () => {
    const costly: Payoff = { act: 'call', cost: Float64Array.of(10, 1, 0), valueIfRight: 40 };
    // 0.5·40 = 20: 10 for 10 is 1, 19 for 1 is 19, 20 for nothing
    const rule = { policy: 'expected_value', threshold: 0, limit: { spend: 3, of: 3 } } as const;
    expect([...scoreRows(rule, costly, Float64Array.of(0.5, 0.5, 0.5))]).toEqual([1, 19, Infinity]);
    expect([...decideRows(rule, costly, Float64Array.of(0.5, 0.5, 0.5)).acts]).toEqual([0, 1, 1]);
  });

  it('leaves a limit its share of the rows', () => {
    expect(roomOf({ acts: 500, of: 7000 }, 1400)).toEqual({ acts: expect.closeTo(100, 9) });
    expect(roomOf(undefined, 3)).toEqual({});
  });

  it('property: greedy is within the part of one row of the fractional knapsack, which no choice beats', () => {
    const row = fc.record({ p: fc.integer({ min: 1, max: 20 }).map((n) => n / 20), cost: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 30 }), (rows, spend) => {
        const own: Payoff = { act: 'x', cost: Float64Array.from(rows, (r) => r.cost), valueIfRight: 20 };
        const chances = Float64Array.from(rows, (r) => r.p);
        const worth = expectedWorth(own, chances);
        const picked = decideRows({ policy: 'expected_value', threshold: 0, limit: { spend, of: rows.length } }, own, chances);
        const value = worth.reduce((sum, v, i) => sum + picked.acts[i] * v, 0);
        const bound = value + (picked.next ? picked.next.share * worth[picked.next.row] : 0);
        let best = 0;
        for (let set = 0; set < 2 ** rows.length; set++) {
          const taken = rows.map((_, i) => (set >> i) & 1);
          if (taken.reduce((sum, one, i) => sum + one * rows[i].cost, 0) <= spend)
            best = Math.max(
              best,
              taken.reduce((sum, one, i) => sum + one * worth[i], 0),
            );
        }
        expect(best).toBeLessThanOrEqual(bound + 1e-6);
        expect(value).toBeLessThanOrEqual(best + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

it('a best threshold keeps to the room: of ties that do not fit, none', () => {
  const [worth, p] = [Float64Array.of(5, 5, 5, -1), Float64Array.of(0.9, 0.5, 0.5, 0.1)];
  const within = (acts: number) => bestThreshold(worth, p, undefined, { room: { acts }, costs: ones(4) });
  expect(within(4)).toEqual({ threshold: expect.closeTo(0.3, 12), perRow: 3.75 });
  expect(within(2)).toEqual({ threshold: 0.7, perRow: 1.25 });
  expect(within(0)).toEqual({ threshold: ABOVE_ALL, perRow: 0 });
});

import { describe, expect, it } from 'vitest';
import { earnedIn } from './earned.js';
import { noted, type LiveVisitor } from './visitor.js';

const worth = (revenue: number) => ({ views: 0, purchases: revenue > 0 ? 1 : 0, revenue, refunds: revenue / 10, margin: revenue / 2 });

describe('what the recommender earned', () => {
  it('adds up a visitor’s visits; the truth is the treated list less the control’s, whichever was shown', () => {
    const treated = noted(undefined, { person: 1, arm: 1, spent: worth(20), own: worth(3), instead: worth(1) });
    const again = noted(treated, { person: 1, arm: 1, spent: worth(0), own: worth(2), instead: worth(2.5) });
    expect(again).toEqual({
      person: 1,
      arm: 1,
      visits: 2,
      purchases: 1,
      revenue: 20,
      refunds: 2,
      margin: 10,
      truly: { revenue: 1.5, margin: 0.75 },
    });
    const control = noted(undefined, { person: 2, arm: 0, spent: worth(0), own: worth(1), instead: worth(3) });
    expect(control.truly).toEqual({ revenue: 2, margin: 1 });
  });

  it('compares the arms per visitor, and counts what came of it, worked by hand', () => {
    // Of ten visitors in each arm two buy for 10, or four for 15: 2 and 6 a visitor.
    const visitors = Array.from({ length: 20 }, (_, person): LiveVisitor => {
      const arm = person < 10 ? 0 : 1;
      const revenue = person < 2 ? 10 : person >= 16 ? 15 : 0;
      const refunds = revenue === 15 && person === 19 ? 15 : 0;
      return {
        person,
        arm,
        visits: 1,
        purchases: revenue > 0 ? 1 : 0,
        revenue,
        refunds,
        margin: revenue / 2,
        truly: { revenue: 3, margin: 1.5 },
      };
    });
    const earned = earnedIn({ days: 5, visits: 20, visitors }, 20);
    expect(earned.arms).toEqual([
      { visitors: 10, buyers: 2, refunded: 0 },
      { visitors: 10, buyers: 4, refunded: 0.25 },
    ]);
    expect(earned.revenue).toMatchObject({ control: 2, treated: 6, truth: 3, holds: true, found: { difference: { value: 4 } } });
    expect(earned.margin.found.difference.value).toBe(2);
    expect(earned.brought.value).toBe(20);
    expect(earned.forgone.value).toBe(20);
    expect(earned.perYearTruth).toBeCloseTo(1.5 * 20 * 73, 9);
    expect(earned.perYear.value).toBeCloseTo(2 * 20 * 73, 9);
    const far = visitors.map((one) => ({ ...one, truly: { revenue: 1000, margin: 500 } }));
    expect(earnedIn({ days: 5, visits: 20, visitors: far }, 20).revenue.holds).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { ShopEvent } from '../events.js';
import { simulateHistory, type ShopHistory } from '../history.js';
import { dayMs } from '../shop-size.js';
import { csvOf } from './csv.js';
import { customersOn } from './customers.js';
import { demandOf, lastWeekOf } from './demand.js';
import { eventsCsv, itemsCsv, usersCsv } from './files.js';

const history = simulateHistory({ seed: 3, users: 300, items: 60, days: 150 }, 140);
const [ann, bob] = history.shop.people.map(({ id }) => id);
const [pot, cup] = history.shop.catalogue.map(({ id }) => id);

/** The shop with a log of our own: `[user, item, type, day]`, at noon. */
const withLog = (...rows: readonly (readonly [string, string, ShopEvent['type'], number])[]): ShopHistory => ({
  ...history,
  events: rows.map(([user, item, type, day], n) => ({
    id: `e${n}`,
    user,
    item,
    type,
    at: dayMs(history.shop, day) + 43_200_000,
    amount: type === 'purchase' ? 20 : 0,
    front: false,
  })),
});

describe('the tables of the shop', () => {
  it('quotes what needs it', () => {
    expect(csvOf([{ a: 'x, "y"', b: null, c: true, d: 1.5 }])).toBe('a,b,c,d\n"x, ""y""",,yes,1.5\n');
  });

  it('has a line per event, per item on sale and per person who has joined', () => {
    const lines = (csv: string): number => csv.trimEnd().split('\n').length - 1;
    expect(lines(eventsCsv(history))).toBe(history.events.length);
    expect(lines(itemsCsv(history))).toBe(history.shop.catalogue.filter(({ launchDay }) => launchDay <= 140).length);
    expect(lines(usersCsv(history))).toBe(history.shop.people.filter(({ joinedDay }) => joinedDay < 140).length);
  });

  it('knows of a customer what the log said that evening, counted by hand', () => {
    const log = withLog(
      [ann, pot, 'view', 10],
      [ann, pot, 'cart', 10],
      [ann, cup, 'view', 30],
      [ann, cup, 'cart', 30],
      [ann, cup, 'purchase', 30],
      [ann, cup, 'return', 38],
      [ann, pot, 'view', 90],
      [bob, pot, 'view', 45],
    );
    const [a, b] = customersOn(log, 50);
    expect(a).toMatchObject({
      user_id: ann,
      evening: '2025-02-20',
      customer_for_days: 41,
      visits: 2,
      visits_30d: 1,
      days_since_visit: 21,
      usual_gap_days: 20,
      views_30d: 1,
      left_in_cart_30d: 0,
      purchases_90d: 1,
      spent_90d: 20,
      days_since_purchase: 20,
      returns_90d: 1,
      leaves: false,
    });
    expect(b).toMatchObject({ user_id: bob, visits: 1, usual_gap_days: null, days_since_purchase: null, leaves: true });
    expect(customersOn(log, 120).map((row) => row['user_id'])).toEqual([ann]);
    expect(customersOn(log, 120)[0]).not.toHaveProperty('leaves');
  });

  it('knows nothing of later days: a changed future changes labels alone', () => {
    const known = (to: number) =>
      customersOn({ ...history, events: history.events.filter(({ at }) => at < dayMs(history.shop, to)) }, 70).map((row) => ({
        ...row,
        leaves: null,
      }));
    expect(known(71)).toEqual(known(140));
    const cut = (to: number) => demandOf({ ...history, events: history.events.filter(({ at }) => at < dayMs(history.shop, to)) }, 10, 12);
    expect(
      cut(77)
        .filter(({ week }) => week === '2025-03-12')
        .map((row) => ({ ...row, units: null })),
    ).toEqual(
      cut(140)
        .filter(({ week }) => week === '2025-03-12')
        .map((row) => ({ ...row, units: null })),
    );
  });

  it('counts pieces per item and week by hand', () => {
    const item = history.shop.catalogue.findIndex(({ launchDay }) => launchDay === 0);
    const id = history.shop.catalogue[item].id;
    const log = withLog(
      [ann, id, 'purchase', 7 * 6 + 2],
      [bob, id, 'purchase', 7 * 8],
      [bob, id, 'view', 7 * 9 + 6],
      [ann, id, 'purchase', 7 * 9 + 6],
      [bob, id, 'purchase', 7 * 10],
      [ann, id, 'purchase', 7 * 10 + 6],
      [ann, id, 'purchase', 7 * 11],
    );
    expect(demandOf(log, 10, 11).find((row) => row['item_id'] === id)).toMatchObject({
      week: '2025-03-12',
      weeks_on_sale: 10,
      units_1w: 1,
      units_4w: 3,
      views_1w: 1,
      units: 2,
    });
  });

  it('knows how far last week is off, worked by hand', () => {
    // Off by 1 and 3 of last week, by 2 and 4 of a fourth of the month.
    const rows = [
      { units: 3, units_1w: 2, units_4w: 4 },
      { units: 0, units_1w: 3, units_4w: 16 },
    ];
    expect(lastWeekOf(rows)).toEqual({ offBy: 2, offByMonth: 3 });
  });
});

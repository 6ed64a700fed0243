import type { ShopEvent } from '../events.js';
import type { ShopHistory } from '../history.js';
import type { ShopPerson } from '../people.js';
import { DAY_MS, dayMs } from '../shop-size.js';
import { isoDay, type Row } from './csv.js';

/** Who does not come for so many days has left; who has not come for so many is asked about no more. */
export const AWAY_DAYS = 60;

/**
 * The customers as the shop knew them on the evening of a day, from nothing that happened later; and, where its log goes on for 60 days, whether they stay
 * away for those (`leaves`). Only who came within the last 60 days.
 */
export function customersOn({ shop, state, events }: ShopHistory, day: number): readonly Row[] {
  const end = dayMs(shop, day + 1);
  const known = state.day >= day + 1 + AWAY_DAYS;
  const byUser = Map.groupBy(events, ({ user }) => user);
  return shop.people.flatMap((person) => {
    const all = byUser.get(person.id) ?? [];
    const past = all.filter(({ at }) => at < end);
    const visits = visitDays(past);
    if (visits.length === 0 || end - visits.at(-1)! > AWAY_DAYS * DAY_MS) return [];
    const comes = all.some(({ at, type }) => type !== 'return' && at >= end && at < end + AWAY_DAYS * DAY_MS);
    return [{ ...onFile(person, visits[0], end), ...tracesOf(past, visits, end), ...(known ? { leaves: !comes } : {}) }];
  });
}

const onFile = ({ id, country, channel, newsletter }: ShopPerson, first: number, end: number): Row => ({
  user_id: id,
  evening: isoDay(end - 1),
  customer_for_days: Math.floor((end - first) / DAY_MS),
  country,
  channel,
  newsletter,
});

/** The mornings of the days with a visit. */
const visitDays = (past: readonly ShopEvent[]): readonly number[] => [
  ...new Set(past.filter(({ type }) => type !== 'return').map(({ at }) => Math.floor(at / DAY_MS) * DAY_MS)),
];

function tracesOf(past: readonly ShopEvent[], visits: readonly number[], end: number): Row {
  const within = (days: number, type: ShopEvent['type']): readonly ShopEvent[] =>
    past.filter((event) => event.type === type && end - event.at <= days * DAY_MS);
  const bought = within(90, 'purchase');
  const last = past.findLast(({ type }) => type === 'purchase');
  const gaps = visits.slice(1).map((at, i) => (at - visits[i]) / DAY_MS);
  return {
    visits: visits.length,
    visits_30d: visits.filter((at) => end - at <= 30 * DAY_MS).length,
    days_since_visit: Math.floor((end - visits.at(-1)!) / DAY_MS),
    usual_gap_days: gaps.length === 0 ? null : Math.round((10 * gaps.reduce((sum, gap) => sum + gap, 0)) / gaps.length) / 10,
    views_30d: within(30, 'view').length,
    left_in_cart_30d: Math.max(0, within(30, 'cart').length - within(30, 'purchase').length),
    purchases_90d: bought.length,
    spent_90d: Math.round(100 * bought.reduce((sum, { amount }) => sum + amount, 0)) / 100,
    days_since_purchase: last ? Math.floor((end - last.at) / DAY_MS) : null,
    returns_90d: within(90, 'return').length,
  };
}

import type { ShopHistory } from '../history.js';
import { dayMs } from '../shop-size.js';
import { csvOf, isoDay } from './csv.js';

/** The shop's log: a row per event. */
export const eventsCsv = ({ events }: ShopHistory): string =>
  csvOf(
    events.map(({ id, user, item, type, at, amount }) => ({
      event_id: id,
      user_id: user,
      item_id: item,
      type,
      at: new Date(at).toISOString(),
      amount: amount || null,
    })),
  );

/** What the shop sells today: nothing that is still to be launched. */
export const itemsCsv = ({ shop, state }: ShopHistory): string =>
  csvOf(
    shop.catalogue.flatMap(({ id, title, category, style, price, margin, launchDay }, i) =>
      launchDay > state.day
        ? []
        : [{ item_id: id, title, category, style, price, margin, launched: isoDay(dayMs(shop, launchDay)), stock: state.stock[i] }],
    ),
  );

/** Who has joined so far. */
export const usersCsv = ({ shop, state }: ShopHistory): string =>
  csvOf(
    shop.people.flatMap(({ id, joinedDay, country, channel, newsletter }) =>
      joinedDay >= state.day ? [] : [{ user_id: id, joined: isoDay(dayMs(shop, joinedDay)), country, channel, newsletter }],
    ),
  );

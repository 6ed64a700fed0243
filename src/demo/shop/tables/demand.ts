import type { ShopHistory } from '../history.js';
import { DAY_MS, dayMs } from '../shop-size.js';
import { isoDay, type Row } from './csv.js';

const WEEK = 7;
/** Weeks before the first row, so that its past is known. */
const FIRST_WEEK = 5;

/**
 * What sold, a row per item and whole week: what was known on the Sunday before, and the pieces that then went (`units`). Columns named `1w` look back one
 * week, `4w` four. Weeks from `from` until before `to`, counted from the opening; items from their second week on.
 */
export function demandOf({ shop, events }: ShopHistory, from: number, to: number): readonly Row[] {
  const places = new Map(shop.catalogue.map(({ id }, i) => [id, i]));
  const counts = new Map<string, Uint32Array>();
  for (const { item, type, at } of events) {
    const key = `${type} ${places.get(item)!}`;
    if (!counts.has(key)) counts.set(key, new Uint32Array(to));
    const week = Math.floor((at - dayMs(shop, 0)) / (WEEK * DAY_MS));
    if (week < to) counts.get(key)![week]++;
  }
  const none = new Uint32Array(to);
  const weeks = Array.from({ length: Math.max(0, to - Math.max(from, FIRST_WEEK)) }, (_, i) => Math.max(from, FIRST_WEEK) + i);
  return weeks.flatMap((week) =>
    shop.catalogue.flatMap(({ id, category, style, price, launchDay }, i) => {
      if (launchDay > (week - 1) * WEEK) return [];
      const of = (type: string): Uint32Array => counts.get(`${type} ${i}`) ?? none;
      const back = (type: string, weeksBack: number): number =>
        of(type)
          .subarray(week - weeksBack, week)
          .reduce((sum, n) => sum + n, 0);
      return [
        {
          item_id: id,
          week: isoDay(dayMs(shop, week * WEEK)),
          category,
          style,
          price,
          weeks_on_sale: week - Math.floor(launchDay / WEEK),
          season_week: week % 52,
          units_1w: back('purchase', 1),
          units_4w: back('purchase', 4),
          carts_1w: back('cart', 1),
          views_1w: back('view', 1),
          views_4w: back('view', 4),
          returns_4w: back('return', 4),
          units: of('purchase')[week],
        },
      ];
    }),
  );
}

/** How far the figures that everybody has are off what then went, in pieces, on average over rows of `demandOf`. */
export interface LastWeek {
  /** Last week's pieces again. */
  readonly offBy: number;
  /** A week's part of the last four weeks' pieces. */
  readonly offByMonth: number;
}

/** What any model of demand is to be held against, on the same rows. */
export function lastWeekOf(rows: readonly Row[]): LastWeek {
  const off = (guess: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + Math.abs(Number(row['units']) - guess(row)), 0) / rows.length;
  return { offBy: off((row) => Number(row['units_1w'])), offByMonth: off((row) => Number(row['units_4w']) / 4) };
}

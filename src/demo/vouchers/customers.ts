import { random } from '../../core/index.js';
import type { Shop, ShopEvent } from './shop.js';

/** The first day of the simulation. */
const START_MS = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

/** Who was not seen for longer is no customer any more. */
const FORGOTTEN_DAYS = 100;

const HEADER =
  'customer,joined,country,channel,newsletter,visits_30d,visits_90d,orders_90d,spend_90d,days_since_visit,days_since_order,returns,tickets,top_category,buys_again';

/**
 * The customer table of a shop on one day, as CSV: what the shop knows that evening, and whether the customer
 * orders within the next 30 days. With a seed for the flaws it is like real exports: in about one row of 150 a refund is
 * booked as negative spend or a number is typed as a word. Customers who joined later than `day`, or were not seen for 100 days, are left out.
 */
export function customerCsv(shop: Shop, day: number, flawSeed?: number): string {
  return `${[HEADER, ...customerLines(shop, day, flawSeed).map((cells) => cells.join(','))].join('\n')}\n`;
}

/** The same customers as an application would send them: one JSON row each, without the label, which stands beside it. */
export function customerRows(shop: Shop, day: number): readonly CustomerRow[] {
  const names = HEADER.split(',');
  return customerLines(shop, day).map((cells) => {
    const row = Object.fromEntries(cells.slice(0, -1).map((cell, i) => [names[i], jsonCell(names[i], cell)]));
    return { row, label: cells.at(-1)! };
  });
}

/** A row for a request, and what became true of it. */
export interface CustomerRow {
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  readonly label: string;
}

const TEXTS = ['customer', 'joined', 'country', 'channel', 'top_category'];

function jsonCell(name: string, cell: string): string | number | boolean | null {
  if (name === 'newsletter') return cell === 'yes';
  if (cell === '') return null;
  return TEXTS.includes(name) ? cell : Number(cell);
}

function customerLines(shop: Shop, day: number, flawSeed?: number): readonly (readonly string[])[] {
  const flaws = flawSeed === undefined ? undefined : random(flawSeed, 'flaws');
  const byShopper = Map.groupBy(shop.events, (e) => e.shopper);
  const lines: string[][] = [];
  shop.shoppers.forEach((shopper, index) => {
    if (shopper.joinedDay > day) return;
    const events = byShopper.get(index) ?? [];
    const past = events.filter((e) => e.day <= day);
    if (day - Math.max(shopper.joinedDay, past.findLast((e) => e.kind === 'visit')?.day ?? 0) > FORGOTTEN_DAYS) return;
    const again = events.some((e) => e.kind === 'order' && e.day > day && e.day <= day + 30);
    lines.push([
      shopper.id,
      isoDay(shopper.joinedDay),
      shopper.country,
      shopper.channel,
      shopper.newsletter ? 'yes' : 'no',
      ...traces(past, day, flaws?.uniform() ?? 1),
      again ? 'yes' : 'no',
    ]);
  });
  return lines;
}

const isoDay = (day: number): string => new Date(START_MS + day * DAY_MS).toISOString().slice(0, 10);

/** What a customer's past looks like in the table, from `visits_30d` to `top_category`. */
function traces(past: readonly ShopEvent[], day: number, luck: number): readonly string[] {
  const count = (kind: ShopEvent['kind'], days: number) => past.filter((e) => e.kind === kind && e.day > day - days).length;
  const last = (kind: ShopEvent['kind']) => past.findLast((e) => e.kind === kind);
  const age = (event: ShopEvent | undefined) => (event ? String(day - event.day) : '');
  const spend = past.filter((e) => e.kind === 'order' && e.day > day - 90).reduce((sum, e) => sum + e.amount, 0);
  const spendText = luck < 0.004 ? `-${spend.toFixed(2)}` : luck < 0.007 ? 'many' : spend.toFixed(2);
  return [
    String(count('visit', 30)),
    String(count('visit', 90)),
    String(count('order', 90)),
    luck < 0.004 && spend === 0 ? '-1.00' : spendText,
    age(last('visit')),
    age(last('order')),
    String(count('return', 365)),
    String(count('ticket', 365)),
    topCategory(past),
  ];
}

/** The category of most visits; the earlier name among equals; empty without visits. */
function topCategory(past: readonly ShopEvent[]): string {
  const counts = new Map<string, number>();
  for (const e of past) if (e.kind === 'visit') counts.set(e.category, (counts.get(e.category) ?? 0) + 1);
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

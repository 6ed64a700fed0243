import { describe, expect, it } from 'vitest';
import { customerCsv, customerRows } from './customers.js';
import { simulateShop } from './shop.js';

const shop = simulateShop({ shoppers: 2000, days: 330, seed: 7 });
const lines = customerCsv(shop, 269, 7).trimEnd().split('\n');
const [header, ...rows] = lines.map((l) => l.split(','));

describe('the demo shop', () => {
  it('is the same for the same seed and another for another', () => {
    expect(customerCsv(simulateShop({ shoppers: 2000, days: 330, seed: 7 }), 269, 7)).toBe(`${lines.join('\n')}\n`);
    expect(simulateShop({ shoppers: 50, days: 100, seed: 8 }).events).not.toEqual(
      simulateShop({ shoppers: 50, days: 100, seed: 7 }).events,
    );
  });

  it('has events in the order of shopper and day, none before joining', () => {
    for (let i = 1; i < shop.events.length; i++) {
      const [a, b] = [shop.events[i - 1], shop.events[i]];
      expect(b.shopper > a.shopper || (b.shopper === a.shopper && b.day >= a.day)).toBe(true);
    }
    expect(shop.events.every((e) => e.day >= shop.shoppers[e.shopper].joinedDay && e.day < 330)).toBe(true);
  });

  it('leaves out who had not joined by that evening or was not seen for 100 days, and has as many cells as columns', () => {
    const seen = (index: number): boolean =>
      shop.shoppers[index].joinedDay >= 169 ||
      shop.events.some((e) => e.shopper === index && e.kind === 'visit' && e.day >= 169 && e.day <= 269);
    expect(rows.length).toBe(shop.shoppers.filter((s, i) => s.joinedDay <= 269 && seen(i)).length);
    expect(rows.every((r) => r.length === header.length)).toBe(true);
  });

  it('has between a tenth and a third who buy again, and flaws in about one row of 150', () => {
    const again = rows.filter((r) => r.at(-1) === 'yes').length / rows.length;
    expect(again).toBeGreaterThan(0.1);
    expect(again).toBeLessThan(0.34);
    const spend = header.indexOf('spend_90d');
    const flawed = rows.filter((r) => !(Number(r[spend]) >= 0)).length;
    expect(flawed).toBeGreaterThan(2);
    expect(flawed).toBeLessThan(rows.length / 50);
    expect(customerCsv(shop, 269)).not.toMatch(/many|,-/);
  });

  it('sends the same customers as rows that a request takes, the label beside them', () => {
    const sent = customerRows(shop, 269);
    expect(sent.length).toBe(rows.length);
    const clean = customerCsv(shop, 269).trimEnd().split('\n').slice(1);
    sent.forEach(({ row, label }, i) => {
      const cells = header
        .slice(0, -1)
        .map((name) => (row[name] === null ? '' : row[name] === true ? 'yes' : row[name] === false ? 'no' : String(row[name])));
      const due = clean[i].split(',').map((cell, c) => (header[c] === 'spend_90d' ? String(Number(cell)) : cell));
      expect([...cells, label]).toEqual(due);
    });
  });

  it('has the same days before the rival, and fewer buyers where it advertises after', () => {
    const rival = simulateShop({ shoppers: 2000, days: 330, seed: 7, rivalDay: 200 });
    const before = (events: typeof shop.events) => events.filter((e) => e.day < 200);
    expect(before(rival.events)).toEqual(before(shop.events));
    const orders = (s: typeof shop, channel: string) =>
      s.events.filter((e) => e.day >= 200 && e.kind === 'order' && s.shoppers[e.shopper].channel === channel).length;
    expect(orders(rival, 'search')).toBeLessThan(0.2 * orders(shop, 'search'));
    expect(orders(rival, 'friend')).toBe(orders(shop, 'friend'));
  });
});

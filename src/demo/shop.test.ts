import { describe, expect, it } from 'vitest';
import { customerCsv } from './customers.js';
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

  it('leaves out who had not joined by that evening, and has as many cells as columns', () => {
    expect(rows.length).toBe(shop.shoppers.filter((s) => s.joinedDay <= 269).length);
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
});

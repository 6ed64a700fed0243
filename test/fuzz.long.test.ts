import { expect, it } from 'vitest';
import { fuzz } from './support/fuzz.js';
import { openServedShop } from './support/served-shop.js';
import { openServed } from './support/served.js';
import { shopRequests } from './support/shop-requests.js';

const REQUESTS = 100_000;

it('100,000 mutated requests: no crash, no 5xx, no answer outside the schema, no growing memory', async () => {
  const served = await openServed();
  try {
    await fuzz(served, { requests: 2000, seed: 1 });
    const before = process.memoryUsage().rss;
    const result = await fuzz(served, { requests: REQUESTS, seed: 2 });
    process.stdout.write(`answers by status: ${JSON.stringify(result.statuses)}\n`);
    expect([result.faults, served.said.filter((line) => line.includes('failed'))]).toEqual([[], []]);
    expect(result.statuses['200']).toBeGreaterThan(REQUESTS / 40);
    expect((await fetch(`${served.url}/livez`)).status).toBe(200);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(300);
  } finally {
    await served.close();
  }
});

it('30,000 of them for lists, events and items of a recommender', async () => {
  const shop = await openServedShop();
  try {
    const result = await fuzz(shop, { requests: 30_000, seed: 3, valid: shopRequests(shop) });
    expect([result.faults, shop.said.filter((line) => line.includes('failed'))]).toEqual([[], []]);
    expect(result.statuses['200']).toBeGreaterThan(750);
    expect((await shop.call('POST', '/v1/models/shop/recommend', { user: 'u9', k: 5 })).json.items.length).toBe(5);
  } finally {
    await shop.close();
  }
});

import { expect, it } from 'vitest';
import { fuzz } from './support/fuzz.js';
import { openServedShop } from './support/served-shop.js';
import { shopRequests } from './support/shop-requests.js';

it('1,000 mutated requests for lists, events and items: no crash, no 5xx, no answer outside the schema; lists are made as before', async () => {
  const shop = await openServedShop();
  try {
    const ask = async () => (await shop.call('POST', '/v1/models/shop/recommend', { user: 'u9', k: 5 })).json.items;
    const before = await ask();
    const result = await fuzz(shop, { requests: 1000, seed: 7, valid: shopRequests(shop) });
    expect(result.faults).toEqual([]);
    expect(result.statuses['200']).toBeGreaterThan(40);
    expect(shop.said.filter((line) => /failed/.test(line))).toEqual([]);
    expect(await ask()).toEqual(before);
  } finally {
    await shop.close();
  }
}, 120_000);

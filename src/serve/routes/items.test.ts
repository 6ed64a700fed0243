import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServedShop, type Answer, type ServedShop } from '../../../test/support/served-shop.js';
import { openWorkspace } from '../../model/index.js';
import { serve, type Serving } from '../serve.js';

let shop: ServedShop;
let other: Serving & { readonly close: () => Promise<void> };
beforeAll(async () => {
  shop = await openServedShop();
  const workspace = await openWorkspace({ root: shop.run.workspace.root, clock: shop.run.clock });
  const serving = await serve({ run: { ...shop.run, workspace }, port: 0, adminToken: shop.adminToken });
  other = { url: serving.url, close: () => serving.close().then(() => workspace.close()) };
}, 60_000);
afterAll(async () => {
  await other.close();
  await shop.close();
});

const report = (...items: readonly object[]): Promise<Answer> => shop.call('POST', '/v1/models/shop/items', { items });
const ask = (body: object): Promise<Answer> => shop.call('POST', '/v1/models/shop/recommend', body);
const itemsOf = ({ json }: { readonly json: Answer['json'] }): string[] => json.items.map(({ item }: { item: string }) => item);
const askOther = async (body: object): Promise<string[]> => {
  const headers = { authorization: `Bearer ${shop.adminToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${other.url}/v1/models/shop/recommend`, { method: 'POST', headers, body: JSON.stringify(body) });
  return itemsOf({ json: await answer.json() });
};
const cheap = { user: 'u0', k: 40, filter: { price: { lt: 0.3 } } };
const SOON = { timeout: 1000, interval: 20 };

describe('items that are reported to a server', () => {
  it('are on its lists when it has answered, and on those of every other server within a second', async () => {
    expect(await askOther(cheap)).not.toContain('new');
    const item = { item: 'new', columns: { title: 'New tea', kind: 'tea', price: 0.25, stock: 'yes' } };
    const answer = await report(item);
    expect(answer).toEqual({ status: 200, json: { model: 'shop', version: 1, added: 1, changed: 0, unchanged: 0, refused: [] } });
    expect(itemsOf(await ask(cheap))).toEqual(['new']);
    await expect.poll(() => askOther(cheap), SOON).toEqual(['new']);
    expect((await report(item)).json).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const [told] = (await ask({ ...cheap, columns: ['title', 'stock'] })).json.items;
    expect(told.columns).toEqual({ title: 'New tea', stock: true });
  });

  it('change and go as they are reported, at every server', async () => {
    await report({ item: 'i4', columns: { price: 0.1 } });
    expect(itemsOf(await ask(cheap))).toContain('i4');
    await expect.poll(() => askOther(cheap), SOON).toContain('i4');
    await report({ item: 'i4', removed: true });
    const alike = async (): Promise<string[]> => itemsOf(await shop.call('GET', '/v1/models/shop/similar/i3?k=40'));
    expect([itemsOf(await ask(cheap)).includes('i4'), (await alike()).includes('i4'), (await alike()).includes('new')]).toEqual([
      false,
      false,
      true,
    ]);
    await expect.poll(() => askOther(cheap), SOON).not.toContain('i4');
  });

  it('gain from what users do with them', async () => {
    const stranger = async (): Promise<string[]> => itemsOf(await ask({ history: [], k: 5 }));
    expect(await stranger()).not.toContain('new');
    const events = Array.from({ length: 90 }, (_, e) => ({ id: `new ${e}`, user: `buyer ${e}`, item: 'new', type: 'purchase' }));
    expect((await shop.call('POST', '/v1/events', { events })).json).toMatchObject({ taken: 90 });
    await expect.poll(stranger, { timeout: 3000, interval: 50 }).toContain('new');
    // Who bought it has it no more, and is known by it.
    const buyer = await ask({ user: 'buyer 1', k: 20, explain: true });
    expect([itemsOf(buyer).includes('new'), buyer.json.items[0].reasons[0].text]).toEqual([false, 'because you bought New tea']);
  });

  it('are refused one by one, and requests that are none as a whole', async () => {
    const { status, json } = await report({ item: 'i5', columns: { price: 'dear' } }, { item: 'i6', columns: { price: 6 } }, { item: 'x' });
    expect([status, json.changed, json.refused]).toEqual([
      200,
      1,
      [
        { index: 0, item: 'i5', column: 'price', rule: 'number', reason: 'is not a number: "dear"' },
        { index: 2, item: 'x', column: 'title', rule: 'missing', reason: 'is missing' },
      ],
    ]);
    const codes = async (path: string, body: object): Promise<unknown> => {
      const answer = await shop.call('POST', path, body);
      return [answer.status, answer.json.code];
    };
    expect(await codes('/v1/models/shop/items', { items: [{ columns: {} }] })).toEqual([422, 'MW_SERVE_REQUEST']);
    expect(await codes('/v1/models/shop/items', { items: [{ item: 'a', price: 3 }] })).toEqual([422, 'MW_SERVE_REQUEST']);
    expect(await codes('/v1/models/none/items', { items: [{ item: 'a' }] })).toEqual([404, 'MW_MODEL_UNKNOWN']);
    expect(await codes('/v1/models/churn/items', { items: [{ item: 'a' }] })).toEqual([409, 'MW_SERVE_TASK']);
    expect((await shop.call('POST', '/v1/models/shop/items', { items: [{ item: 'i1' }] }, shop.tokens.predict)).status).toBe(403);
  });
});

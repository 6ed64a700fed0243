import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServedShop, type ServedShop } from '../../../test/support/served-shop.js';
import { eventsSince } from '../../store/index.js';

let shop: ServedShop;
beforeAll(async () => {
  shop = await openServedShop();
});
afterAll(() => shop.close());

const take = (events: unknown, token?: string) => shop.call('POST', '/v1/events', { events }, token);
const listFor = async (user: string): Promise<readonly string[]> => {
  const { json } = await shop.call('POST', '/v1/models/shop/recommend', { user, k: 5 });
  return json.items.map(({ item }: { readonly item: string }) => item);
};

it('takes an event once, and the next answer knows it', async () => {
  const [best] = await listFor('u1');
  const bought = { id: 'e1', user: 'u1', item: best, type: 'purchase', at: new Date().toISOString() };
  expect(await take([bought])).toEqual({ status: 200, json: { taken: 1, known: 0, waiting: 0, refused: [] } });
  expect(await listFor('u1')).not.toContain(best);
  expect((await take([bought, bought])).json).toEqual({ taken: 0, known: 2, waiting: 0, refused: [] });
});

it('gives a stranger a list of their own after their first events', async () => {
  const before = await listFor('stranger');
  await take([1, 3, 5].map((i) => ({ id: `s${i}`, user: 'stranger', item: `i${i}`, type: 'view' })));
  expect(await listFor('stranger')).not.toEqual(before);
});

it('refuses what cannot be true by its place, and takes the rest', async () => {
  const { status, json } = await take([
    { id: 1, user: 2, item: 3 },
    { id: 'late', user: 2, item: 3, at: new Date(Date.now() + 3_600_000).toISOString() },
    { id: 'old', user: 2, item: 3, at: 0 },
    { id: 'debt', user: 2, item: 3, price: -1 },
    { id: 'x'.repeat(201), user: 2, item: 3 },
  ]);
  expect(status).toBe(200);
  expect(json).toMatchObject({ taken: 2, known: 0 });
  expect(json.refused.map(({ index, code }: { index: number; code: string }) => `${index} ${code}`)).toEqual([
    '1 MW_MONITOR_EVENT_FUTURE',
    '3 MW_MONITOR_EVENT',
    '4 MW_MONITOR_EVENT',
  ]);
  expect(json.refused[0].reason).toMatch(/^the event lies (3599|3600) s in the future$/);
  const stored = await shop.run.workspace.store.read((tx) => eventsSince(tx, 0));
  expect(stored.filter(({ user }) => user === '2').map(({ id, item }) => [id, item])).toEqual([
    ['1', '3'],
    ['old', '3'],
  ]);
});

it.each([
  ['nothing', undefined],
  ['an empty list', []],
  ['an event without a user', [{ id: 'a', item: 'b' }]],
  ['a user that is a list', [{ id: 'a', user: [1], item: 'b' }]],
  ['a field that there is not', [{ id: 'a', user: 'b', item: 'c', colour: 'red' }]],
  ['more than 10,000', Array.from({ length: 10_001 }, (_, i) => ({ id: i, user: 1, item: 1 }))],
])('refuses a request with %s', async (_, events) => {
  const { status, json } = await take(events);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(json.code).toMatch(/^MW_SERVE_/);
});

it('takes 10,000 at once', async () => {
  const events = Array.from({ length: 10_000 }, (_, i) => ({ id: `b${i}`, user: `b${i % 100}`, item: `i${i % 40}` }));
  expect((await take(events)).json).toEqual({ taken: 10_000, known: 0, waiting: 0, refused: [] });
});

it('asks for the scope that reports need', async () => {
  const events = [{ id: 'scoped', user: 'ann', item: 'i1' }];
  expect((await take(events, shop.tokens.predict)).status).toBe(403);
  expect((await take(events, shop.tokens.label)).json).toMatchObject({ taken: 1 });
});

it('counts what came of events', async () => {
  const text = await (await fetch(`${shop.url}/metrics`, { headers: { authorization: `Bearer ${shop.adminToken}` } })).text();
  expect(text).toMatch(/^millwright_events_total\{result="refused"\} 3$/m);
  expect(text).toMatch(/^millwright_events_total\{result="taken"\} \d+$/m);
});

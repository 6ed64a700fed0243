import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOW, servedShop, type ServedShop } from '../recommend/fixtures/served-shop.js';
import { drawOf } from '../routing/draw.js';

let shop: ServedShop;
beforeAll(async () => {
  shop = await servedShop();
});

const ask = (body: unknown, model = 'shop') => shop.ask('POST', `${model}/recommend`, body);
const itemsOf = (json: any): string[] => json.items.map(({ item }: { item: string }) => item);

describe('recommend', () => {
  it('answers a user whose id is a number or a text alike, with an id, and logs the list', async () => {
    const [number, text] = [await ask({ user: 1, k: 2 }), await ask({ user: '1', k: 2 })];
    expect(number).toMatchObject({ status: 200, json: { model: 'shop', version: 1, logged: true, notes: [] } });
    // Users of green tea, a pot and cups: the black tea goes with all three.
    expect(itemsOf(number.json)).toEqual(['black tea', 'coffee']);
    expect(text.json.items).toEqual(number.json.items);
    expect(number.json.items[0]).not.toHaveProperty('reasons');
    const kept = shop.slates.find(({ id }) => id === number.json.id);
    expect(kept).toMatchObject({
      model: 'shop',
      version: 1,
      route: 'champion',
      user: '1',
      k: 2,
      items: number.json.items,
      at: NOW,
    });
  });

  it('says why, as often as asked to', async () => {
    const { json } = await ask({ user: '1', k: 1, explain: 2 });
    expect(json.items[0].reasons).toHaveLength(2);
    expect(json.items[0].reasons[0].text).toMatch(/^because you bought /);
    expect((await ask({ user: '1', k: 1, explain: true })).json.items[0].reasons).toHaveLength(3);
    expect((await ask({ user: '1', k: 1, explain: false })).json.items[0].reasons).toBeUndefined();
  });

  it('counts what a user did since training, once', async () => {
    shop.events.set('1', [
      { item: 'black tea', at: NOW - 1000, type: 'purchase' },
      { item: 'green tea', at: Date.UTC(2026, 0, 1), type: 'purchase' },
    ]);
    const after = await ask({ user: 1, k: 4 });
    expect(itemsOf(after.json)).not.toContain('black tea');
    shop.events.delete('1');
    expect(itemsOf((await ask({ user: 1, k: 4 })).json)).toContain('black tea');
  });

  it('answers an unknown user', async () => {
    const { status, json } = await ask({ user: 'nobody', k: 3 });
    expect([status, json.items.length]).toEqual([200, 3]);
  });

  it('takes histories of ids and of events, in the order of their times, none from the future', async () => {
    const plain = await ask({ history: ['green tea', 'cups'], k: 3 });
    const events = await ask({
      history: [
        { item: 'cups', at: '2026-01-05T00:00:00Z' },
        { item: 'green tea', at: 1_000, type: 'view' },
      ],
      k: 3,
    });
    expect(plain.status).toBe(200);
    expect(itemsOf(events.json)).toEqual(itemsOf(plain.json));
    const ahead = await ask({ history: ['cups', { item: 'coffee', at: NOW + 3_600_000 }], k: 3 });
    expect(ahead.json.notes[0]).toContain('1 of the history');
    expect(itemsOf(ahead.json)).toContain('coffee');
    expect((await ask({ history: ['what is that', 7, 'mill'] })).json.notes[0]).toBe(
      "2 of the history's 3 items are unknown to shop@1 and were passed over.",
    );
    expect((await ask({ history: [] })).json.items).toHaveLength(7);
  });

  it('gives ten items unless told otherwise, and says when there are fewer', async () => {
    const { json } = await ask({ user: 'nobody' });
    expect(json.items).toHaveLength(7);
    expect(json.notes.at(-1)).toBe('7 items are all there are');
    expect(shop.slates.at(-1)!.k).toBe(10);
  });
});

describe('items', () => {
  it('alike one, by POST and by GET, and none for one that is unknown', async () => {
    const posted = await ask({ item: 'mill', k: 2 });
    const got = await shop.ask('GET', 'shop/similar/mill?k=2');
    // Coffee was bought with every mill.
    expect(itemsOf(posted.json)[0]).toBe('coffee');
    expect(got.json.items).toEqual(posted.json.items);
    expect(await shop.ask('GET', 'shop/similar/green%20tea')).toMatchObject({ status: 200, json: { items: expect.any(Array) } });
    expect(await ask({ item: 'no such' })).toMatchObject({ status: 404, json: { code: 'MW_RECOMMEND_ITEM' } });
  });

  it('taken together: refused by a version that knows none', async () => {
    expect(await shop.ask('GET', 'shop/together/mill')).toMatchObject({ status: 409, json: { code: 'MW_SERVE_NO_SUCH_LIST' } });
  });

  it('that rise: by the last day against a day of the two before', async () => {
    const usual = await shop.ask('GET', 'shop/trending?k=2');
    expect(usual.json.notes[0]).toContain('these are the items that most users take');
    expect(itemsOf(usual.json)).toHaveLength(2);
    shop.trends.set(
      24,
      new Map([
        ['mill', 8],
        ['cups', 30],
        ['kettle', 1],
        ['unknown', 99],
      ]),
    );
    shop.trends.set(
      72,
      new Map([
        ['mill', 14],
        ['cups', 130],
        ['kettle', 1],
        ['unknown', 99],
      ]),
    );
    // Due are 3 of the mill, 50 of the cups and no kettle: (8 - 3) / 2, below, and 1.
    expect((await shop.ask('GET', 'shop/trending')).json.items).toEqual([
      { item: 'mill', score: 2.5 },
      { item: 'kettle', score: 1 },
    ]);
    // The counts of three days are a little older than those of the last, and hold nothing yet of what has just begun.
    shop.trends.set(24, new Map([['mill', 8]]));
    for (const before of [new Map<string, number>(), new Map([['mill', 2]])]) {
      shop.trends.set(72, before);
      expect((await shop.ask('GET', 'shop/trending')).json.items).toEqual([{ item: 'mill', score: 8 }]);
    }
    shop.trends.clear();
  });

  it.each(['k=0', 'k=1001', 'k=-1', 'k=1e2', 'k=', 'n=3'])('refuses the query %s', async (query) => {
    expect(await shop.ask('GET', `shop/similar/mill?${query}`)).toMatchObject({ status: 422, json: { code: 'MW_SERVE_REQUEST' } });
  });
});

describe('a filter', () => {
  const filtered = async (filter: unknown) => itemsOf((await ask({ user: 'nobody', k: 7, filter })).json).toSorted();

  it.each([
    ['a value', { kind: 'tea' }, ['black tea', 'green tea']],
    ['one of several', { kind: ['tea', 'coffee'] }, ['black tea', 'coffee', 'green tea']],
    ['an order', { price: { lt: 12, gte: 8 } }, ['coffee', 'green tea']],
    ['both columns', { kind: 'pots', price: { lte: 12 } }, ['cups']],
    ['what is not known', { price: null }, ['mill']],
    ['what is not known, or a value', { price: [null, 45] }, ['kettle', 'mill']],
    ['not some', { kind: { not: ['tea', 'pots'] } }, ['coffee', 'kettle', 'mill']],
    ['known alone', { price: { not: null } }, ['black tea', 'coffee', 'cups', 'green tea', 'kettle', 'tea pot']],
    ['yes or no', { stock: false }, ['cups']],
    ['times', { since: { gt: '2025-01-01' } }, ['cups']],
    ['nothing', {}, ['black tea', 'coffee', 'cups', 'green tea', 'kettle', 'mill', 'tea pot']],
  ])('of %s', async (_what, filter, due) => {
    expect(await filtered(filter)).toEqual(due);
  });

  it.each([
    ['a column that there is not', { knd: 'tea' }, 'Did you mean "kind"'],
    ['a name of the language', { constructor: 'tea' }, 'no such column'],
    ['a value of another type', { price: '12' }, 'is not a number'],
    ['an order of texts', { kind: { lt: 'tea' } }, 'for numbers and times'],
    ['an order with nothing', { price: { lt: null } }, ''],
    ['a time that is none', { since: { gt: 'soon' } }, ''],
    ['words that it does not know', { price: { below: 3 } }, ''],
    ['an empty test', { price: {} }, 'may be asked for'],
    ['an empty list', { kind: [] }, ''],
    ['a list in a list', { kind: [['tea']] }, ''],
    ['no object', 'tea', ''],
  ])('with %s is refused', async (_what, filter, words) => {
    const { status, json } = await ask({ user: 1, filter });
    expect(status).toBe(422);
    expect(json.code).toMatch(/^MW_SERVE_(FILTER|REQUEST)$/);
    expect(json.detail).toContain(words);
  });

  it('holds for items like one', async () => {
    expect(itemsOf((await ask({ item: 'mill', filter: { kind: 'tools' } })).json)).toEqual(['kettle']);
  });
});

describe('a request', () => {
  it.each([
    ['nothing at all', {}, 'MW_SERVE_WISH'],
    ['two at once', { user: 1, item: 'mill' }, 'MW_SERVE_WISH'],
    ['all three', { user: 1, item: 'mill', history: [] }, 'MW_SERVE_WISH'],
    ['k of zero', { user: 1, k: 0 }, 'MW_SERVE_REQUEST'],
    ['k of a billion', { user: 1, k: 1e9 }, 'MW_SERVE_REQUEST'],
    ['half an item', { user: 1, k: 1.5 }, 'MW_SERVE_REQUEST'],
    ['k as text', { user: 1, k: '5' }, 'MW_SERVE_REQUEST'],
    ['no user', { user: null }, 'MW_SERVE_REQUEST'],
    ['an empty id', { user: '' }, 'MW_SERVE_REQUEST'],
    ['an id that JSON does not carry', { user: 1e300 }, 'MW_SERVE_REQUEST'],
    ['a broken id', { user: 1.5 }, 'MW_SERVE_REQUEST'],
    ['a history that is no list', { history: 'mill' }, 'MW_SERVE_REQUEST'],
    ['a history of nothing', { history: [null] }, 'MW_SERVE_REQUEST'],
    ['an event without its item', { history: [{ at: 1 }] }, 'MW_SERVE_REQUEST'],
    ['a time that is none', { history: [{ item: 'mill', at: 'soon' }] }, 'MW_SERVE_REQUEST'],
    ['words that it does not know', { user: 1, kk: 3 }, 'MW_SERVE_REQUEST'],
    ['no reason', { user: 1, explain: 0 }, 'MW_SERVE_REQUEST'],
    ['a thousand reasons', { user: 1, explain: 1000 }, 'MW_SERVE_REQUEST'],
  ])('for %s is refused, and nothing is logged', async (_what, body, code) => {
    const before = shop.slates.length;
    expect(await ask(body)).toMatchObject({ status: 422, json: { code } });
    expect(shop.slates.length).toBe(before);
  });

  it('of any JSON is answered or refused with a code, never failed', async () => {
    const id = fc.oneof(fc.constantFrom('mill', 'nobody', 'cups'), fc.string(), fc.integer(), fc.double(), fc.constant(null));
    const value = fc.oneof(
      id,
      fc.boolean(),
      fc.array(id, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('lt', 'gt', 'not', 'x'), id, { maxKeys: 2 }),
    );
    const taken = fc.oneof(id, fc.record({ item: id, at: fc.oneof(id, fc.constant('2026-01-01')), type: id }, { requiredKeys: [] }));
    const some = fc.array(taken, { maxLength: 5 });
    const of = fc.oneof(
      { weight: 3, arbitrary: fc.record({ user: id }) },
      { weight: 3, arbitrary: fc.record({ history: some }) },
      { weight: 2, arbitrary: fc.record({ item: fc.constantFrom('mill', 'cups', 'gone') }) },
      { weight: 1, arbitrary: fc.record({ user: id, history: some, item: id }, { requiredKeys: [] }) },
    );
    const more = fc.record(
      {
        k: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 1001 }) }, { weight: 1, arbitrary: fc.double() }),
        filter: fc.dictionary(fc.constantFrom('kind', 'price', 'stock', 'since', 'constructor'), value, { maxKeys: 2 }),
        explain: fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 11 })),
      },
      { requiredKeys: [] },
    );
    const body = fc.tuple(of, more).map(([one, rest]): Readonly<Record<string, unknown>> => ({ ...one, ...rest }));
    const seen = { answered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const { status, json } = await ask(sent);
        if (status === 200) {
          seen.answered++;
          expect(json.items.length).toBeLessThanOrEqual(Number(sent['k'] ?? 10));
          expect(new Set(itemsOf(json)).size).toBe(json.items.length);
        } else {
          seen.refused++;
          expect([404, 422]).toContain(status);
          expect(json.code).toMatch(/^MW_/);
        }
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect(Math.min(seen.answered, seen.refused)).toBeGreaterThan(50);
  });
});

describe('columns', () => {
  it('are told of each item, times as text, and none that there is not', async () => {
    const { json } = await ask({ item: 'mill', k: 7, columns: ['kind', 'price', 'since'] });
    const coffee = json.items.find(({ item }: { item: string }) => item === 'coffee');
    expect(coffee.columns).toEqual({ kind: 'coffee', price: 10, since: '2024-01-01T00:00:00.000Z' });
    expect(
      (await ask({ history: ['coffee'], k: 7, columns: ['price'] })).json.items.find((one: any) => one.item === 'mill').columns,
    ).toEqual({ price: null });
    expect(await ask({ user: 1, columns: ['prise'] })).toMatchObject({
      status: 422,
      json: { code: 'MW_SERVE_COLUMN', where: 'columns[0]' },
    });
    expect(json.items[0]).not.toHaveProperty('reasons');
    expect((await ask({ user: 1, k: 1 })).json.items[0]).not.toHaveProperty('columns');
  });
});

describe('routing', () => {
  it('gives the same user the same version, by the share of a hash, and shadows are logged and never told', async () => {
    shop.rules.now = { ab: { salt: 'may', arms: [{ to: 2, percent: 50 }] }, shadow: [2] };
    const users = Array.from({ length: 40 }, (_, i) => `visitor-${i}`);
    for (const user of users) {
      const { json } = await ask({ user, k: 1 });
      expect(json.version).toBe(drawOf('may', user) < 0.5 ? 2 : 1);
      expect(shop.slates.find(({ id }) => id === json.id)).toMatchObject({ experiment: 'may', arm: json.version === 2 ? '2' : 'champion' });
      await expect
        .poll(() => shop.slates.find((one) => one.user === user && one.route === 'shadow'))
        .toMatchObject({ version: 2, arm: null });
    }
    expect(new Set(shop.slates.filter(({ user }) => user?.startsWith('visitor')).map(({ route }) => route))).toEqual(
      new Set(['ab', 'champion', 'shadow']),
    );
    expect(await shop.metrics()).toMatch(/millwright_lists_total\{model="shop",version="2",via="shadow"\} 40/);
  });

  it('leaves to the champion what an arm cannot answer', async () => {
    shop.rules.now = { canary: { to: 'gone', percent: 100 } };
    expect(await ask({ user: 1 })).toMatchObject({ status: 200, json: { version: 1 } });
    expect(shop.slates.at(-1)).toMatchObject({ version: 1, route: 'champion' });
    shop.rules.now = {};
  });
});

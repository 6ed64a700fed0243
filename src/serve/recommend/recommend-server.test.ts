import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServedShop, type Answer, type ServedShop } from '../../../test/support/served-shop.js';
import { promoteVersion, rollbackAlias } from '../../model/index.js';
import { forget } from '../../monitor/index.js';
import { readSlates } from '../../store/index.js';
import { registeredModels, servedModels } from '../client/client-models.js';
import { clientSource } from '../client/client-source.js';

let shop: ServedShop;
beforeAll(async () => {
  shop = await openServedShop();
}, 60_000);
afterAll(() => shop.close());

const ask = (body: unknown, model = 'shop', token?: string): Promise<Answer> =>
  shop.call('POST', `/v1/models/${model}/recommend`, body, token);
const itemsOf = ({ json }: Answer): string[] => json.items.map(({ item }: { item: string }) => item);
const slates = () => shop.run.workspace.store.read((tx) => readSlates(tx, { model: 'shop' }));
const byName = (a: { readonly model: string }, b: { readonly model: string }): number => (a.model < b.model ? -1 : 1);
const report = (...events: readonly object[]): Promise<Answer> => shop.call('POST', '/v1/events', { events });

describe('a recommender that is served', () => {
  it('answers after the commit, with reasons in the words of the items, and what the user bought in training is not on the list', async () => {
    const answer = await ask({ user: 'u0', k: 5, explain: 1 });
    expect(answer).toMatchObject({ status: 200, json: { model: 'shop', version: 1, logged: true, notes: [] } });
    expect(answer.json.items[0].reasons[0].text).toMatch(/^because you (viewed|bought) Item \d+$/);
    // Users of even numbers take items below 20.
    expect(itemsOf(answer).filter((item) => Number(item.slice(1)) < 20).length).toBeGreaterThanOrEqual(4);
    const kept = (await slates()).find(({ id }) => id === answer.json.id);
    expect(kept).toMatchObject({ version: 1, route: 'champion', user: 'u0', k: 5, experiment: null });
    expect(kept!.items.map(({ item }) => item)).toEqual(itemsOf(answer));
  });

  it('lets go of an item within a second after it was bought, and of no other', async () => {
    const before = itemsOf(await ask({ user: 'u2', k: 6 }));
    const [bought, viewed] = before;
    const started = performance.now();
    const taken = await report(
      { id: 'e1', user: 'u2', item: bought, type: 'purchase', at: new Date().toISOString() },
      { id: 'e2', user: 'u2', item: viewed, type: 'view', at: new Date().toISOString() },
    );
    expect(taken).toMatchObject({ status: 200, json: { taken: 2 } });
    const after = itemsOf(await ask({ user: 'u2', k: 40 }));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(after).not.toContain(bought);
    expect(after).toContain(viewed);
  });

  it('knows nothing of what users do with the items of another catalogue', async () => {
    await report({ id: 'f1', user: 'viewer', item: 'i3', type: 'purchase', source: 'films' });
    const stranger = await ask({ user: 'viewer', k: 40 });
    expect([itemsOf(stranger).includes('i3'), stranger.json.notes]).toEqual([
      true,
      expect.arrayContaining([expect.stringContaining('Nothing is known')]),
    ]);
    await report({ id: 'f2', user: 'viewer', item: 'i3', type: 'purchase' });
    expect(itemsOf(await ask({ user: 'viewer', k: 40 }))).not.toContain('i3');
  });

  it('takes ids as numbers and as texts for the same', async () => {
    await report({ id: 'n1', user: 77, item: 'i3', type: 'purchase' });
    const [number, text] = [await ask({ user: 77, k: 40 }), await ask({ user: '77', k: 40 })];
    expect(number.json.items).toEqual(text.json.items);
    expect(itemsOf(number)).not.toContain('i3');
  });

  it('answers while events come in, each list without what was bought before it was asked for', async () => {
    const bought = new Set<string>();
    for (let round = 0; round < 10; round++) {
      const some = Array.from({ length: 8 }, (_, e) => ({
        id: `c${round} ${e}`,
        user: e === 0 ? 'busy' : `other ${e}`,
        item: `i${round}`,
        type: 'purchase',
      }));
      const [answers] = await Promise.all([Promise.all([ask({ user: 'busy', k: 40 }), ask({ user: 'u4', k: 3 })]), report(...some)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(itemsOf(answers[0]).filter((item) => bought.has(item))).toEqual([]);
      bought.add(`i${round}`);
    }
    expect(itemsOf(await ask({ user: 'busy', k: 40 })).toSorted()).toEqual(Array.from({ length: 30 }, (_, i) => `i${i + 10}`).toSorted());
  });

  it('falls back when no item passes a filter, and says so', async () => {
    const none = await ask({ user: 'u0', k: 3, filter: { price: { lt: 0 } } });
    expect(none.json.items).toHaveLength(3);
    expect(none.json.notes).toEqual([expect.stringContaining('No item passes the filter')]);
    const cups = await ask({ user: 'u0', k: 20, filter: { kind: 'cup', stock: true, price: { gte: 30 } } });
    expect(
      itemsOf(cups)
        .map((item) => Number(item.slice(1)))
        .every((n) => n >= 30 && n % 5 !== 0),
    ).toBe(true);
    for (const [column, asked] of Object.entries({ brand: 'x', kind: 'cup\u0000' }))
      expect(await ask({ user: 'u0', filter: { [column]: asked } })).toMatchObject({
        status: 422,
        json: { code: 'MW_SERVE_FILTER', where: `filter.${column}` },
      });
  });

  it('lists items like one', async () => {
    const like = await shop.call('GET', '/v1/models/shop/similar/i1?k=3');
    expect(itemsOf(like).every((item) => Number(item.slice(1)) < 20 && item !== 'i1')).toBe(true);
    const together = await shop.call('GET', '/v1/models/shop/together/i1?k=2');
    expect([together.status, itemsOf(together).every((item) => Number(item.slice(1)) < 20 && item !== 'i1')]).toEqual([200, true]);
    expect(together.json.items[0].score).toBeGreaterThan(0);
    expect(await shop.call('GET', '/v1/models/shop/together/gone')).toMatchObject({ status: 404, json: { code: 'MW_RECOMMEND_ITEM' } });
    const rising = await shop.call('GET', '/v1/models/shop/trending?k=3');
    expect([rising.status, rising.json.items.length]).toEqual([200, 3]);
    expect(await shop.call('GET', '/v1/models/shop/similar/gone')).toMatchObject({ status: 404, json: { code: 'MW_RECOMMEND_ITEM' } });
  });

  it('uses nothing that a version learned of a person who was erased, and what they do afterwards', async () => {
    const note = 'Nothing is known of this user yet: these are the items that most users take.';
    expect((await ask({ user: 'u6', k: 5 })).json.notes).toEqual([]);
    const { root, store } = shop.run.workspace;
    await forget(store, 'u6', { root, clock: shop.run.clock, actor: 'test' });
    await expect.poll(async () => (await ask({ user: 'u6', k: 5 })).json.notes, { timeout: 2000 }).toEqual([note]);
    const stranger = await ask({ user: 'never seen', k: 40 });
    expect((await ask({ user: 'u6', k: 40 })).json.items).toEqual(stranger.json.items);
    await report({ id: 'back', user: 'u6', item: 'i9', type: 'purchase' });
    const back = await ask({ user: 'u6', k: 40 });
    expect([back.json.notes.includes(note), itemsOf(back).includes('i9'), itemsOf(back).length]).toEqual([false, false, 39]);
  });

  it('answers no rows, and models of rows recommend nothing', async () => {
    expect(await shop.call('POST', '/v1/models/shop/predict', { rows: [{}] })).toMatchObject({
      status: 409,
      json: { code: 'MW_SERVE_TASK' },
    });
    expect(await ask({ user: 1 }, 'churn')).toMatchObject({ status: 409, json: { code: 'MW_SERVE_TASK' } });
    expect(await shop.call('GET', '/v1/models/churn/similar/x')).toMatchObject({ status: 409 });
    expect(await ask({ user: 1 }, 'shpo')).toMatchObject({ status: 404, json: { code: 'MW_MODEL_UNKNOWN' } });
    expect(await ask({ user: 1 }, 'shop@9')).toMatchObject({ status: 404, json: { code: 'MW_MODEL_VERSION_UNKNOWN' } });
  });

  it('asks for a token that may predict, and shows in health, lists and metrics', async () => {
    expect(await ask({ user: 1, k: 1 }, 'shop', shop.tokens.predict)).toMatchObject({ status: 200 });
    expect(await ask({ user: 1, k: 1 }, 'shop', shop.tokens.label)).toMatchObject({ status: 403 });
    expect((await shop.call('GET', '/readyz')).json.models).toContainEqual({ model: 'shop', serving: 1 });
    const { models } = (await shop.call('GET', '/v1/models')).json;
    expect(models).toContainEqual(expect.objectContaining({ model: 'shop', serving: 1 }));
    expect((await shop.call('GET', '/metrics')).json).toMatch(/millwright_lists_total\{model="shop",version="1",via="champion"\} \d+/);
  });

  it('is described with the columns of its items and a real list, and a client knows the same of it as of the registry', async () => {
    const document = (await shop.call('GET', '/openapi.json')).json;
    const operation = document.paths['/v1/models/shop/recommend'].post;
    const { plain } = operation.requestBody.content['application/json'].examples;
    const { items } = operation.responses['200'].content['application/json'].examples.plain.value;
    const answer = await ask(plain.value);
    expect(answer.json.items).toEqual(items);
    expect(items).toHaveLength(3);
    const filter = document.components.schemas['shop.filter'];
    expect(Object.keys(filter.properties)).toEqual(['title', 'kind', 'price', 'stock']);
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    ajv.addVocabulary(['x-known-levels']);
    const takes = ajv.compile(filter);
    const good = [{ kind: 'tea' }, { kind: ['tea', 'cup'], price: { lt: 3, not: null } }, { stock: 'yes' }, {}];
    const bad = [{ kind: {}, brand: 1 }, { price: '3' }, { price: { below: 3 } }, { title: { lt: 'x' } }, { kind: [] }];
    expect([...good, ...bad].map((one) => takes(one))).toEqual([...good.map(() => true), ...bad.map(() => false)]);
    const html = (await shop.call('GET', '/docs')).json as string;
    expect(html).toContain('id="recommend_shop"');
    const served = await servedModels(shop.url, { token: shop.adminToken, signal: new AbortController().signal });
    expect(clientSource(served.toSorted(byName))).toBe(clientSource((await registeredModels(shop.run)).toSorted(byName)));
    expect(clientSource(served)).toContain('interface ShopFilter ');
  });

  it('is swapped, rolled back, divided and shadowed as predictors are', async () => {
    const two = await shop.trainShop('ease');
    await promoteVersion(`shop@${two}`, 'champion', { force: true }, shop.run);
    await expect.poll(async () => (await ask({ user: 'u0' })).json.version, { timeout: 3000 }).toBe(two);
    await rollbackAlias('shop', shop.run);
    await expect.poll(async () => (await ask({ user: 'u0' })).json.version, { timeout: 3000 }).toBe(1);
    const rules = { ab: { salt: 'may', arms: [{ to: two, percent: 50 }] }, shadow: [two] };
    expect((await shop.call('PUT', '/v1/models/shop/routing', rules)).status).toBe(200);
    const users = Array.from({ length: 30 }, (_, u) => `visitor ${u}`);
    const versions = () => Promise.all(users.map(async (user) => (await ask({ user, k: 1 })).json.version as number));
    const first = await versions();
    expect(new Set(first)).toEqual(new Set([1, two]));
    expect(await versions()).toEqual(first);
    await expect.poll(async () => (await slates()).filter(({ route }) => route === 'shadow').length, { timeout: 3000 }).toBe(60);
    const sides = (await slates()).filter(({ experiment }) => experiment === 'may');
    expect(sides.map(({ arm, version }) => arm === (version === two ? String(two) : 'champion'))).not.toContain(false);
    const event = (user: string, e: number) => ({ id: `bought ${e}`, user, item: 'i1', type: 'purchase', price: 10 + e, at: Date.now() });
    await report(...users.map(event));
    const experiment = await shop.call('GET', '/v1/models/shop/experiment');
    expect(experiment).toMatchObject({ status: 200, json: { model: 'shop', experiment: 'may', rows: 30, faults: [], inTwoArms: 0 } });
    const [revenue] = experiment.json.outcomes;
    expect(revenue.arms.reduce((sum: number, one: { rows: number; mean: number }) => sum + one.rows * one.mean, 0)).toBeCloseTo(735, 6);
    expect(experiment.json.answered.map((one: { version: number; lists: number }) => [one.version, one.lists > 0])).toEqual([
      [two, true],
      [1, true],
    ]);
    expect(await shop.call('GET', '/v1/models/shop/experiment?name=june')).toMatchObject({
      status: 409,
      json: { code: 'MW_MONITOR_EXPERIMENT' },
    });
    expect(await shop.call('GET', '/v1/models/shop/experiment?from=soon')).toMatchObject({ status: 422, json: { where: 'from' } });
    expect((await shop.call('PUT', '/v1/models/shop/routing', {})).status).toBe(200);
  });
});

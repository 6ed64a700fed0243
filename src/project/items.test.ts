import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csv, openProject, recommender, t, type ItemReport, type Project } from 'millwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'millwright-items-'));
const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
const table = csv('items.csv', { id: t.id(), title: t.text(), kind: t.category(), price: t.number(), since: t.date().nullable() }).check(
  (i) => ({ 'price is not negative': i.price.gte(0) }),
);
const shop = recommender('shop', { events, user: 'user', item: 'item', time: 'at', items: { table, id: 'id', title: 'title' } });

let project: Project;
beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, u) =>
    Array.from({ length: 6 }, (__, e) => `u${u},i${(u % 2) * 10 + ((u + e * 3) % 10)},${new Date(Date.UTC(2024, 4, 1 + e)).toISOString()}`),
  ).flat();
  writeFileSync(join(root, 'events.csv'), `user,item,at\n${rows.join('\n')}\n`);
  const items = Array.from({ length: 20 }, (_, i) => `i${i},Item ${i},${i < 10 ? 'tea' : 'cup'},${i}.5,`);
  writeFileSync(join(root, 'items.csv'), `id,title,kind,price,since\n${items.join('\n')}\n`);
  project = await openProject({ root });
  await project.train(shop, { learner: 'item_knn' });
  await project.promote('shop@1', 'champion', { force: true });
});
afterAll(async () => {
  await project.close();
  rmSync(root, { recursive: true });
});

const price = async (item: string): Promise<unknown> => (await project.recommender(shop)).cellOf(item, 'price');

describe('items that a script reports', () => {
  it('are known to what is opened then, column by column, and say nothing new again', async () => {
    const before = await project.recommender(shop);
    const reports = [
      { item: 'egg', columns: { title: 'Tea egg', kind: 'tea', price: 7.5 } },
      { item: 'i3', columns: { price: 19, since: '2024-06-01' } },
      { item: 'i4', removed: true },
    ];
    const { version, ...told } = await project.reportItems(shop, reports);
    expect({ version, ...told }).toEqual({ model: 'shop', version: 1, added: 1, changed: 2, unchanged: 0, refused: [] });
    expect(await project.reportItems('shop@champion', reports)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    const now = await project.recommender(shop);
    expect([now.knows('egg'), now.cellOf('i3', 'price'), now.cellOf('i3', 'title'), now.offers('i4')]).toEqual([true, 19, 'Item 3', false]);
    expect([before.knows('egg'), before.cellOf('i3', 'price'), before.offers('i4')]).toEqual([false, 3.5, true]);
    expect(await project.reportItems(shop, [])).toMatchObject({ added: 0, changed: 0, unchanged: 0, refused: [] });
  });

  it('are refused one by one where they break the table, a check of it, or are no reports', async () => {
    const junk = [null, ['i5'], { id: 'i5', price: 2 }, { item: 'i5', price: 2 }, { item: true }, { item: 'i5', columns: [2] }];
    const more = [
      { item: 'i5', removed: 'yes' },
      { item: 'i5', columns: { price: NaN } },
      { item: 'i5', columns: { since: new Date(0) } },
    ];
    const { changed, unchanged, refused } = await project.reportItems('shop', [
      { item: 'i5', columns: { price: -1 } },
      { item: 'bare', columns: { price: 1 } },
      { item: 'i6', columns: { prize: 1 } },
      { item: 'i7', columns: { price: 1, title: undefined } as unknown as { price: number } },
      ...([...junk, ...more] as unknown as readonly ItemReport[]),
    ]);
    expect([changed, unchanged]).toEqual([1, 0]);
    expect(refused.map(({ index, item, column, rule }) => [index, item, column, rule])).toEqual([
      [0, 'i5', undefined, 'price is not negative'],
      [1, 'bare', 'title', 'missing'],
      [2, 'i6', 'prize', 'unknown'],
      [4, '', undefined, 'report'],
      [5, '', undefined, 'report'],
      [6, '', 'id', 'unknown'],
      [7, 'i5', 'price', 'unknown'],
      [8, 'true', undefined, 'id'],
      [9, 'i5', undefined, 'report'],
      [10, 'i5', undefined, 'report'],
      [11, 'i5', 'price', 'number'],
      [12, 'i5', 'since', 'date'],
    ]);
    const open = await project.recommender(shop);
    expect([open.cellOf('i5', 'price'), open.cellOf('i7', 'price'), open.cellOf('i7', 'title')]).toEqual([5.5, 1, 'Item 7']);
    await expect(project.reportItems('nothing', [])).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
  });

  it('are as many as one likes, by the places of all', async () => {
    const steps: string[] = [];
    await using told = await openProject({ root, progress: (words, done, all) => steps.push(`${words} ${done}/${all}`) });
    const many = Array.from({ length: 4500 }, (_, i) => ({
      item: `m${i}`,
      columns: { title: `M ${i}`, kind: 'tea', price: i % 1000 === 999 ? -1 : 1 },
    }));
    const { added, refused } = await told.reportItems(shop, many);
    expect([added, refused.map(({ index }) => index)]).toEqual([4496, [999, 1999, 2999, 3999]]);
    expect(steps).toEqual(['reporting items 0/4500', 'reporting items 2000/4500', 'reporting items 4000/4500']);
  });

  it('come from a file too, and are taken back together', async () => {
    writeFileSync(join(root, 'prices.csv'), 'id,price,colour\ni8,80,red\ni9,-1,red\n');
    const done = await project.reportItemsFile(shop, 'prices.csv');
    expect(done).toMatchObject({
      model: 'shop',
      version: 1,
      rows: 2,
      changed: 1,
      ignored: ['colour'],
      refused: [{ index: 1, item: 'i9' }],
    });
    expect([await price('i8'), await price('i9')]).toEqual([80, 9.5]);
    const withdrawn = await project.withdrawItems(shop);
    expect([withdrawn, await project.withdrawItems(shop), await price('i8')]).toEqual([4496 + 5, 0, 8.5]);
  });

  it('count on a server within a second, which answers the same reports the same', async () => {
    const adminToken = 'of-this-test-alone-and-long-enough';
    const serving = await project.serve({ port: 0, adminToken });
    const ask = async (path: string, body: object): Promise<any> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` };
      return (await fetch(`${serving.url}/v1/models/shop/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    };
    const listed = async (): Promise<readonly string[]> =>
      (await ask('recommend', { user: 'u0', k: 30 })).items.map(({ item }: { readonly item: string }) => item);
    try {
      const items = [
        { item: 'egg', columns: { title: 'Tea egg', kind: 'tea', price: 7.5 } },
        { item: 'i11', removed: true },
        { item: 'i12', columns: { price: -1 } },
        { item: 'bare' },
      ];
      const before = await listed();
      expect([before.includes('egg'), before.includes('i11')]).toEqual([false, true]);
      const told = await project.reportItems(shop, items);
      expect(told).toMatchObject({ added: 1, changed: 1, refused: [{ index: 2 }, { index: 3, column: 'title', rule: 'missing' }] });
      await expect
        .poll(async () => (await listed()).filter((item) => item === 'egg' || item === 'i11'), { timeout: 5000 })
        .toEqual(['egg']);
      expect(await ask('items', { items })).toEqual({ ...told, added: 0, changed: 0, unchanged: 2 });
      await project.withdrawItems(shop);
      await expect.poll(async () => (await listed()).includes('egg'), { timeout: 5000 }).toBe(false);
      expect(await ask('items', { items })).toEqual(told);
    } finally {
      await serving.close();
    }
  });
});

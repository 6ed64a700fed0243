import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newTea, NOW, openTeaShop, teaModel } from '../../../../test/support/tea-shop.js';
import { putItems } from '../../../store/index.js';
import {
  evaluateRecommenderFile,
  openRecommender,
  recommendFile,
  reportedSince,
  reportItems,
  reportItemsFile,
  trainRecommender,
  withdrawItems,
  type ItemReport,
} from '../../index.js';

const shop = await openTeaShop();
const { run, trained, report } = shop;
afterAll(() => shop.close());

describe('reports of items', () => {
  it('are taken once, column by column, and what is wrong is refused by its place, column and rule', async () => {
    const open = await trained('reports');
    const answer = await report(
      open,
      { item: 'i3', columns: { price: 3 } },
      { item: 'half', columns: { price: 3 } },
      { item: 'i4', columns: { price: 'dear' } },
      { item: 'i5', columns: { prize: 3 } },
      { item: 'i6', columns: { price: null } },
      { item: 'i7', columns: { price: -1 } },
      { item: 'i8', columns: { stock: 'maybe' } },
      { item: 'i9', columns: { since: '31.12.2024' } },
      { item: 'nobody', removed: true },
      { item: '', columns: {} },
      { item: 12, columns: { since: null, stock: 'no' } },
      newTea,
    );
    expect(answer.refused.map(({ index, item, column, rule }) => [index, item, column, rule])).toEqual([
      [1, 'half', 'title', 'missing'],
      [2, 'i4', 'price', 'number'],
      [3, 'i5', 'prize', 'unknown'],
      [4, 'i6', 'price', 'empty'],
      [5, 'i7', undefined, 'price is not negative'],
      [6, 'i8', 'stock', 'bool'],
      [7, 'i9', 'since', 'date'],
      [8, 'nobody', undefined, 'unknown'],
      [9, '', undefined, 'id'],
      [10, '12', 'title', 'missing'],
    ]);
    expect(answer.refused[1].reason).toContain('"dear"');
    expect(answer).toMatchObject({ added: 1, changed: 1, unchanged: 0 });
    expect(await report(open, newTea, { item: 'i3', columns: { price: 3 } })).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    // A check is of all columns, those that were reported before among them.
    expect(await report(open, { item: 'new', columns: { title: 'Tea' } })).toMatchObject({ changed: 1, refused: [] });
    const now = await openRecommender('reports', run);
    expect([now.cellOf('new', 'title'), now.cellOf('new', 'price'), now.cellOf('i3', 'title')]).toEqual(['Tea', 4, 'Item 3']);
  });

  it('are known to the next training, to files of lists and to judging, as they are to a server', async () => {
    const first = await trained('later');
    const before = await trainRecommender(teaModel('later'), { ...run, learner: 'item_knn' });
    await report(first, newTea, { item: 'i1', removed: true }, { item: 'i2', columns: { kind: 'cup' } });
    writeFileSync(join(shop.root, 'users.csv'), 'user\nu0\nstranger\n');
    const files = { in: join(shop.root, 'users.csv'), out: join(shop.root, 'lists.jsonl'), k: 30 };
    const lists = async (): Promise<readonly string[][]> => {
      await recommendFile('later', files, run);
      const lines = readFileSync(files.out, 'utf8').trim().split('\n');
      return lines.map((line) => (JSON.parse(line) as { items: { item: string }[] }).items.map(({ item }) => item));
    };
    for (const round of ['by the old version', 'after training']) {
      const [own, stranger] = await lists();
      expect([round, own.includes('new'), own.includes('i1'), stranger.includes('i1')]).toEqual([round, true, false, false]);
      if (round === 'after training') continue;
      const after = await trainRecommender(teaModel('later'), { ...run, learner: 'item_knn' });
      expect([after.items.all - before.items.all, after.digest === before.digest]).toEqual([1, false]);
      expect(after.notes).toContainEqual(expect.stringContaining('3 items counts in the place of the table, 1 of them new, 1 removed'));
      expect((await trainRecommender(teaModel('later'), { ...run, learner: 'item_knn' })).digest).toBe(after.digest);
    }
    const open = await openRecommender('later', run);
    expect([open.cellOf('i2', 'kind'), open.cellOf('new', 'kind')]).toEqual(['cup', 'tea']);
    writeFileSync(join(shop.root, 'august.csv'), 'user,item\nstranger,new\nstranger,i1\nu1,i1\n');
    const judged = await evaluateRecommenderFile('later', join(shop.root, 'august.csv'), run);
    // What is removed is not looked for: u1 has nothing to find.
    expect(judged).toMatchObject({ unknownItems: 0, evaluation: { users: { judged: 1 } } });
  });

  it('come from a file too, and are taken back together', async () => {
    const first = await trained('files');
    const file = join(shop.root, 'reported.csv');
    writeFileSync(
      file,
      'id,price,stock,title,kind,colour\ni3,2.25,no,Item 3,tea,red\nnew,7,yes,New,tea,\ni4,dear,yes,Item 4,tea,\nhalf,3,yes,,tea,\n',
    );
    const done = await reportItemsFile('files', file, run);
    expect(done).toMatchObject({ rows: 4, added: 1, changed: 1, unchanged: 0, ignored: ['colour'] });
    expect(done.refused.map(({ index, item, column, rule }) => [index, item, column, rule])).toEqual([
      [2, 'i4', 'price', 'number'],
      [3, 'half', 'title', 'empty'],
    ]);
    expect(await reportItemsFile('files', file, run)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    writeFileSync(file, 'id,price\ni3,2.5\n');
    await reportItemsFile('files', file, run);
    const open = await openRecommender('files', run);
    expect(['price', 'stock', 'since'].map((column) => open.cellOf('i3', column))).toEqual([2.5, false, Date.UTC(2024, 0, 1)]);
    expect([await withdrawItems('files', run), await withdrawItems('files', run)]).toEqual([2, 0]);
    const back = await openRecommender('files', run);
    expect([back.cellOf('i3', 'price'), back.offers('i3'), back.knows('new')]).toEqual([first.cellOf('i3', 'price'), true, false]);
    // Whoever had it open learns of it as of any change.
    const told = open.knowing({ items: await reportedSince('files', open.itemsSeq, run) });
    expect([told.cellOf('i3', 'price'), told.knows('new')]).toEqual([3.5, false]);
    expect(await report(told, newTea)).toMatchObject({ added: 1 });
  });

  it('are of a new item again once it is taken back, also for who has not looked since', async () => {
    await report(await trained('stale'), newTea, { item: 'i3', columns: { title: 'Third', price: 80 } });
    const open = await openRecommender('stale', run);
    await withdrawItems('stale', run);
    expect([open.knows('new'), open.cellOf('i3', 'price')]).toEqual([true, 80]);
    const { refused } = await report(open, { item: 'new', columns: { price: 5 } }, { item: 'new', removed: true });
    expect(refused.map(({ index, column, rule }) => [index, column, rule])).toEqual([
      [0, 'title', 'missing'],
      [1, undefined, 'unknown'],
    ]);
    expect((await openRecommender('stale', run)).knows('new')).toBe(false);
    expect(await report(open, newTea, { item: 'i3', columns: { price: 4 } })).toMatchObject({ added: 1, changed: 1, refused: [] });
    const now = await openRecommender('stale', run);
    expect([now.cellOf('i3', 'title'), now.cellOf('i3', 'price'), now.cellOf('new', 'price')]).toEqual(['Item 3', 4, 4]);
  });

  it('pass the checks by what they say, whatever another version took that this one cannot read', async () => {
    const open = await trained('typed');
    const cells = { since: 'of another version', price: 2 };
    await run.workspace.store.write(async (tx) => [...(await putItems(tx, 'typed', [{ item: 'i3', state: 'offered', cells }], NOW))]);
    const { refused } = await report(open, { item: 'i3', columns: { price: -1 } });
    expect(refused.map(({ rule }) => rule)).toEqual(['price is not negative']);
  });

  it('may be called as what every object has, and are refused whole where a column is', async () => {
    const open = await trained('odd');
    const columns = JSON.parse('{"__proto__": 1}') as ItemReport['columns'];
    const names = ['__proto__', 'constructor', 'toString'];
    const { added, refused } = await report(
      open,
      ...names.map((item) => ({ ...newTea, item })),
      { item: 'i3', columns },
      { item: 'a\u0000b', columns: newTea.columns },
      { item: 'i4', columns: { title: 'a\u0000b\ud800' } },
      { item: 1.5, columns: newTea.columns },
    );
    expect([added, refused.map(({ index, rule }) => [index, rule])]).toEqual([3, [[3, 'unknown'], [4, 'id'], [6, 'id']]]); // prettier-ignore
    const now = await openRecommender('odd', run);
    expect(names.map((name) => [now.knows(name), now.cellOf(name, 'price'), now.cellOf(name, '__proto__')])).toEqual(
      names.map(() => [true, 4, null]),
    );
    expect(now.cellOf('i4', 'title')).toBe('a\u0000b\ufffd');
    expect(
      (
        await reportItems(
          open,
          Array.from({ length: 20_000 }, (_, i) => ({ item: `m${i}`, columns: newTea.columns })),
          run,
        )
      ).added,
    ).toBe(20_000);
    expect((await openRecommender('odd', run)).items).toHaveLength(20 + 1 + 3 + 20_000);
  });

  it('are of one model alone', async () => {
    const [one, other] = [await trained('one'), await trained('other')];
    await report(one, newTea, { item: 'i1', removed: true });
    const now = await openRecommender('other', run);
    expect([now.knows('new'), now.offers('i1'), other.itemsSeq, now.itemsSeq]).toEqual([false, true, 0, 0]);
  });
});

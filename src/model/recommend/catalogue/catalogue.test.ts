import { afterAll, describe, expect, it } from 'vitest';
import { newTea, NOW, openTeaShop, teaModel } from '../../../../test/support/tea-shop.js';
import { columnsOf, type BoolExpr, type NumberExpr, type TextExpr } from '../../../expr/index.js';
import type { ItemRow } from '../../../store/index.js';
import { openRecommender, reportedSince, trainRecommender, withdrawItems, type ItemReport, type OpenRecommender } from '../../index.js';
import { openInside } from '../open.js';
import { catalogueWith, NO_CATALOGUE } from './catalogue.js';
import { extendedBy } from './extended.js';

const shop = await openTeaShop();
const { run, trained, report } = shop;
afterAll(() => shop.close());
const listOf = (open: OpenRecommender, user: string, k = 30): readonly string[] =>
  open.recommend({ user, history: open.historyOf(user), k }).items.map(({ item }) => item);

describe('a new item', () => {
  it('is servable at once, by what it is like, with its title, its columns and its reasons', async () => {
    const before = await trained('new');
    expect(await report(before, newTea)).toEqual({ model: 'new', version: 1, added: 1, changed: 0, unchanged: 0, refused: [] });
    expect(before.knows('new')).toBe(false);
    const open = await openRecommender('new', run);
    expect([open.knows('new'), open.offers('new'), open.cellOf('new', 'price'), open.cellOf('new', 'since')]).toEqual([
      true,
      true,
      4,
      null,
    ]);
    // Whoever takes tea has it before all cups, and the others behind all cups that they have not seen.
    const [tea, cups] = [listOf(open, 'u0'), listOf(open, 'u1')];
    expect(tea.indexOf('new')).toBeGreaterThanOrEqual(0);
    expect(tea.indexOf('new')).toBeLessThan(tea.findIndex((item) => Number(item.slice(1)) >= 10));
    expect(cups.indexOf('new')).toBeGreaterThan(cups.indexOf('i20'));
    const history = [{ item: 'new' }];
    const { items } = open.recommend({ history, k: 3, reasons: 1 });
    expect(items.map(({ item }) => Number(item.slice(1)) < 10)).toEqual([true, true, true]);
    expect(items[0].reasons![0].text).toBe('because you chose New tea');
    expect(open.similar('new', 3).items.every(({ item }) => Number(item.slice(1)) < 10)).toBe(true);
    expect(open.similar('i3', 30).items.map(({ item }) => item)).toContain('new');
    expect(open.together!('new', 3).items).toEqual([]);
  });

  it('is filtered, pinned, excluded and removed like any', async () => {
    const first = await trained('ruled');
    await report(first, newTea, { item: 'top', columns: { title: 'Pinned', kind: 'cup', price: 9, stock: true } });
    const open = await openRecommender('ruled', run);
    const { price } = columnsOf({ price: 'number' });
    const cheap = open.recommend({ user: 'u0', history: open.historyOf('u0'), k: 5, filter: price.eq(4).node }).items;
    expect([cheap.map(({ item }) => item), listOf(open, 'u0')[0]]).toEqual([['new'], 'top']);
    const gone = async (...items: readonly ItemReport[]): Promise<boolean[]> => {
      await report(open, ...items);
      const now = await openRecommender('ruled', run);
      return [listOf(now, 'u0').includes('new'), now.offers('new'), now.similar('i3', 30).items.some(({ item }) => item === 'new')];
    };
    expect(await gone({ item: 'new', columns: { stock: false } })).toEqual([false, false, false]);
    expect(await gone({ item: 'new', columns: { stock: true } })).toEqual([true, true, true]);
    expect(await gone({ item: 'new', removed: true })).toEqual([false, false, false]);
    expect(await gone({ item: 'new', columns: { price: 5 } })).toEqual([false, false, false]);
    expect(await gone({ item: 'new', removed: false })).toEqual([true, true, true]);
  });

  it('has neighbours by its own columns alone: others keep theirs when their prices change', async () => {
    const first = await trained('steady');
    const scores = (open: OpenRecommender): readonly unknown[] =>
      open.recommend({ history: [{ item: 'i1' }], k: 30 }).items.filter(({ item }) => item !== 'new');
    const before = scores(first);
    await report(first, newTea);
    await report(first, { item: 'i4', columns: { price: 900 } });
    const open = await openRecommender('steady', run);
    expect([scores(open), open.cellOf('i4', 'price')]).toEqual([before, 900]);
  });

  it('differs from others of a list in what was declared, as it is reported now', async () => {
    const lists = { diversity: { weight: 0.9, by: (i: { readonly kind: TextExpr }) => [i.kind] } };
    await trainRecommender(teaModel('differing', lists), { ...run, learner: 'item_knn' });
    const first = await openRecommender('differing', run);
    const isTea = (open: OpenRecommender): readonly boolean[] =>
      listOf(open, 'u0', 2).map((item) => item === 'new' || Number(item.slice(1)) < 10);
    expect(isTea(first).toSorted()).toEqual([false, true]);
    // All cups are tea now: nothing tells items apart, and the list is of those whose users took the same.
    await report(first, ...Array.from({ length: 11 }, (_, i) => ({ item: `i${10 + i}`, columns: { kind: 'tea' } })), newTea);
    expect(isTea(await openRecommender('differing', run))).toEqual([true, true]);
  });

  it('gains from what is done with it, and never loses; reasons still add up', async () => {
    const open = (await trained('wanted', 'ease')).knowing({
      items: [{ item: 'plain', seq: 1, state: 'offered', cells: {}, changedAt: NOW }],
    });
    const history = open.historyOf('u0');
    const scored = (events: number): { readonly score: number; readonly place: number } => {
      const now = open.knowing({ late: new Map(events === 0 ? [] : [['plain', { events, perDay: events }]]) });
      const { items } = now.recommend({ user: 'u0', history, k: 30, reasons: 100 });
      const place = items.findIndex(({ item }) => item === 'plain');
      const told = items[place];
      expect(told.reasons!.reduce((sum, { effect }) => sum + effect, 0)).toBeLessThanOrEqual(told.score + 1e-9);
      return { score: told.score, place };
    };
    const [none, few, many] = [scored(0), scored(3), scored(40)];
    expect([few.score >= none.score, many.score > none.score, many.place < none.place]).toEqual([true, true, true]);
    // A stranger has what most users take: an item that is taken more in a day than any comes first.
    const wanted = open.knowing({ late: new Map([['plain', { events: 400, perDay: 400 }]]) });
    expect([open, wanted].map((one) => one.recommend({ history: [], k: 30 }).items[0].item)).toEqual([
      expect.not.stringMatching('plain'),
      'plain',
    ]);
  });
});

describe('news of items, one after the other', () => {
  const told = (name: string, seq: number): Promise<readonly ItemRow[]> => reportedSince(name, seq, run);
  const said = (open: OpenRecommender): unknown =>
    ['u0', 'u1', 'nobody'].map((user) => open.recommend({ user, history: open.historyOf(user), k: 30, reasons: 3 }));

  it('come to the same to the bit as a version that is opened now', async () => {
    const lists = {
      rules: (i: { readonly stock: BoolExpr; readonly price: NumberExpr; readonly kind: TextExpr }) => ({
        exclude: [i.stock.not(), i.price.gt(500)],
        boost: [
          { when: i.price.gt(10), by: 1.5 },
          { when: i.kind.eq('tea'), by: i.price },
        ],
        caps: [{ by: i.kind, most: 7 }],
      }),
    };
    await trainRecommender(teaModel('steps', lists), { ...run, learner: 'als' });
    let open: OpenRecommender = await openRecommender('steps', run);
    const steps: readonly (readonly ItemReport[])[] = [
      [{ item: 'i3', columns: { price: 900 } }],
      [newTea],
      [
        { item: 'i3', columns: { price: 12 } },
        { item: 'i20', columns: { kind: 'tea', price: 3 } },
      ],
      [
        { ...newTea, item: 'a second' },
        { item: 'new', columns: { price: 40 } },
      ],
      [
        { item: 'new', removed: true },
        { item: 'i5', columns: { stock: false } },
      ],
      [
        { item: 'new', removed: false },
        { item: 'a second', removed: true },
      ],
    ];
    for (const step of steps) {
      await report(open, ...step);
      open = open.knowing({ items: await told('steps', open.itemsSeq) });
      expect(said(open)).toEqual(said(await openRecommender('steps', run)));
    }
    await withdrawItems('steps', run);
    open = open.knowing({ items: await told('steps', open.itemsSeq) });
    expect([open.knows('new'), said(open)]).toEqual([false, said(await openRecommender('steps', run))]);
  });

  it('make nothing anew that they do not touch', async () => {
    const first = await trained('untouched');
    await report(first, newTea);
    const { opened: base } = await openInside('untouched', run);
    const rowsOf = (item: string, seq: number, cells: ItemRow['cells']): readonly ItemRow[] => [
      { item, seq, cells, state: 'offered', changedAt: NOW },
    ];
    const one = extendedBy(base, catalogueWith(NO_CATALOGUE, rowsOf('other', 1, { kind: 'tea', price: 1 }), base.table!.schema), new Map());
    const next = (item: string) =>
      extendedBy(base, catalogueWith(one.catalogue, rowsOf(item, 2, { price: 5 }), base.table!.schema), new Map(), one);
    const dearer = next('i3');
    expect([dearer.served === one.served, dearer.cold === one.cold, dearer.opened.placeOf === one.opened.placeOf]).toEqual([
      true,
      true,
      true,
    ]);
    expect(dearer.opened.table!.columns['price'].values[dearer.opened.placeOf.get('i3')!]).toBe(5);
    const other = next('other');
    expect([other.served === one.served, other.opened.placeOf === one.opened.placeOf]).toEqual([false, true]);
  });
});

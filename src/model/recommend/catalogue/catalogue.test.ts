import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t } from '../../../data/index.js';
import { columnsOf, type BoolExpr, type NumberExpr, type TextExpr } from '../../../expr/index.js';
import { csv } from '../../../features/index.js';
import { putItems, type ItemRow } from '../../../store/index.js';
import {
  evaluateRecommenderFile,
  openRecommender,
  openWorkspace,
  recommender,
  recommendFile,
  reportedSince,
  reportItems,
  reportItemsFile,
  trainRecommender,
  withdrawItems,
  type ItemReport,
  type OpenRecommender,
  type RegisteredRecommender,
  type RunOptions,
} from '../../index.js';
import { openInside } from '../open.js';
import { catalogueWith, NO_CATALOGUE } from './catalogue.js';
import { extendedBy } from './extended.js';

const NOW = Date.UTC(2024, 5, 1);

/** Even users take tea (i0 to i9), odd ones cups (i10 to i19), in the order of an own step each. */
const events = Array.from({ length: 60 }, (_, u) =>
  Array.from(
    { length: 6 },
    (__, e) => `u${u},i${(u % 2) * 10 + ((u + e * 3) % 10)},view,${new Date(Date.UTC(2024, 4, 1 + e, u % 24)).toISOString()}`,
  ),
).flat();

let run: RunOptions;
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'catalogue-'));
  writeFileSync(join(root, 'events.csv'), `user,item,type,at\n${events.join('\n')}\n`);
  const rows = Array.from({ length: 21 }, (_, i) => `i${i},Item ${i},${i < 10 ? 'tea' : 'cup'},${i}.5,yes,2024-01-01`);
  writeFileSync(join(root, 'items.csv'), `id,title,kind,price,stock,since\n${rows.join('\n')}\n`);
  const clock = (): number => NOW;
  const quiet = (): void => {};
  const workspace = await openWorkspace({ root, clock });
  run = { workspace, clock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
});
afterAll(async () => {
  await run.workspace.close();
  rmSync(root, { recursive: true });
});

const table = csv('items.csv', {
  id: t.id(),
  title: t.text(),
  kind: t.category(),
  price: t.number(),
  stock: t.bool({ true: 'yes', false: 'no' }),
  since: t.date().nullable(),
}).check((i) => ({ 'price is not negative': i.price.gte(0) }));

const definitionOf = (name: string, lists: object = {}) =>
  recommender(name, {
    events: csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    items: { table, id: 'id', title: 'title' },
    lists: { rules: (i) => ({ exclude: i.stock.not(), pin: [{ when: i.title.eq('Pinned'), at: 1 }] }), ...lists },
  });

/** A trained model of that name, so that reports of one test are none of another's. */
async function trained(name: string, learner = 'item_knn'): Promise<RegisteredRecommender> {
  await trainRecommender(definitionOf(name), { ...run, learner });
  return openRecommender(name, run);
}

const report = (open: OpenRecommender, ...items: readonly ItemReport[]) => reportItems(open, items, run);
const newTea = { item: 'new', columns: { title: 'New tea', kind: 'tea', price: 4, stock: true } } as const;
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
    await trainRecommender(definitionOf('differing', lists), { ...run, learner: 'item_knn' });
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
    await trainRecommender(definitionOf('steps', lists), { ...run, learner: 'als' });
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
    const before = await trainRecommender(definitionOf('later'), { ...run, learner: 'item_knn' });
    await report(first, newTea, { item: 'i1', removed: true }, { item: 'i2', columns: { kind: 'cup' } });
    writeFileSync(join(root, 'users.csv'), 'user\nu0\nstranger\n');
    const files = { in: join(root, 'users.csv'), out: join(root, 'lists.jsonl'), k: 30 };
    const lists = async (): Promise<readonly string[][]> => {
      await recommendFile('later', files, run);
      const lines = readFileSync(files.out, 'utf8').trim().split('\n');
      return lines.map((line) => (JSON.parse(line) as { items: { item: string }[] }).items.map(({ item }) => item));
    };
    for (const round of ['by the old version', 'after training']) {
      const [own, stranger] = await lists();
      expect([round, own.includes('new'), own.includes('i1'), stranger.includes('i1')]).toEqual([round, true, false, false]);
      if (round === 'after training') continue;
      const after = await trainRecommender(definitionOf('later'), { ...run, learner: 'item_knn' });
      expect([after.items.all - before.items.all, after.digest === before.digest]).toEqual([1, false]);
      expect(after.notes).toContainEqual(expect.stringContaining('3 items counts in the place of the table, 1 of them new, 1 removed'));
      expect((await trainRecommender(definitionOf('later'), { ...run, learner: 'item_knn' })).digest).toBe(after.digest);
    }
    const open = await openRecommender('later', run);
    expect([open.cellOf('i2', 'kind'), open.cellOf('new', 'kind')]).toEqual(['cup', 'tea']);
    writeFileSync(join(root, 'august.csv'), 'user,item\nstranger,new\nstranger,i1\nu1,i1\n');
    const judged = await evaluateRecommenderFile('later', join(root, 'august.csv'), run);
    // What is removed is not looked for: u1 has nothing to find.
    expect(judged).toMatchObject({ unknownItems: 0, evaluation: { users: { judged: 1 } } });
  });

  it('come from a file too, and are taken back together', async () => {
    const first = await trained('files');
    const file = join(root, 'reported.csv');
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

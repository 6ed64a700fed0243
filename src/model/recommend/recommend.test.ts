import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv } from '../../features/index.js';
import { columnsOf } from '../../expr/index.js';
import { t } from '../../data/index.js';
import { random } from '../../core/index.js';
import { addEvents } from '../../store/index.js';
import {
  evaluateRecommenderFile,
  listModels,
  openWorkspace,
  openRecommender,
  promoteVersion,
  recommender,
  recommendFile,
  trainRecommender,
  writeReport,
  openModel,
  type RunOptions,
} from '../index.js';

/** Tastes of two kinds: users of one take items of one, and now and then any. Times go up with the place on the list. */
function planted(users: number, each: number): string {
  const draw = random(7, 'planted');
  const lines = Array.from({ length: users }, (_, u) =>
    [
      ...new Set(
        Array.from(
          { length: each },
          () => (draw.uniform() < 0.9 ? (u % 2) * 20 : (1 - (u % 2)) * 20) + Math.floor(20 * draw.uniform() ** 1.5),
        ),
      ),
    ].map((item, e) => `u${u},i${item},${e % 3 === 2 ? 'purchase' : 'view'},${new Date(Date.UTC(2024, 0, 1, u % 24, e)).toISOString()}`),
  );
  return `user,item,type,at\n${lines.flat().join('\n')}\n`;
}

describe('a recommender, from events to lists', () => {
  const root = mkdtempSync(join(tmpdir(), 'recommend-'));
  let run: RunOptions & AsyncDisposable;
  beforeAll(async () => {
    writeFileSync(join(root, 'events.csv'), planted(300, 14));
    writeFileSync(
      join(root, 'items.csv'),
      `id,title,kind,price\n${Array.from({ length: 41 }, (_, i) => `i${i},Item ${i},${i < 20 ? 'tea' : 'cup'},${i}.5`).join('\n')}\n`,
    );
    writeFileSync(join(root, 'users.csv'), 'user\nu0\nu1\nnobody\n');
    const clock = () => Date.UTC(2024, 5, 1);
    const workspace = await openWorkspace({ root, clock });
    const quiet = (): void => {};
    run = {
      workspace,
      clock,
      signal: new AbortController().signal,
      progress: quiet,
      say: quiet,
      threads: 1,
      [Symbol.asyncDispose]: () => workspace.close(),
    };
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
    rmSync(root, { recursive: true });
  });

  const events = csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() });
  const items = csv('items.csv', { id: t.id(), title: t.text(), kind: t.category(), price: t.number() });
  const definition = recommender('shop', {
    events,
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    weights: { view: 1, purchase: 3 },
    items: { table: items, id: 'id', title: 'title' },
  });

  it('chooses a method that knows tastes, registers it, and passes the gate', async () => {
    const trained = await trainRecommender(definition, run);
    expect(trained).toMatchObject({
      model: 'shop',
      version: 1,
      task: 'recommend',
      metric: 'ndcg@10',
      users: { all: 300 },
      items: { all: 41 },
    });
    expect(trained.learner).not.toBe('popularity');
    expect(trained.metrics['ndcg@10'].low).toBeGreaterThan(trained.baseline['ndcg@10']);
    expect(trained.leaderboard.map(({ metric }) => metric)).toEqual(
      trained.leaderboard.map(({ metric }) => metric).toSorted((a, b) => b - a),
    );
    expect(await promoteVersion('shop@1', 'champion', { force: false }, run)).toMatchObject({ moved: true });
    const again = await trainRecommender(definition, run);
    expect(again.digest).toBe(trained.digest);
    const { moved, gate } = await promoteVersion('shop@2', 'champion', { force: false }, run);
    expect([moved, gate.reasons.join(' ')]).toEqual([true, expect.stringContaining('shop@1')]);
  }, 120_000);

  it('refuses a version that is worse than the champion', async () => {
    const { version } = await trainRecommender(definition, { ...run, learner: 'popularity' });
    const { moved, gate } = await promoteVersion(`shop@${version}`, 'champion', { force: false }, run);
    expect([moved, gate.reasons[0]]).toEqual([false, expect.stringContaining('worse than')]);
  });

  it("recommends what was not bought, says why in words, and filters by the items' columns", async () => {
    const open = await openRecommender('shop', run);
    const history = open.historyOf('u0');
    expect(history.length).toBeGreaterThan(5);
    const bought = new Set(history.filter(({ type }) => type === 'purchase').map(({ item }) => item));
    const { items: list } = open.recommend({ user: 'u0', history, k: 10, reasons: 2 });
    expect(list.map(({ item }) => item).filter((item) => bought.has(item))).toEqual([]);
    expect(list.filter(({ item }) => Number(item.slice(1)) < 20).length).toBeGreaterThanOrEqual(8);
    expect(list[0].reasons![0].text).toMatch(/^because you (viewed|bought) Item \d+$/);
    const i = columnsOf({ kind: 'text', price: 'number' });
    const cups = open.recommend({ history, k: 5, filter: i.kind.eq('cup').and(i.price.lt(30)).node });
    expect(cups.items.map(({ item }) => Number(item.slice(1))).every((n) => n >= 20 && n < 30)).toBe(true);
    const none = open.recommend({ history, k: 5, filter: i.price.lt(0).node });
    expect([none.items.length, none.notes]).toEqual([5, [expect.stringContaining('No item passes the filter')]]);
  });

  it('answers strangers, odd histories and items without events', async () => {
    const open = await openRecommender('shop', run);
    expect(open.recommend({ history: [], k: 5 }).items).toHaveLength(5);
    expect(open.recommend({ history: [{ item: 'gone' }, { item: 'i3' }], k: 3 }).items.map(({ item }) => item)).not.toContain('i3');
    expect(open.knows('i40')).toBe(true);
    const alike = open.similar('i3', 5).items.map(({ item }) => Number(item.slice(1)));
    expect(alike.filter((n) => n < 20).length).toBeGreaterThanOrEqual(4);
    expect(() => open.similar('gone', 3)).toThrow(expect.objectContaining({ code: 'MW_RECOMMEND_ITEM' }));
  });

  it('writes a list for every user of a file, in its order', async () => {
    const done = await recommendFile('shop', { in: join(root, 'users.csv'), out: join(root, 'lists.jsonl'), k: 4 }, run);
    expect(done).toMatchObject({ rows: 3, strangers: 1 });
    const lines = readFileSync(join(root, 'lists.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { user: string; items: { item: string; score: number }[] });
    expect(lines.map(({ user, items: list }) => [user, list.length])).toEqual([
      ['u0', 4],
      ['u1', 4],
      ['nobody', 4],
    ]);
    expect(lines[0].items).toEqual(
      (await openRecommender('shop', run)).recommend({ user: 'u0', history: (await openRecommender('shop', run)).historyOf('u0'), k: 4 })
        .items,
    );
  });

  it('is judged by what users did later: strangers by what most take, unknown items apart', async () => {
    const open = await openRecommender('shop', run);
    const [first] = open.recommend({ user: 'u0', history: open.historyOf('u0'), k: 1 }).items;
    writeFileSync(join(root, 'later.csv'), `user,item\nu0,${first.item}\nnobody,${first.item}\nu1,gone\n`);
    const judged = await evaluateRecommenderFile('shop', join(root, 'later.csv'), run);
    expect(judged).toMatchObject({ rows: 3, unknownItems: 1, evaluation: { users: { judged: 2, withoutHistory: 1 } } });
    // u0 finds it at the first place; the stranger somewhere, or not at all.
    expect(judged.metrics['mrr@5'].value).toBeGreaterThanOrEqual(0.5);
  });

  it('has a report with examples, and is told apart in the list of models', async () => {
    const { out } = await writeReport('shop', join(root, 'shop.html'), run);
    const page = readFileSync(out, 'utf8');
    expect(page).toMatch(/of users find something that they took next/);
    expect(page).toMatch(/because you (viewed|bought) Item/);
    expect((await listModels(run))[0].versions[0].metrics['ndcg@10'].value).toBeGreaterThan(0);
  });

  it('learns from what the server took, and gives the same digest without it', async () => {
    const before = await trainRecommender(definition, { ...run, learner: 'item_knn' });
    const event = {
      id: 'e1',
      user: 'u0',
      item: 'i40',
      type: 'purchase',
      at: Date.UTC(2024, 1, 1),
      value: null,
      quantity: null,
      price: null,
      slate: null,
    };
    const record = JSON.stringify([[...Object.values(event), Date.UTC(2024, 1, 1)]]);
    await run.workspace.store.write((tx) => addEvents(tx, run.workspace.store.engine, record));
    const after = await trainRecommender(definition, { ...run, learner: 'item_knn' });
    expect(after.rows.train + after.rows.holdout).toBe(before.rows.train + before.rows.holdout + 1);
    expect((await trainRecommender({ ...definition, live: false }, { ...run, learner: 'item_knn' })).digest).toBe(before.digest);
  });

  it('shows what a rule excludes on no list: neither of a user, nor alike, nor taken together', async () => {
    const parts = {
      events,
      user: 'user',
      item: 'item',
      time: 'at',
      event: 'type',
      items: { table: items, id: 'id', title: 'title' },
    } as const;
    await trainRecommender(recommender('free', parts), { ...run, learner: 'item_knn' });
    await trainRecommender(recommender('ruled', { ...parts, lists: { rules: (i) => ({ exclude: i.price.lt(5) }) } }), {
      ...run,
      learner: 'item_knn',
    });
    const [free, ruled] = [await openRecommender('free', run), await openRecommender('ruled', run)];
    await ruled.prepare!(run.signal);
    const shown = (some: { readonly items: readonly { readonly item: string }[] }): boolean =>
      some.items.some(({ item }) => Number(item.slice(1)) < 5);
    const lists = [free, ruled].map((open) => [open.recommend({ history: [], k: 20 }), open.similar('i7', 20), open.together!('i7', 20)]);
    expect(lists.map((some) => some.map(shown))).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
    expect(['i4', 'i5', 'stranger'].map((item) => [free.offers(item), ruled.offers(item)])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  it('is judged by what came after one moment where its split says so, and not beside a version that was judged otherwise', async () => {
    const parts = { events, user: 'user', item: 'item', time: 'at', event: 'type' } as const;
    const one = { ...run, learner: 'item_knn' };
    await trainRecommender(recommender('moment', parts), one);
    const { rows } = await trainRecommender(recommender('moment', { ...parts, split: 'time' }), one);
    // Times go up with the place, not with the user: everybody's last events are cut at one moment, those of equal time on one side.
    expect(rows.holdout).toBeGreaterThanOrEqual(Math.ceil(0.2 * (rows.train + rows.holdout)));
    const { gate } = await promoteVersion('moment@1', 'champion', { force: false }, run);
    expect(gate.passed).toBe(true);
    const beside = await promoteVersion('moment@2', 'champion', { force: false }, run);
    expect([beside.moved, beside.gate.reasons.join(' ')]).toEqual([false, expect.stringContaining('was judged on other events')]);
    writeFileSync(
      join(root, 'once.csv'),
      `user,item,type,at\n${['a', 'b', 'c'].map((user) => `${user},i1,view,2024-01-01T00:00:00Z`).join('\n')}\n`,
    );
    const once = csv('once.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() });
    await expect(trainRecommender(recommender('once', { ...parts, events: once, live: false, split: 'time' }), one)).rejects.toThrow(
      /at one moment/,
    );
    expect(() => recommender('moment', { ...parts, split: 'random' as never })).toThrow(/split is "random"/);
  });

  it('prices every rule in what lists are expected to bring', async () => {
    const priced = recommender('priced', {
      events,
      user: 'user',
      item: 'item',
      time: 'at',
      event: 'type',
      items: { table: items, id: 'id', title: 'title', value: (i) => i.price.mul(0.1), currency: 'EUR' },
      lists: {
        rules: (i) => ({
          exclude: [{ name: 'never there', when: i.price.gt(999) }],
          bury: [{ name: 'dear ones', when: i.price.gt(15), by: 0.2 }],
        }),
      },
    });
    await trainRecommender(priced, { ...run, learner: 'item_knn' });
    const open = await openRecommender('priced', run);
    const costs = open.ruleCosts(open.userIds().slice(0, 60), 10)!;
    expect([costs.unit, costs.lists]).toEqual(['value', 60]);
    expect(costs.each.map(({ rule, changedLists }) => [rule.name, changedLists > 0])).toEqual([
      ['never there', false],
      ['dear ones', true],
    ]);
    expect(costs.each[0].cost.value).toBe(0);
    // Half of the users like what costs more than 15.
    expect(costs.each[1].cost.low).toBeGreaterThan(0);
    // A list of 10 cannot bring more than a tenth of the ten highest prices.
    expect(costs.without.value).toBeLessThan(36.5);
    const report = readFileSync((await writeReport('priced', join(root, 'priced.html'), run)).out, 'utf8');
    expect(report).toContain('costs a list');
    expect(report).toMatch(/dear ones.*EUR\s\d/s);
  });

  it('leaves out what training knew a user to have bought, however little of it the history holds', async () => {
    const { version } = await trainRecommender(definition, { ...run, learner: 'item_knn' });
    const open = await openRecommender(`shop@${version}`, run);
    const all = open.historyOf('u0');
    const newest = open.historyOf('u0', 3);
    expect(newest).toEqual(all.slice(-3));
    const older = new Set(all.slice(0, -3).flatMap(({ item, type }) => (type === 'purchase' ? [item] : [])));
    const again = (user?: string): number =>
      open.recommend({ history: newest, k: 41, ...(user === undefined ? {} : { user }) }).items.filter(({ item }) => older.has(item))
        .length;
    expect([older.size > 0, again('u0'), again()]).toEqual([true, 0, older.size]);
  });

  it('knows what a table says of users: rules read it, the method learns from it, names are not kept', async () => {
    writeFileSync(
      join(root, 'people.csv'),
      `user,name,likes\n${Array.from({ length: 300 }, (_, u) => `u${u},Name ${u},${u % 2 === 0 ? 'tea' : 'cup'}`).join('\n')}\n`,
    );
    const people = csv('people.csv', { user: t.id(), name: t.text(), likes: t.category() });
    const personal = recommender('personal', {
      events,
      user: 'user',
      item: 'item',
      time: 'at',
      event: 'type',
      items: { table: items, id: 'id', title: 'title' },
      users: { table: people, id: 'user' },
      lists: { rules: (i, u) => ({ exclude: i.kind.ne(u.likes) }) },
    });
    const { version } = await trainRecommender(personal, { ...run, learner: 'item_knn' });
    const open = await openRecommender(`personal@${version}`, run);
    const kinds = (user: string) =>
      new Set(
        open.recommend({ user, history: open.historyOf(user), k: 8 }).items.map(({ item }) => (Number(item.slice(1)) < 20 ? 'tea' : 'cup')),
      );
    expect([kinds('u0'), kinds('u1')]).toEqual([new Set(['tea']), new Set(['cup'])]);
    expect(kinds('nobody').size).toBeGreaterThan(0);
    expect(open.record.evaluation.segments.map(({ name }) => name)).toEqual(expect.arrayContaining([expect.stringContaining('likes')]));
    expect(JSON.stringify(open.content)).not.toContain('name":{');
  });

  it('gives who did nothing yet what users like them take, where a table says whom they are like', async () => {
    const newcomers = Array.from({ length: 4 }, (_, i) => `new${i},${i % 2 === 0 ? 'tea' : 'cup'}`);
    const known = Array.from({ length: 300 }, (_, u) => `u${u},${u % 2 === 0 ? 'tea' : 'cup'}`);
    writeFileSync(join(root, 'drinkers.csv'), `id,drinks\n${[...known, ...newcomers].join('\n')}\n`);
    const drinkers = csv('drinkers.csv', { id: t.id(), drinks: t.category() });
    const parts = { events, user: 'user', item: 'item', time: 'at', event: 'type', items: { table: items, id: 'id' } } as const;
    const newcomersModel = recommender('newcomers', { ...parts, users: { table: drinkers, id: 'id' } });
    await trainRecommender(newcomersModel, { ...run, learner: 'item_knn' });
    const open = await openRecommender('newcomers', run);
    const kinds = (user: string): readonly string[] => [
      ...new Set(open.recommend({ user, history: open.historyOf(user), k: 8 }).items.map(({ item }) => String(open.cellOf(item, 'kind')))),
    ];
    expect([kinds('new0'), kinds('new3')]).toEqual([['tea'], ['cup']]);
    expect(kinds('nobody').toSorted()).toEqual(['cup', 'tea']);
    expect(open.recommend({ user: 'new0', history: [], k: 2 }).notes).toEqual([expect.stringContaining('of the same categories')]);
    expect(open.recommend({ user: 'nobody', history: [], k: 2 }).notes).toEqual([expect.stringContaining('Nothing is known')]);
    expect(open.userIds()).toHaveLength(300);
    writeFileSync(join(root, 'drinkers.csv'), `id,drinks\n${known.join('\n')}\n`);
    await trainRecommender(newcomersModel, { ...run, learner: 'item_knn' });
    const [before, after] = [open, await openRecommender('newcomers@2', run)].map(({ record }) => record.lineage.data.split(' '));
    expect([after.slice(0, -1), after.length]).toEqual([before.slice(0, -1), before.length]);
    expect(after.at(-1)).not.toBe(before.at(-1));
  });

  it('is no model of rows, and no model of rows is it', async () => {
    await expect(openModel('shop', run)).rejects.toMatchObject({ code: 'MW_MODEL_RECOMMENDS' });
  });

  it('refuses what cannot be', () => {
    const wrong = { events, user: 'user', item: 'item', time: 'at' } as const;
    expect(() => recommender('shop', { ...wrong, time: 'when' as 'at' })).toThrow(
      expect.objectContaining({ code: 'MW_MODEL_RECOMMENDER' }),
    );
    expect(() => recommender('shop', { ...wrong, weights: { view: 1 } })).toThrow(/no column tells the types/);
    expect(() => recommender('shop', { ...wrong, event: 'type', weights: { view: -1 } })).toThrow(/is -1/);
    expect(() => recommender('shop', { ...wrong, metric: 'ndgc@10' })).toThrow(/ndcg@10/);
  });
});

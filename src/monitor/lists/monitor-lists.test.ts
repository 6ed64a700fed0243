import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { DAY_MS } from '../../core/index.js';
import { t } from '../../data/index.js';
import { columnNode, literalNode } from '../../expr/index.js';
import { csv } from '../../features/index.js';
import { popularity } from '../../recommend/index.js';
import { promoteVersion, recommender, trainRecommender, type MonitorOptions } from '../../model/index.js';
import { addEvents, addSlates, listAlerts } from '../../store/index.js';
import { watchRound } from '../retrain/watch.js';
import { lookAtLists, monitorLists } from './monitor-lists.js';

const NOW = Date.UTC(2026, 0, 1);
const block = blockRun();

/** Thirty users: user u bought i0, i1 … as long as u < 30 − 2 × the item's number, so that i0 is the most popular, then i1, and i9 the last; i10 nobody bought. */
const bought = Array.from({ length: 30 }, (_, u) => Array.from({ length: 10 }, (_, i) => i).filter((i) => u < 30 - 2 * i));
const ITEMS = Array.from({ length: 11 }, (_, i) => `i${i},${i < 5 ? 'tea' : 'cup'}`);
const shop = (monitor?: MonitorOptions) =>
  recommender('shop', {
    events: csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    items: { table: csv('items.csv', { id: t.id(), kind: t.category() }), id: 'id', currency: 'EUR' },
    learner: popularity(),
    ...(monitor ? { monitor } : {}),
  });

interface Listed {
  readonly id: string;
  readonly day: number;
  readonly user: string | null;
  readonly items: readonly string[];
  readonly k?: number;
  readonly version?: number;
  readonly route?: string;
  readonly filter?: unknown;
}

/** Lists that were answered so many days ago. */
const answered = (lists: readonly Listed[]) =>
  block.run.workspace.store.write(async (tx) => {
    const records = lists.map(({ id, day, user, items, k = 2, version = 1, route = 'champion', filter }) => [
      id,
      'shop',
      version,
      NOW - day * DAY_MS,
      route,
      null,
      null,
      user,
      k,
      JSON.stringify(items.map((item) => [item, 1])),
      2000,
      filter === undefined ? null : JSON.stringify(filter),
    ]);
    await addSlates(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

interface Did {
  readonly day: number;
  readonly user: string;
  readonly item: string;
  readonly type?: string;
  readonly slate?: string;
  readonly price?: number;
  readonly quantity?: number;
  readonly source?: string;
}

let events = 0;
/** What users did so many days ago. */
const happened = (deeds: readonly Did[]) =>
  block.run.workspace.store.write(async (tx) => {
    const records = deeds.map(({ day, user, item, type = 'purchase', slate = null, price = null, quantity = null, source = null }) => [
      `e${events++}`,
      user,
      item,
      type,
      NOW - day * DAY_MS,
      null,
      quantity,
      price,
      slate,
      NOW,
      source,
    ]);
    await addEvents(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

beforeAll(async () => {
  const rows = bought.flatMap((items, u) =>
    items.map((i) => `u${u},i${i},purchase,${new Date(Date.UTC(2025, 9, 1 + i, 0, u)).toISOString()}`),
  );
  writeFileSync(join(block.root, 'events.csv'), `user,item,type,at\n${rows.join('\n')}\n`);
  writeFileSync(join(block.root, 'items.csv'), `id,kind\n${ITEMS.join('\n')}\n`);
  await trainRecommender(shop(), block.run);
});

describe('a recommender that is watched', () => {
  it('has nothing to say of before its first list', async () => {
    const { trust, lists, exposure, brought, made, health } = await monitorLists('shop', block.run);
    expect([trust.verdict, lists, exposure, brought, made.fallback, health.freshnessHours]).toEqual([
      'unknown',
      0,
      null,
      undefined,
      null,
      null,
    ]);
  });

  it('tells how many lists there are and how fresh they are, seen or not', async () => {
    await answered([
      { id: 'S1', day: 100, user: 'u29', items: ['i9', 'i8'], route: 'shadow' },
      { id: 'S2', day: 90, user: 'u29', items: ['i9', 'i8'], route: 'shadow' },
    ]);
    const { lists, shadows, brought, health } = await monitorLists('shop', block.run, { since: '200d' });
    expect([lists, shadows, brought]).toEqual([2, 2, undefined]);
    expect(health.perDay).toBeCloseTo(2 / 100, 6);
    expect(health.freshnessHours).toBeCloseTo(90 * 24, 2);
  });

  it('counts what came of its lists, and what users did next, by hand', async () => {
    const none = { kind: 'call', op: 'eq', args: [columnNode('kind', 'text'), literalNode('text', 'pans')] };
    await answered([
      { id: 'L1', day: 10, user: 'u29', items: ['i9', 'i8'] },
      { id: 'L2', day: 10, user: 'new', items: ['i0', 'i1'], k: 3 },
      { id: 'L3', day: 10, user: null, items: ['i0', 'i10'] },
      { id: 'L4', day: 9, user: 'new', items: [] },
      { id: 'L5', day: 9, user: 'u28', items: ['i1', 'i2'], route: 'shadow' },
      { id: 'L6', day: 9, user: 'u28', items: ['i1', 'i2'], version: 2 },
      { id: 'L7', day: 8, user: 'u27', items: ['i2', 'i3'], filter: none },
      { id: 'L8', day: 40, user: 'u27', items: ['i2', 'i3'] },
    ]);
    await happened([
      { day: 9.5, user: 'new', item: 'i5', type: 'view' },
      { day: 9, user: 'u29', item: 'i9', slate: 'L1', price: 10, quantity: 2 },
      { day: 8, user: 'new', item: 'i2' },
      { day: 7, user: 'u29', item: 'i9', type: 'return', slate: 'L1', price: 10 },
      { day: 6, user: 'u28', item: 'pan', type: 'view' },
      { day: 6, user: 'u28', item: 'i9', source: 'another catalogue' },
      { day: 1, user: 'u27', item: 'i0', slate: 'L7' },
    ]);
    const report = await monitorLists('shop', block.run);
    expect(report).toMatchObject({ model: 'shop', version: 1, task: 'recommend', currency: 'EUR', lists: 6, shadows: 1, users: 4 });
    expect(report.versions).toEqual([
      { version: 1, lists: 6 },
      { version: 2, lists: 1 },
    ]);

    // Shown are L1, L2, L3, L4 and L7. At L2 nothing was known of "new", at L4 what they viewed was.
    const { made, brought } = report;
    expect([made.strangers, made.filterLeftNothing, made.fallback, made.short, made.empty].map((share) => share!.value)).toEqual([
      0.2, 0.2, 0.4, 0.4, 0.2,
    ]);
    expect(made.nobody).toBe(1);
    // L1 was bought from for 20, of which 10 came back; L7 for no price.
    expect([brought!.clicked.value, brought!.bought.value, brought!.revenue.value, brought!.total, brought!.unpriced]).toEqual([
      0.4, 0.4, 2, 10, 1,
    ]);

    // Within seven days of L1 u29 bought i9, first on the list and ninth of the most popular that they lack; "new" viewed i5 and bought i2 after L2, and bought i2 after
    // L4. u27 came back after exactly seven days, for what they have. The others did nothing new.
    const found = report.found!;
    expect([found.due, found.lists, found.users, found.early, found.within]).toEqual([5, 3, 2, false, '7d']);
    const gain = (place: number): number => 1 / Math.log2(place + 1);
    const popular = [gain(9), (gain(3) + gain(6)) / (1 + gain(2)), gain(3)];
    expect(found.metrics['ndcg@10'].lists.value).toBeCloseTo(1 / 3, 12);
    expect(found.metrics['ndcg@10'].popular.value).toBeCloseTo(popular.reduce((sum, one) => sum + one, 0) / 3, 12);
    expect(found.metrics['recall@10'].lists.value).toBeCloseTo(1 / 3, 12);
    expect(found.metrics['recall@10'].popular.value).toBe(1);
    expect(found.metrics['recall@10'].gain.value).toBeCloseTo(-2 / 3, 12);

    // Of ten places (two of them of the shadow) i0, i1, i2 have two each, i3, i8, i9, i10 one: 7 of 11 items, and one place is of what nobody bought.
    expect(report.exposure).toMatchObject({ items: 11, coverage: 7 / 11, coldItems: 0.1 });
    // Gini: four items of no place, four of one (ranks 5 to 8 of 11) and three of two: (−2 + 0 + 2 + 4 + 2 × (6 + 8 + 10)) / (11 × 10).
    expect(report.exposure!.gini).toBeCloseTo(52 / 110, 12);
    expect([report.events.all, report.events.unknownItems!.value]).toEqual([6, 1 / 6]);
    expect(report.age).toMatchObject({ newEvents: 6, learnedTo: '2025-10-10T00:11:00.000Z' });
    expect(report.days.map(({ day, lists }) => [day, lists])).toEqual([
      ['2025-12-22', 3],
      ['2025-12-23', 1],
      ['2025-12-24', 1],
    ]);
    expect(report.health.latency).toEqual({ p50Ms: 2, p99Ms: 2 });
    expect(report.trust.verdict).toBe('careful');
    expect(report.notes).toEqual([expect.stringContaining('1 purchases have no price')]);
  });

  it('looks back as far as it is told, and says when it is too early', async () => {
    expect((await monitorLists('shop', block.run, { since: '50d' })).lists).toBe(7);
    const late = await monitorLists('shop', block.run, { rules: { labelsWithin: '20d', alerts: {}, notify: [] } });
    expect([late.found!.early, late.notes.at(-1)]).toEqual([true, expect.stringContaining('No list is older than 20d')]);
  });
});

describe('lists that do worse than the most popular items', () => {
  const monitor: MonitorOptions = { retrain: {}, alerts: (m) => ({ 'few are taken up': m.clickRate.lt(0.5) }) };
  beforeAll(async () => {
    await promoteVersion('shop@1', 'champion', { force: true }, block.run);
    const users = Array.from({ length: 60 }, (_, u) => `v${u}`);
    await answered(users.map((user) => ({ id: `W ${user}`, day: 12, user, items: ['i8', 'i7'] })));
    await happened(users.map((user) => ({ day: 11, user, item: 'i0' })));
  });

  it('cannot be trusted, raise alerts, and are trained again', async () => {
    const { report, watched } = await lookAtLists('shop', block.run, { rules: shop(monitor).monitor! });
    expect(report.trust).toMatchObject({ verdict: 'no', text: expect.stringContaining('most popular items would do better') });
    expect(report.trust.reasons[0]).toMatch(
      /^ndcg@10 of the served lists is 0\.0\d+ \(.*\), below the .* of the most popular items for the same 62 users\.$/,
    );
    expect(report.alerts.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['decay', 'fallback', 'few are taken up']));
    expect(watched.figures).toMatchObject({
      listGain: report.found!.metrics['ndcg@10'].gain.value,
      clickRate: report.brought!.clicked.value,
    });

    const said: string[] = [];
    await watchRound({ models: [shop(monitor)], run: { ...block.run, say: (line) => void said.push(line) }, outside: { env: {} } });
    expect(said[0]).toMatch(/^shop is trained again: .*ndcg@10 of the served lists is/);
    expect(said.at(-1)).toMatch(/^shop@2 (is champion now|does not become champion): /);
    const versions = await block.run.workspace.registry.versions('shop');
    expect(versions.length).toBe(2);
    // An attempt a day: the next round lets it be.
    await watchRound({ models: [shop(monitor)], run: block.run, outside: { env: {} } });
    expect((await block.run.workspace.registry.versions('shop')).length).toBe(2);
  });

  it('what users take has shifted to where it was not in training', async () => {
    const { drift } = await monitorLists('shop@1', block.run);
    // In training i0 has 30 of 210 events and the five teas 130; now i0 has 61 of 65 known ones.
    const [items, kinds] = ['items taken', 'kind taken'].map((name) => drift.find(({ feature }) => feature === name)!);
    expect(items.value).toBeGreaterThan(kinds.value);
    expect(drift.find(({ feature }) => feature === 'items taken')).toMatchObject({
      alarm: true,
      large: true,
      text: expect.stringContaining('"i0" in items taken rose'),
    });
    expect(
      (await block.run.workspace.store.read((tx) => listAlerts(tx, { model: 'shop', open: true, limit: 50 }))).map(({ rule }) => rule),
    ).toContain('drift');
  });
});

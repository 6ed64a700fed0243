import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { openRecommender, openWorkspace, recommender, trainRecommender, type RunOptions } from '../../model/index.js';
import { addEvents, addSlates } from '../../store/index.js';
import { slateRecordOf } from '../log/record.js';
import { readKind } from '../log/kinds.js';
import { offlineExperiment } from './offline-experiment.js';

const USERS = 600;
const ITEMS = 8;
const START = Date.UTC(2026, 0, 1);
const LATER = Date.UTC(2026, 1, 1);

/** How likely a user takes an item that is shown: those of an even number like even items. */
const liking = (user: number, item: number): number => (user % 2 === item % 2 ? 0.6 : 0.1);

/** Two of the items of their kind for everybody; item 0 and 2 are the most popular. */
function past(): string {
  const draw = random(5, 'past');
  const lines = Array.from({ length: USERS }, (_, u) => {
    const kind = u % 2;
    const first = kind === 0 ? (draw.uniform() < 0.8 ? 0 : 2) : 1 + 2 * draw.int(4);
    return [first, (first + 2 * (1 + draw.int(3))) % ITEMS].map(
      (item, e) => `u${u},i${item},${new Date(START + u * 1000 + e).toISOString()}`,
    );
  });
  return `user,item,at\n${lines.flat().join('\n')}\n`;
}

describe('what another version would have brought', () => {
  const root = mkdtempSync(join(tmpdir(), 'offline-'));
  let run: RunOptions & AsyncDisposable;
  let truth: Record<number, number>;
  const shop = (explore: number) =>
    recommender('shop', {
      events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
      user: 'user',
      item: 'item',
      time: 'at',
      repeat: true,
      lists: { explore },
    });

  beforeAll(async () => {
    writeFileSync(join(root, 'events.csv'), past());
    const clock = () => LATER;
    const workspace = await openWorkspace({ root, clock });
    const quiet = (): void => {};
    const signal = new AbortController().signal;
    run = { workspace, clock, signal, progress: quiet, say: quiet, threads: 1, [Symbol.asyncDispose]: () => workspace.close() };
    await trainRecommender(shop(0.5), { ...run, learner: 'popularity' });
    await trainRecommender(shop(0), { ...run, learner: 'item_knn' });
    truth = await answered();
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
    rmSync(root, { recursive: true });
  });

  /** Version 1 answers every user, who takes what they like; what either version's own lists bring on average is known. */
  async function answered(): Promise<Record<number, number>> {
    const [first, second] = [await openRecommender('shop@1', run), await openRecommender('shop@2', run)];
    const draw = random(3, 'takes');
    const [lists, events]: [string[], unknown[]] = [[], []];
    const sums: Record<number, number> = { 1: 0, 2: 0 };
    for (let u = 0; u < USERS; u++) {
      const wish = { user: `u${u}`, history: first.historyOf(`u${u}`), k: 3 };
      const { items } = first.recommend({ ...wish, turn: `l${u}` });
      const at = LATER + u;
      const slate = {
        id: `l${u}`,
        model: 'shop',
        version: 1,
        at,
        route: 'champion',
        experiment: null,
        arm: null,
        user: `u${u}`,
        k: 3,
        items,
      };
      lists.push(readKind(slateRecordOf({ ...slate, latencyUs: 1 })).fields);
      for (const { item } of items)
        if (draw.uniform() < liking(u, Number(item.slice(1))))
          events.push([`${u} ${item}`, `u${u}`, item, 'purchase', at + 1, null, null, 2.5, `l${u}`, at + 1]);
      const likings = (list: readonly { readonly item: string }[]) =>
        list.reduce((sum, { item }) => sum + liking(u, Number(item.slice(1))), 0) / USERS;
      sums[2] += likings(second.recommend(wish).items);
      for (let turn = 0; turn < 20; turn++) sums[1] += likings(first.recommend({ ...wish, turn: `${turn}` }).items) / 20;
    }
    await run.workspace.store.write(async (tx) => {
      await addSlates(tx, 'sqlite', `[${lists.join(',')}]`);
      await addEvents(tx, 'sqlite', JSON.stringify(events));
      return null;
    });
    return sums;
  }

  it('is what was seen where it is the version that answered', async () => {
    const { evaluation, lists, leftOut } = await offlineExperiment('shop@1', run);
    expect([lists, leftOut]).toEqual([USERS, { certain: 0, nobody: 0, seen: 0 }]);
    const { logged, estimates } = evaluation;
    for (const method of ['ips', 'snips', 'dr'] as const) {
      const { low, high } = estimates[method]!.gain;
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
    }
    const { evaluation: down } = await offlineExperiment('shop@1', run, { examination: 'cascade' });
    expect(down.estimates.ips!.value.value).toBeCloseTo(logged.value, 12);
    expect(down.estimates.snips!.gain.value).toBeCloseTo(0, 12);
    expect(logged.low).toBeLessThan(truth[1]);
    expect(logged.high).toBeGreaterThan(truth[1]);
  });

  it('is close to the truth where another knows tastes, and sure of a gain that is there', async () => {
    const { evaluation, version } = await offlineExperiment('shop@2', run);
    expect(version).toBe(2);
    expect(truth[2]).toBeGreaterThan(truth[1] + 0.3);
    expect(evaluation.faults).toEqual([]);
    for (const method of ['ips', 'snips', 'dr'] as const) {
      const { value, gain } = evaluation.estimates[method]!;
      expect(value.low).toBeLessThan(truth[2]);
      expect(value.high).toBeGreaterThan(truth[2]);
      expect(gain.low).toBeGreaterThan(0);
    }
  });

  it('counts revenue, and says which lists say nothing', async () => {
    const [taken, revenue] = [await offlineExperiment('shop@2', run), await offlineExperiment('shop@2', run, { reward: 'revenue' })];
    expect(revenue.evaluation.logged.value).toBeCloseTo(2.5 * taken.evaluation.logged.value, 12);
    expect(revenue.evaluation.estimates.ips!.value.value).toBeCloseTo(2.5 * taken.evaluation.estimates.ips!.value.value, 12);
    // Nobody viewed anything.
    const { evaluation } = await offlineExperiment('shop@2', run, { reward: ['view'] });
    expect([evaluation.logged.value, evaluation.faults]).toEqual([0, ['few_rewards']]);
    const early = { id: 'early', at: START, items: [['i1', 1, 0.5]], user: 'u1' };
    const nobody = { id: 'nobody', at: LATER, items: [['i1', 1, 0.5]], user: null };
    const certain = { id: 'certain', at: LATER, items: [['i1', 1]], user: 'u1' };
    await run.workspace.store.write(async (tx) => {
      const record = ({ id, at, items, user }: { id: string; at: number; items: unknown; user: string | null }) => [
        id,
        'shop',
        1,
        at,
        'champion',
        null,
        null,
        user,
        1,
        JSON.stringify(items),
        1,
      ];
      await addSlates(tx, 'sqlite', JSON.stringify([early, nobody, certain].map(record)));
      return null;
    });
    expect(await offlineExperiment('shop@2', run)).toMatchObject({ lists: USERS, leftOut: { certain: 1, nobody: 1, seen: 1 } });
    await expect(offlineExperiment('shop@2', run, { to: LATER })).rejects.toMatchObject({ code: 'MW_MONITOR_OFFLINE' });
  });

  it('learns as of a moment', async () => {
    const { version, rows } = await trainRecommender(shop(0), { ...run, learner: 'popularity', until: START + 300_000 });
    // 301 users of the first 300 seconds with two events each, the last of which comes a millisecond later.
    expect(rows.train + rows.holdout).toBe(601);
    expect((await openRecommender(`shop@${version}`, run)).record.notes.join(' ')).toContain('after 2026-01-01T00:05:00.000Z');
  });
});

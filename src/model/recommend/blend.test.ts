import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { random } from '../../core/index.js';
import { t } from '../../data/index.js';
import { rankingMetricNamed } from '../../evaluate/index.js';
import { csv } from '../../features/index.js';
import { historyOf, interactionsOf, lastOfEachUser, recommenders, type Recommender, type RecommendInput } from '../../recommend/index.js';
import { openRecommender, openWorkspace, promoteVersion, recommender, trainRecommender, type RunOptions } from '../index.js';
import { judgingOf, type Tried } from './choose.js';
import { weighedBlend } from './weigh-blend.js';

const [USERS, ITEMS, EACH] = [120, 40, 14];
const quiet = (): void => {};

/** Users of two tastes, who now and then take anything. */
const rows = ((): readonly (readonly [string, string, number])[] => {
  const draw = random(7, 'tastes');
  return Array.from({ length: USERS }, (_, u) => {
    const taste = () => (draw.uniform() < 0.85 ? (u % 2) * 20 : (1 - (u % 2)) * 20);
    const items = new Set(Array.from({ length: EACH }, () => taste() + Math.floor(20 * draw.uniform() ** 1.5)));
    return [...items].map((item, e) => [`u${u}`, `i${item}`, Date.UTC(2024, 0, 1 + e, 0, u)] as const);
  }).flat();
})();

describe('a training that blends', () => {
  const root = mkdtempSync(join(tmpdir(), 'blend-'));
  const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.int() });
  const definition = recommender('shop', { events, user: 'user', item: 'item', time: 'at' });
  let run: RunOptions;
  beforeAll(async () => {
    writeFileSync(join(root, 'events.csv'), `user,item,at\n${rows.map((row) => row.join(',')).join('\n')}\n`);
    const clock = () => Date.UTC(2024, 5, 1);
    const workspace = await openWorkspace({ root, clock });
    run = { workspace, clock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
  });
  afterAll(async () => {
    await run.workspace.close();
    rmSync(root, { recursive: true });
  });
  afterEach(() => void vi.restoreAllMocks());

  const members = ['item_knn', 'stan', 'popularity'];

  it('registers what opens, recommends with exact reasons, and passes the gate beside itself', async () => {
    const trained = await trainRecommender(definition, { ...run, learner: 'blend', params: { members } });
    expect(trained.learner).toBe('blend');
    expect(trained.leaderboard[0]).toMatchObject({ learner: 'blend', params: trained.params });
    expect(trained.notes.some((note) => note.startsWith('The blend was refitted with shares found again'))).toBe(true);
    const open = await openRecommender('shop', run);
    const [first] = open.recommend({ user: 'u0', history: open.historyOf('u0'), k: 5, reasons: 100 }).items;
    const sum = first.reasons!.reduce((all, { effect }) => all + effect, 0);
    expect(sum).toBeGreaterThan(0);
    expect(open.similar('i3', 5).items).toHaveLength(5);
    await promoteVersion('shop@1', 'champion', { force: false }, run);
    const again = await trainRecommender(definition, { ...run, threads: 2, learner: 'blend', params: { members } });
    expect(again.digest).toBe(trained.digest);
    expect((await promoteVersion('shop@2', 'champion', { force: false }, run)).moved).toBe(true);
  });

  it('that is settled leaves a search nothing to look for', async () => {
    const said: string[] = [];
    const params = { members: ['item_knn', 'popularity'].map((learner) => ({ learner, weight: 1 })) };
    const options = { ...run, say: (line: string) => void said.push(line), learner: 'blend', params, tuning: { trials: 5 } };
    const { study, learner } = await trainRecommender(definition, options);
    expect([learner, study]).toEqual(['blend', { trials: 1, resumed: 0, sampler: 'tpe', ended: 'trials' }]);
    expect(said.join(' ')).toContain('nothing to search');
  });

  it('learns weights by what no method has seen: one that knows its own events by heart is worth nothing', async () => {
    const { popularity } = recommenders;
    let most = 0;
    /** Gives what a user took after the last item of a history, where its fit saw that, and nothing else. */
    vi.spyOn(popularity, 'fit').mockImplementation(async ({ interactions }: RecommendInput) => {
      most = Math.max(most, interactions.item.length);
      const known = new Map<string, number>();
      for (let u = 0; u < interactions.users.length; u++)
        for (let e = interactions.start[u]; e < interactions.start[u + 1]; e++) known.set(`${interactions.time[e]}`, interactions.item[e]);
      const score = ({ times = [] }: { readonly times?: ArrayLike<number> }, out: Float64Array): void => {
        out.fill(0);
        const last = times[times.length - 1];
        for (let day = 1; day <= EACH; day++) {
          const item = known.get(`${last + 86_400_000 * day}`);
          if (item !== undefined) out[item] = 1;
        }
      };
      return { items: interactions.items.length, score, toParts: () => ({ meta: { format: 1, outputs: 1, columns: interactions.items.length }, arrays: { strength: new Float64Array(interactions.items.length) } }) }; // prettier-ignore
    });
    const trained = await trainRecommender(definition, { ...run, learner: 'blend', params: { members: ['popularity', 'item_knn'] } });
    expect(trained.params['members']).toMatchObject([{ learner: 'item_knn', weight: 1 }]);
    expect(most).toBeLessThan(0.85 * trained.rows.train);
  });

  it('fits a ranker over the best settings of methods, which opens and says what is alike', async () => {
    const trained = await trainRecommender(definition, { ...run, learner: 'ranker', params: { members, trees: 10 } });
    expect(trained.params).toMatchObject({ trees: 10, repeat: false });
    expect(trained.params['members']).toHaveLength(3);
    expect(trained.metrics['ndcg@10'].low).toBeGreaterThan(trained.baseline['ndcg@10']);
    const open = await openRecommender(`shop@${trained.version}`, run);
    const { items } = open.recommend({ user: 'u0', history: open.historyOf('u0'), k: 5, reasons: 2 });
    expect(items.map(({ reasons }) => reasons)).toEqual(items.map(() => []));
    expect(open.similar('i3', 5).items).toHaveLength(5);
  });
});

describe('a blend of methods that were tried', () => {
  const all = interactionsOf({ user: rows.map(([user]) => user), item: rows.map(([, item]) => item), time: rows.map(([, , at]) => at) });
  const judging = judgingOf({
    split: lastOfEachUser(all, 0.3),
    suppressed: ({ start, item }, u) => item.subarray(start[u], start[u + 1]),
    known: {},
    people: undefined,
    metric: rankingMetricNamed('ndcg@10'),
    seed: 7,
  });
  const { before, after } = judging.split;
  /** Knows what some users take next, and says anything of what the others do. */
  const oracle = (learner: string, knows: (user: number) => boolean): Tried => {
    const users = new Map(before.users.map((_, u) => [historyOf(before, u).times![0], u]));
    const noise = random(5, learner);
    const anything = Array.from({ length: before.users.length }, () => Float64Array.from({ length: ITEMS }, () => noise.uniform()));
    const recommender: Recommender = {
      items: before.items.length,
      score: ({ times }, out) => {
        const user = users.get(times![0])!;
        out.set(anything[user].subarray(0, out.length));
        if (!knows(user)) return;
        for (let item = 0; item < out.length; item++) out[item] *= 0.1;
        for (const item of Array.from(historyOf(after, user).items)) out[item] = 1;
      },
      toParts: () => ({ meta: {}, arrays: {} }),
    };
    return { recommender, entry: { learner, params: {}, metric: 0.5, seconds: 1 } };
  };

  it('is taken where they find different things', async () => {
    const found = await weighedBlend([oracle('ease', (u) => u % 3 === 0), oracle('als', (u) => u % 3 === 1)], judging, false, run());
    expect(found).toMatchObject({ isTaken: true, entry: { learner: 'blend' }, note: expect.stringMatching(/^A blend was chosen \(\d/) });
    expect(found!.entry.metric).toBeGreaterThan(0.5);
  });

  it('is not where one alone is best, and not where it may be chance', async () => {
    expect(await weighedBlend([oracle('ease', () => true), oracle('als', () => false)], judging, false, run())).toBeUndefined();
    const chance = await weighedBlend([oracle('ease', () => false), oracle('als', () => false)], judging, false, run());
    expect(chance?.isTaken ?? false).toBe(false);
    expect(await weighedBlend([oracle('ease', () => false), oracle('als', () => false)], judging, true, run())).toMatchObject({
      isTaken: true,
    });
  });

  const run = (): RunOptions => ({ clock: () => 0, signal: new AbortController().signal, progress: quiet, say: quiet }) as never;
});

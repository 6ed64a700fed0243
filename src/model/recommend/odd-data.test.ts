import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { addEvents } from '../../store/index.js';
import {
  diffAny,
  diffStory,
  openRecommender,
  openWorkspace,
  promoteVersion,
  recommender,
  recommendFile,
  trainRecommender,
  writeReport,
  type RunOptions,
} from '../index.js';

const NOW = Date.UTC(2024, 5, 1);
const AT = Date.UTC(2024, 0, 1);

/** Thirty users who rate six of twelve items each: their own kind with 5, the other with 1. */
const RATINGS = Array.from({ length: 30 }, (_, u) =>
  Array.from({ length: 6 }, (_, e) => {
    const item = (2 * ((u >> 1) + e) + (e < 4 ? u % 2 : 1 - (u % 2))) % 12;
    return `u${u},i${item},${e < 4 ? 5 : 1},${AT + 1000 * e}`;
  }),
).flat();

describe('odd data of a recommender', () => {
  const root = mkdtempSync(join(tmpdir(), 'recommend-odd-'));
  const events = csv('events.csv', { user: t.id(), item: t.id(), rating: t.number(), at: t.int() });
  const due = { events, user: 'user', item: 'item', time: 'at' } as const;
  const rated = recommender('rated', { ...due, weights: 'rating' });
  let run: RunOptions;
  beforeAll(async () => {
    writeFileSync(join(root, 'events.csv'), `user,item,rating,at\n${RATINGS.join('\n')}\n`);
    writeFileSync(join(root, 'items.csv'), `id,inStock\n${Array.from({ length: 12 }, (_, i) => `i${i},false`).join('\n')}\n`);
    writeFileSync(join(root, 'users.csv'), 'user,note\nu1,a\n,b\nu1,c\nnobody,d\n');
    const clock = () => NOW;
    const quiet = (): void => {};
    run = {
      workspace: await openWorkspace({ root, clock }),
      clock,
      signal: new AbortController().signal,
      progress: quiet,
      say: quiet,
      threads: 1,
    };
  });
  afterAll(async () => {
    await run.workspace.close();
    rmSync(root, { recursive: true });
  });

  it('is served by the weights that it was judged by', async () => {
    await trainRecommender(rated, { ...run, learner: 'ease', params: { l2: 1, recency: 0 } });
    const open = await openRecommender('rated', run);
    const history = open.historyOf('u3');
    expect(history.map(({ weight }) => weight)).toEqual(expect.arrayContaining([5, 1]));
    const scores = (weights: readonly number[]): unknown =>
      open.recommend({ history: history.map(({ item, at }, e) => ({ item, at: at!, weight: weights[e] })), k: 6 }).items;
    expect(open.recommend({ history, k: 6 }).items).toEqual(scores(history.map(({ weight }) => weight!)));
    expect(open.recommend({ history, k: 6 }).items).not.toEqual(scores(history.map(() => 1)));
  });

  it('trains and reports where the rules leave no item, and says so', async () => {
    const table = csv('items.csv', { id: t.id(), inStock: t.bool() });
    const model = recommender('none', { ...due, items: { table, id: 'id' }, lists: { rules: (i) => ({ exclude: i.inStock.not() }) } });
    const { notes, coverage } = await trainRecommender(model, { ...run, learner: 'popularity' });
    expect([coverage, notes]).toEqual([0, ['No list holds anything: the rules leave no item to recommend.']]);
    const open = await openRecommender('none', run);
    expect(open.recommend({ history: open.historyOf('u1'), k: 3 })).toEqual({ items: [], notes: [expect.stringContaining('Fewer items')] });
    await writeReport('none', join(root, 'none.html'), run);
    const page = readFileSync(join(root, 'none.html'), 'utf8');
    expect(page).toContain('No list holds anything');
    expect(page).toContain('once it is reported (millwright items none), as far as its description is like that of others');
    await writeReport('rated', join(root, 'rated.html'), run);
    expect(readFileSync(join(root, 'rated.html'), 'utf8')).toContain('and of none of them what it is like');
  });

  it('tells what is left out of the table of users, and by which of its columns nobody is told apart', async () => {
    const row = (u: number, land: string): string => `u${u},30,${land},${u % 2 === 0 ? 'tea' : 'cup'}`;
    const known = Array.from({ length: 101 }, (_, u) => row(u, `land ${u}`));
    writeFileSync(join(root, 'people.csv'), `user,age,land,likes\n${[...known, ',30,land 1,tea', 'x,old,land 1,tea'].join('\n')}\n`);
    const table = csv('people.csv', { user: t.id().nullable(), age: t.int(), land: t.category(), likes: t.category() });
    const peopled = recommender('peopled', { ...due, users: { table, id: 'user' } });
    const said: string[] = [];
    const trained = await trainRecommender(peopled, { ...run, say: (line) => void said.push(line), learner: 'popularity' });
    expect(trained.notes).toEqual([
      '1 row of the users is in quarantine.',
      '1 user without an id left out.',
      'Users are not told apart by "land": it has 101 levels, more than 100.',
    ]);
    expect(said).toEqual(trained.notes);
    const parts = [...trained.evaluation.segments, ...trained.evaluation.smallSegments].map(({ name }) => name);
    expect(parts.filter((name) => /likes|land/.test(name)).toSorted()).toEqual(['likes = cup', 'likes = tea']);
    const toldOf = async (version: number): Promise<readonly string[]> => {
      const open = await openRecommender(`peopled@${version}`, run);
      const { notes } = open.recommend({ user: 'u50', history: [], k: 3 });
      await writeReport(`peopled@${version}`, join(root, 'peopled.html'), run);
      const [strangers] = /Of somebody of whom nothing is known[^<]*/.exec(readFileSync(join(root, 'peopled.html'), 'utf8'))!;
      return [...notes, ...open.segments, strangers];
    };
    const most = 'Of somebody of whom nothing is known it recommends what most users take';
    expect(await toldOf(trained.version)).toEqual([expect.stringContaining('Nothing is known of this user'), `${most}.`]);
    const { version } = await trainRecommender(peopled, { ...run, learner: 'popularity', params: { segments: true } });
    expect(await toldOf(version)).toEqual([
      expect.stringContaining('users of the same categories take most'),
      'likes',
      `${most}; of somebody in the table of users who did nothing yet, what users of the same likes take.`,
    ]);
  });

  it('names types of events that the definition has and the data has not', async () => {
    const typed = csv('typed.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.int() });
    writeFileSync(
      join(root, 'typed.csv'),
      `user,item,type,at\n${RATINGS.map((line) => line.replace(/,[15],/, ',purchase,')).join('\n')}\n`,
    );
    const model = recommender('typed', { ...due, events: typed, event: 'type', weights: { purchse: 5 }, taken: ['bought'] });
    const { notes } = await trainRecommender(model, { ...run, learner: 'popularity' });
    expect(notes).toEqual(['No event is of the type "purchse", "bought", which the definition names; there are "purchase".']);
  });

  it('learns the value of an event that the server took, and counts once what the source has too', async () => {
    const event = (id: string, item: string, value: number | null, at: number) => [id, 'u0', item, null, at, value, null, null, null, NOW];
    const [user, item, , at] = RATINGS[0].split(',');
    const records = [event('new', 'i11', 4, AT + 9000), event('plain', 'i9', null, AT + 9500), event('same', item, 2, Number(at))];
    expect(user).toBe('u0');
    await run.workspace.store.write((tx) => addEvents(tx, run.workspace.store.engine, JSON.stringify(records)));
    const { rows } = await trainRecommender(rated, { ...run, learner: 'popularity' });
    expect(rows.train + rows.holdout).toBe(RATINGS.length + 2);
    const known = (await openRecommender('rated', run)).historyOf('u0');
    expect(known.slice(-2).map((one) => [one.item, one.weight])).toEqual([['i11', 4], ['i9', 1]]); // prettier-ignore
  });

  it('has lists of a number of items: all there are for more, none for what is no number', async () => {
    const open = await openRecommender('rated', run);
    const { items, notes } = open.recommend({ history: [], k: 1e9 });
    expect([items.length, notes]).toEqual([12, [expect.stringContaining('Nothing is known'), expect.stringContaining('Fewer items')]]);
    for (const k of [0, -1, 2.5, NaN])
      expect(() => open.recommend({ history: [], k })).toThrow(expect.objectContaining({ code: 'MW_RECOMMEND_LENGTH' }));
    const files = { in: join(root, 'users.csv'), out: join(root, 'lists.jsonl') };
    await expect(recommendFile('rated', { ...files, k: 0 }, run)).rejects.toMatchObject({ code: 'MW_RECOMMEND_LENGTH' });
    expect(await recommendFile('rated', { ...files, k: 2 }, run)).toMatchObject({ rows: 3, nameless: 1, strangers: 1 });
  });

  it.skipIf(process.platform !== 'linux')('leaves no file behind when it is stopped, and none open', async () => {
    const many = join(root, 'many.csv');
    writeFileSync(many, `user\n${Array.from({ length: 500 }, (_, u) => `u${u % 30}`).join('\n')}\n`);
    const stopping = new AbortController();
    const progress = (_: string, row = 0): void => void (row > 0 && stopping.abort());
    const files = { in: many, out: join(root, 'stopped.jsonl'), k: 2 };
    await expect(recommendFile('rated', files, { ...run, signal: stopping.signal, progress })).rejects.toThrow('aborted');
    const isOfThis = (name: string): boolean => name.includes('stopped.jsonl');
    const open = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    });
    expect([readdirSync(root).filter(isOfThis), open.filter(isOfThis)]).toEqual([[], []]);
  });

  it('has no parameters of a method that nobody named', async () => {
    await expect(trainRecommender(rated, { ...run, params: { l2: 5 } })).rejects.toMatchObject({ code: 'MW_MODEL_RECOMMENDER' });
  });

  it('passes no gate on words alone: a version of other events is not comparable', async () => {
    const { version } = await trainRecommender(rated, { ...run, learner: 'popularity' });
    await promoteVersion('rated@1', 'champion', { force: false }, run);
    const { moved, gate } = await promoteVersion(`rated@${version}`, 'champion', { force: false }, run);
    expect([moved, gate.reasons.join(' ')]).toEqual([false, expect.stringContaining('was judged on other events')]);
  });

  it('trains again, says what it can, and passes no gate where nobody took anything new to be judged by', async () => {
    writeFileSync(
      join(root, 'once.csv'),
      `user,item,at\n${Array.from({ length: 30 }, (_, u) => `u${u},i${u % 5},${AT + u}`).join('\n')}\n`,
    );
    const once = csv('once.csv', { user: t.id(), item: t.id(), at: t.int() });
    const model = recommender('once', { ...due, events: once, live: false });
    const [first, second] = [await trainRecommender(model, run), await trainRecommender(model, run)];
    expect([first.users.judged, first.metrics]).toEqual([0, {}]);
    await promoteVersion('once@1', 'champion', { force: true }, run);
    const params = { members: ['popularity', 'item_knn'] };
    const third = await trainRecommender(model, { ...run, learner: 'blend', params });
    expect(third.notes).toEqual([
      expect.stringMatching(/^The blend \(\d.*: nobody took anything new that its shares could be found by\.$/),
    ]);
    expect((await openRecommender(`once@${third.version}`, run)).record.lineage.parent).toBe('once@1');
    for (const { version } of [second, third]) {
      const { moved, gate } = await promoteVersion(`once@${version}`, 'champion', { force: false }, run);
      expect([moved, gate.reasons.join(' ')]).toEqual([false, expect.stringContaining(`nobody took anything new that once@${version}`)]);
    }
    const diff = await diffAny('once@1', `once@${third.version}`, run);
    expect([diff.compared, diff.gain]).toEqual([{ how: 'common', users: 0 }, undefined]);
    expect(diffStory(diff).verdict).toBe(`once@1 → once@${third.version}`);
  });
});

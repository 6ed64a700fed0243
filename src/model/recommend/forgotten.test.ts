import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { hashOfForgotten, markForgotten } from '../../store/index.js';
import {
  diffRecommenders,
  evaluateRecommenderFile,
  openRecommender,
  openWorkspace,
  recommender,
  trainRecommender,
  writeReport,
} from '../index.js';
import type { RunOptions } from '../index.js';

/** Even users take tea (i0 to i9), odd ones cups (i10 to i19); somebody of whom the table alone knows takes tea. */
const USERS = 40;
const NOW = Date.UTC(2024, 5, 1);

let [root, run]: [string, RunOptions] = ['', undefined!];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'forgotten-'));
  const rows = Array.from({ length: USERS }, (_, u) =>
    Array.from({ length: 6 }, (__, e) => `u${u},i${(u % 2) * 10 + ((u + e * 3) % 10)},${new Date(Date.UTC(2024, 4, 1 + e)).toISOString()}`),
  ).flat();
  writeFileSync(join(root, 'events.csv'), `user,item,at\n${rows.join('\n')}\n`);
  const kinds = Array.from({ length: USERS }, (_, u) => `u${u},${u % 2 === 0 ? 'tea' : 'cup'}`);
  writeFileSync(join(root, 'people.csv'), `id,drinks\n${[...kinds, 'new,tea'].join('\n')}\n`);
  const quiet = (): void => {};
  const clock = (): number => NOW;
  const workspace = await openWorkspace({ root, clock });
  run = { workspace, clock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
  const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
  const people = csv('people.csv', { id: t.id(), drinks: t.category() });
  const definition = recommender('shop', { events, user: 'user', item: 'item', time: 'at', users: { table: people, id: 'id' } });
  await trainRecommender(definition, { ...run, learner: 'item_knn' });
});
afterAll(async () => {
  await run.workspace.close();
  rmSync(root, { recursive: true });
});

const forget = (name: string, model?: string): Promise<void> =>
  run.workspace.store.write(async (tx) => markForgotten(tx, await hashOfForgotten(tx, name, NOW), model, NOW));

it('opens as one that never knew who was erased', async () => {
  const before = await openRecommender('shop', run);
  const listOf = (user: string, open = before) => open.recommend({ user, history: open.historyOf(user), k: 8 });
  const stranger = listOf('never seen');
  for (const user of ['u20', 'new']) expect(listOf(user)).not.toEqual(stranger);
  writeFileSync(join(root, 'later.csv'), 'user,item\nu1,i19\nu20,i7\n');
  const knowing = await evaluateRecommenderFile('shop', join(root, 'later.csv'), run);
  expect(knowing.evaluation.users).toMatchObject({ judged: 2, withoutHistory: 0 });

  for (const user of ['u20', 'new']) await forget(user);
  await forget('u1', 'shop');
  await forget('never known');
  const open = await openRecommender('shop', run);
  for (const user of ['u20', 'new']) expect([open.historyOf(user), listOf(user, open)]).toEqual([[], stranger]);
  // What training knew that somebody took stays off their lists; of who was erased that is nothing.
  const given = before.historyOf('u20').slice(-1);
  const bare = open.recommend({ history: given, k: 20 });
  expect(open.recommend({ user: 'u20', history: given, k: 20 })).toEqual(bare);
  expect(before.recommend({ user: 'u20', history: given, k: 20 })).not.toEqual(bare);
  for (const user of ['u1', 'u2', 'never seen']) expect(listOf(user, open)).toEqual(listOf(user));
  expect(open.userIds()).toEqual(before.userIds().filter((user) => user !== 'u20'));
  expect(open.userIds()).toHaveLength(USERS - 1);
  expect(before.historyOf('u20')).toHaveLength(6);

  writeFileSync(join(root, 'renamed.csv'), 'user,item\nu1,i19\nsomebody,i7\n');
  const [erased, renamed] = [
    await evaluateRecommenderFile('shop', join(root, 'later.csv'), run),
    await evaluateRecommenderFile('shop', join(root, 'renamed.csv'), run),
  ];
  expect(erased.evaluation.users).toMatchObject({ judged: 2, withoutHistory: 1 });
  expect(erased).toEqual(renamed);
  expect(erased.metrics).not.toEqual(knowing.metrics);
});

it('shows nobody who was erased in a report, nor counts them among those whose lists differ', async () => {
  const shown = async (): Promise<readonly string[]> => {
    const { out } = await writeReport('shop', join(root, 'report.html'), run);
    return [...readFileSync(out, 'utf8').matchAll(/<h3>User ([^<]+)<\/h3>/g)].map(([, user]) => user);
  };
  const [first, ...others] = await shown();
  await forget(first);
  const now = await shown();
  expect(now).toHaveLength(others.length + 1);
  expect(now).not.toContain(first);
  expect((await diffRecommenders('shop@1', 'shop@1', run)).lists.users).toBe((await openRecommender('shop', run)).userIds().length);
});

it('tells no costs of rules where everybody was erased', async () => {
  writeFileSync(join(root, 'items.csv'), `id,price\n${Array.from({ length: 20 }, (_, i) => `i${i},${i}`).join('\n')}\n`);
  const definition = recommender('ruled', {
    events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    items: { table: csv('items.csv', { id: t.id(), price: t.number() }), id: 'id', value: (i) => i.price },
    lists: { rules: (i) => ({ exclude: i.price.gt(8) }) },
  });
  await trainRecommender(definition, { ...run, learner: 'popularity' });
  const page = async (): Promise<string> => readFileSync((await writeReport('ruled', join(root, 'ruled.html'), run)).out, 'utf8');
  expect(await page()).toContain('What the rules cost');
  for (let u = 0; u < USERS; u++) await forget(`u${u}`);
  expect((await openRecommender('ruled', run)).userIds()).toEqual([]);
  expect(await page()).not.toContain('NaN');
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { openWorkspace, promoteVersion, recommender, trainRecommender, type RunOptions } from '../../model/index.js';
import { addEvents } from '../../store/index.js';
import { lookAt } from './look.js';
import { retrainRecommender } from './recommender.js';
import { dueNow } from './watch.js';

const root = mkdtempSync(join(tmpdir(), 'retrain-lists-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Users of two tastes, who take items of one in turn. */
const log = (users: number): string =>
  `user,item,at\n${Array.from({ length: users }, (_, u) => Array.from({ length: 10 }, (__, e) => `u${u},i${(u % 2) * 12 + ((u + e) % 12)},2024-01-01T${String(e).padStart(2, '0')}:00:00Z`).join('\n')).join('\n')}\n`;

const clock = () => Date.UTC(2024, 5, 1);
const quiet = (): void => {};
const workspace = await openWorkspace({ root, clock });
const run: RunOptions = { workspace, clock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
afterAll(() => workspace.close());

const shop = (name: string) =>
  recommender(name, {
    events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    learner: { learner: 'item_knn', params: {} },
    repeats: 'sum',
    monitor: { retrain: { newRows: 50, drift: false } },
  });

it('retrains through the gate, and not on a log that has lost its half', async () => {
  writeFileSync(join(root, 'events.csv'), log(80));
  expect((await retrainRecommender(shop('shop'), run)).promote).toMatchObject({ moved: true, from: null, to: 1 });
  expect((await retrainRecommender(shop('shop'), run)).promote).toMatchObject({ moved: true, from: 1, to: 2 });
  writeFileSync(join(root, 'events.csv'), log(30));
  const { promote } = await retrainRecommender(shop('shop'), run);
  expect(promote).toMatchObject({ moved: false, from: 2, to: 3 });
  expect(promote.gate.reasons[0]).toMatch(/There are 300 events, where shop@2 learned from 800/);
});

/** So many events that the server took on a day of January 2024: what those users took before. */
const came = (events: number, day: number) =>
  run.workspace.store.write(async (tx) => {
    const records = Array.from({ length: events }, (_, n) => {
      const [user, at] = [n % 12, Date.UTC(2024, 0, day) + n];
      return [`${day}.${n}`, `u${user}`, `i${(user % 2) * 12 + user}`, null, at, null, null, null, null, at, null];
    });
    await addEvents(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

it('is not due again for events that a version learned from which the gate refused', async () => {
  const songs = shop('songs');
  const due = async () => (await dueNow(songs, await lookAt(songs, run), run)).map(({ text }) => text);
  writeFileSync(join(root, 'events.csv'), log(80));
  await trainRecommender(songs, run);
  await promoteVersion('songs@1', 'champion', { force: true }, run);
  await came(49, 2);
  expect(await due()).toEqual([]);
  await came(11, 3);
  expect(await due()).toEqual(['The source has 60 events more.']);
  await trainRecommender(songs, run);
  expect(await due()).toEqual([]);
  await came(50, 4);
  expect(await due()).toEqual(['The source has 50 events more.']);
  await trainRecommender(songs, run);
  expect(await due()).toEqual([]);
  // Older events of more users: of what comes then nothing was learned.
  writeFileSync(join(root, 'events.csv'), log(160));
  await trainRecommender(songs, run);
  await came(50, 5);
  expect(await due()).toEqual(['The source has 50 events more.']);
});

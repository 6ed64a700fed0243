import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { openWorkspace, promoteVersion, recommender, trainRecommender, type RunOptions } from '../../model/index.js';
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
    monitor: { retrain: { newRows: 50 } },
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

it('is not due again for events that a version learned from which the gate refused', async () => {
  const events = (newEvents: number) =>
    dueNow(shop('songs'), { model: 'songs', version: 1, figures: { newEvents }, drift: [], performance: null }, run);
  writeFileSync(join(root, 'events.csv'), log(80));
  await trainRecommender(shop('songs'), run);
  await promoteVersion('songs@1', 'champion', { force: true }, run);
  expect(await events(49)).toEqual([]);
  expect(await events(60)).toEqual([{ kind: 'newRows', text: 'The source has 60 events more.' }]);
  writeFileSync(join(root, 'events.csv'), log(86));
  await trainRecommender(shop('songs'), run);
  expect(await events(60)).toEqual([]);
  expect(await events(110)).toEqual([{ kind: 'newRows', text: 'The source has 50 events more.' }]);
});

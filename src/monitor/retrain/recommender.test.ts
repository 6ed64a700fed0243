import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { openWorkspace, recommender, type RunOptions } from '../../model/index.js';
import { retrainRecommender } from './recommender.js';

const root = mkdtempSync(join(tmpdir(), 'retrain-lists-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Users of two tastes, who take items of one in turn. */
const log = (users: number): string =>
  `user,item,at\n${Array.from({ length: users }, (_, u) => Array.from({ length: 10 }, (__, e) => `u${u},i${(u % 2) * 12 + ((u + e) % 12)},2024-01-01T${String(e).padStart(2, '0')}:00:00Z`).join('\n')).join('\n')}\n`;

it('retrains through the gate, and not on a log that has lost its half', async () => {
  const clock = () => Date.UTC(2024, 5, 1);
  const quiet = (): void => {};
  await using workspace = { open: await openWorkspace({ root, clock }), [Symbol.asyncDispose]: () => workspace.open.close() };
  const run: RunOptions = {
    workspace: workspace.open,
    clock,
    signal: new AbortController().signal,
    progress: quiet,
    say: quiet,
    threads: 1,
  };
  const events = csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() });
  const shop = recommender('shop', { events, user: 'user', item: 'item', time: 'at', learner: { learner: 'item_knn', params: {} } });
  writeFileSync(join(root, 'events.csv'), log(80));
  expect((await retrainRecommender(shop, run)).promote).toMatchObject({ moved: true, from: null, to: 1 });
  expect((await retrainRecommender(shop, run)).promote).toMatchObject({ moved: true, from: 1, to: 2 });
  writeFileSync(join(root, 'events.csv'), log(30));
  const { promote } = await retrainRecommender(shop, run);
  expect(promote).toMatchObject({ moved: false, from: 2, to: 3 });
  expect(promote.gate.reasons[0]).toMatch(/There are 300 events, where shop@2 learned from 800/);
});

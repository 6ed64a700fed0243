import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockRun } from '../../../test/support/model-run.js';
import { DAY_MS } from '../../core/index.js';
import { t } from '../../data/index.js';
import { columnNode, literalNode } from '../../expr/index.js';
import { csv } from '../../features/index.js';
import { openRecommender, recommender, trainRecommender, type RegisteredRecommender } from '../../model/index.js';
import { popularity } from '../../recommend/index.js';
import { addSlates } from '../../store/index.js';
import { monitorLists } from './monitor-lists.js';

const NOW = Date.UTC(2026, 0, 1);
const [USERS, ITEMS] = [120, 60];
const block = blockRun();
const kinds = ['tea', 'cup', 'pan'];

/** User u takes item i where u falls below a bound that sinks with i, so that i0 is the most popular; kinds go in turns of twenty. */
const events = Array.from({ length: USERS }, (_, u) =>
  Array.from({ length: ITEMS }, (_, i) => i)
    .filter((i) => (u * 7) % USERS < 60 - i)
    .map((i) => `u${u},i${i},${new Date(Date.UTC(2025, 9, 1) + (u * ITEMS + i) * 60_000).toISOString()}`),
).flat();

const shop = (name: string, explore?: number) =>
  recommender(name, {
    events: csv('events.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    repeat: true,
    items: { table: csv('items.csv', { id: t.id(), kind: t.category() }), id: 'id' },
    learner: popularity(),
    ...(explore === undefined ? {} : { lists: { explore } }),
  });

interface Served {
  readonly user: string | null;
  readonly k: number;
  readonly items: readonly string[];
  readonly filter?: unknown;
}

let lists = 0;
const answered = (model: string, served: readonly Served[]) =>
  block.run.workspace.store.write(async (tx) => {
    const records = served.map(({ user, k, items, filter }) => {
      const places = JSON.stringify(items.map((item) => [item, 1]));
      return [
        `L${lists++}`,
        model,
        1,
        NOW - 3 * DAY_MS,
        'champion',
        null,
        null,
        user,
        k,
        places,
        2000,
        filter ? JSON.stringify(filter) : null,
      ];
    });
    await addSlates(tx, 'sqlite', JSON.stringify(records));
    return null;
  });

/** What a version itself answers, to so many users. */
const asServed = (open: RegisteredRecommender, k: number, turn?: string): readonly Served[] =>
  open.userIds().map((user) => {
    const asked = { user, history: open.historyOf(user), k, ...(turn ? { turn: `${turn} ${user}` } : {}) };
    return { user, k, items: open.recommend(asked).items.map(({ item }) => item) };
  });

const alarmsOf = async (model: string): Promise<readonly string[]> =>
  (await monitorLists(model, block.run)).drift.filter(({ alarm }) => alarm).map(({ feature }) => feature);

beforeAll(async () => {
  writeFileSync(join(block.root, 'events.csv'), `user,item,at\n${events.join('\n')}\n`);
  const rows = Array.from({ length: ITEMS }, (_, i) => `i${i},${kinds[Math.floor(i / 20)]}`);
  writeFileSync(join(block.root, 'items.csv'), `id,kind\n${rows.join('\n')}\n`);
  for (const one of [shop('short'), shop('long'), shop('parts'), shop('chance', 0.5), shop('other')])
    await trainRecommender(one, block.run);
});

describe('what users are shown is no alarm', () => {
  it.each([
    ['short', 3],
    ['long', 40],
  ])('where lists are %s', async (model, k) => {
    await answered(model, asServed(await openRecommender(model, block.run), k));
    expect(await alarmsOf(model)).toEqual([]);
  });

  it('where some ask for a kind, for what is like an item, or are not known yet', async () => {
    const open = await openRecommender('parts', block.run);
    const pans = { kind: 'call', op: 'eq', args: [columnNode('kind', 'text'), literalNode('text', 'pan')] };
    const items = ['i40', 'i41', 'i42'];
    await answered('parts', [
      ...asServed(open, 10),
      ...open.userIds().map((user) => ({ user, k: 3, items, filter: pans })),
      ...Array.from({ length: 200 }, () => ({ user: null, k: 3, items })),
      ...Array.from({ length: 200 }, (_, n) => ({ user: `new${n}`, k: 3, items })),
    ]);
    expect(await alarmsOf('parts')).toEqual([]);
  });

  it('where places are left to chance', async () => {
    await answered('chance', asServed(await openRecommender('chance', block.run), 10, 'served'));
    expect(await alarmsOf('chance')).toEqual([]);
  });
});

it('what users are shown is an alarm where it is something else', async () => {
  const open = await openRecommender('other', block.run);
  await answered(
    'other',
    open.userIds().map((user) => ({ user, k: 5, items: ['i50', 'i51', 'i52', 'i53', 'i54'] })),
  );
  expect(await alarmsOf('other')).toEqual(expect.arrayContaining(['items listed', 'kind listed']));
});

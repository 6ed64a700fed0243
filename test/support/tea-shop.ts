import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { t } from '../../src/data/index.js';
import { csv } from '../../src/features/index.js';
import {
  openRecommender,
  openWorkspace,
  recommender,
  reportItems,
  trainRecommender,
  type ItemReport,
  type OpenRecommender,
  type RegisteredRecommender,
  type RunOptions,
} from '../../src/model/index.js';

export const NOW = Date.UTC(2024, 5, 1);

/** Even users take tea (i0 to i9), odd ones cups (i10 to i19), in the order of an own step each. */
const events = Array.from({ length: 60 }, (_, u) =>
  Array.from(
    { length: 6 },
    (__, e) => `u${u},i${(u % 2) * 10 + ((u + e * 3) % 10)},view,${new Date(Date.UTC(2024, 4, 1 + e, u % 24)).toISOString()}`,
  ),
).flat();

const table = csv('items.csv', {
  id: t.id(),
  title: t.text(),
  kind: t.category(),
  price: t.number(),
  stock: t.bool({ true: 'yes', false: 'no' }),
  since: t.date().nullable(),
}).check((i) => ({ 'price is not negative': i.price.gte(0) }));

/** A recommender of that shop. */
export const teaModel = (name: string, lists: object = {}) =>
  recommender(name, {
    events: csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    items: { table, id: 'id', title: 'title' },
    lists: { rules: (i) => ({ exclude: i.stock.not(), pin: [{ when: i.title.eq('Pinned'), at: 1 }] }), ...lists },
  });

export const newTea = { item: 'new', columns: { title: 'New tea', kind: 'tea', price: 4, stock: true } } as const;

const clock = (): number => NOW;
const quiet = (): void => {};

/** A shop of tea and cups in a folder of its own. */
export interface TeaShop {
  readonly root: string;
  readonly run: RunOptions;
  /** A trained model of that name, so that reports of one test are none of another's. */
  trained(name: string, learner?: string): Promise<RegisteredRecommender>;
  report(open: OpenRecommender, ...items: readonly ItemReport[]): ReturnType<typeof reportItems>;
  close(): Promise<void>;
}

export async function openTeaShop(): Promise<TeaShop> {
  const root = mkdtempSync(join(tmpdir(), 'catalogue-'));
  writeFileSync(join(root, 'events.csv'), `user,item,type,at\n${events.join('\n')}\n`);
  const rows = Array.from({ length: 21 }, (_, i) => `i${i},Item ${i},${i < 10 ? 'tea' : 'cup'},${i}.5,yes,2024-01-01`);
  writeFileSync(join(root, 'items.csv'), `id,title,kind,price,stock,since\n${rows.join('\n')}\n`);
  const workspace = await openWorkspace({ root, clock });
  const run: RunOptions = { workspace, clock, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
  return {
    root,
    run,
    async trained(name, learner = 'item_knn') {
      await trainRecommender(teaModel(name), { ...run, learner });
      return openRecommender(name, run);
    },
    report: (open, ...items) => reportItems(open, items, run),
    async close() {
      await workspace.close();
      rmSync(root, { recursive: true });
    },
  };
}

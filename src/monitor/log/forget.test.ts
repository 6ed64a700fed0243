import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prediction } from '../../../test/support/logs.js';
import { openStore, putItems, type Slate } from '../../store/index.js';
import { takeEvents } from '../behaviour/take-events.js';
import { forget } from './forget.js';
import { openPredictionLog } from './open-log.js';

const NOW = 1_760_000_000_000;
const NAME = 'ann@example.com';

/** Every row of every table that says a word. */
function rowsThatSay(root: string, word: string): readonly string[] {
  using database = new DatabaseSync(join(root, '.millwright', 'millwright.db'));
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
  return tables.flatMap(({ name }) =>
    database
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .flatMap((row) =>
        JSON.stringify(row, (_, cell: unknown) => (typeof cell === 'bigint' ? String(cell) : cell)).includes(word) ? [name] : [],
      ),
  );
}

it('leaves no row of any table that names the person: events, lists, sides of experiments, predictions, audit', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-forget-all-'));
  const clock = (): number => NOW;
  const store = await openStore({ root, clock });
  const log = await openPredictionLog({ root, clock, mode: 'durable' });
  const slate: Slate = { id: 's1', model: 'shop', version: 1, at: NOW, route: 'ab', experiment: 'spring', arm: '2', user: NAME, k: 1, items: [{ item: 'tea', score: 1 }], latencyUs: 5 }; // prettier-ignore
  await log.appendSlates([
    slate,
    { ...slate, id: 's2', route: 'shadow', experiment: null, arm: null },
    { ...slate, id: 's3', user: 'bob' },
  ]);
  await log.append([prediction({ id: 'p1', subject: NAME }), prediction({ id: 'p2', subject: 'bob' })]);
  const event = { id: 'e1', user: NAME, item: 'tea', type: 'purchase', at: NOW, slate: 's1' };
  await takeEvents([event, { ...event, id: 'e2', source: 'films' }, { ...event, id: 'e3', user: 'bob', slate: 's3' }], log, NOW);
  await log.close();
  await store.write((tx) => putItems(tx, 'shop', [{ item: 'tea', state: 'offered', cells: { price: 3 } }], NOW));
  expect([...new Set(rowsThatSay(root, NAME))].toSorted()).toEqual(['mw_events', 'mw_predictions', 'mw_slates']);

  expect(await forget(store, NAME, { root, clock, actor: 'test' })).toMatchObject({ events: 2, slates: 2, predictions: 1 });
  expect([rowsThatSay(root, NAME), rowsThatSay(root, 's1')]).toEqual([[], []]);
  // What is said of items and of others stays.
  expect([rowsThatSay(root, 'tea').toSorted(), rowsThatSay(root, 'bob').toSorted()]).toEqual([
    ['mw_events', 'mw_items', 'mw_slates'],
    ['mw_events', 'mw_predictions', 'mw_slates'],
  ]);
  await store.close();
  rmSync(root, { recursive: true });
});

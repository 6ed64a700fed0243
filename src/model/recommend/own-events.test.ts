import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { addEvents } from '../../store/index.js';
import { openRecommender, openWorkspace, recommender, reportItems, trainRecommender, type OwnEvents, type RunOptions } from '../index.js';

const NOW = Date.UTC(2024, 5, 1);

/** Everybody's own two of eight items, songs or films: both catalogues call them i0 to i7. */
const rowsOf = (type: string): string =>
  Array.from({ length: 40 }, (_, u) => [0, 1, 2].map((e) => `u${u},i${(u + e) % 8},${type},${NOW - 1e7 + u * 1000 + e}`))
    .flat()
    .join('\n');

let run: RunOptions;
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'own-events-'));
  for (const name of ['play', 'watch']) writeFileSync(join(root, `${name}.csv`), `user,item,type,at\n${rowsOf(name)}\n`);
  writeFileSync(join(root, 'songs.csv'), `id,title\n${Array.from({ length: 8 }, (_, i) => `i${i},Song ${i}`).join('\n')}\n`);
  const quiet = (): void => {};
  const workspace = await openWorkspace({ root, clock: () => NOW });
  run = { workspace, clock: () => NOW, signal: new AbortController().signal, progress: quiet, say: quiet, threads: 1 };
  const event = (id: string, item: string, type: string, source: string | null, n: number) => [id, 'u0', item, type, NOW - 1000 + n, null, null, null, null, NOW, source]; // prettier-ignore
  const records = [
    event('a', 'i7', 'play', 'songs', 1),
    event('b', 'i6', 'skip', 'songs', 2),
    event('c', 'i5', 'watch', 'films', 3),
    event('d', 'i4', 'play', null, 4),
    event('e', 'strange', 'play', null, 5),
    event('f', 'new', 'play', 'songs', 6),
  ];
  await workspace.store.write((tx) => addEvents(tx, workspace.store.engine, JSON.stringify(records)));
});
afterAll(async () => {
  await run.workspace.close();
  rmSync(root, { recursive: true });
});

const columns = { user: t.id(), item: t.id(), type: t.category(), at: t.int() };
const songs = { table: csv('songs.csv', { id: t.id(), title: t.text() }), id: 'id', title: 'title' } as const;
const definitionOf = (name: string, file: string, live: boolean | OwnEvents | undefined, items?: typeof songs) =>
  recommender(name, {
    events: csv(`${file}.csv`, columns),
    user: 'user',
    item: 'item',
    time: 'at',
    event: 'type',
    ...(live === undefined ? {} : { live }),
    ...(items ? { items } : {}),
  });

/** What is learned of u0 that the file does not say, and what is noted. */
async function learned(live: boolean | OwnEvents | undefined, { file = 'play', items }: { file?: string; items?: typeof songs } = {}) {
  const { version, notes } = await trainRecommender(definitionOf('one', file, live, items), { ...run, learner: 'popularity' });
  const open = await openRecommender(`one@${version}`, run);
  return {
    items: open
      .historyOf('u0')
      .slice(3)
      .map(({ item }) => item),
    notes: notes.filter((note) => note.includes('left out')),
    own: open.own,
  };
}

describe('recommenders of one project', () => {
  it('learn from the events of their own sources and types alone', async () => {
    const due: readonly (readonly [boolean | OwnEvents | undefined, readonly string[]])[] = [
      [undefined, ['i4', 'strange']],
      [true, ['i4', 'strange']],
      [false, []],
      [{ source: 'songs' }, ['i7', 'i6', 'new']],
      [{ source: ['songs', null], types: ['play'] }, ['i7', 'i4', 'strange', 'new']],
      [{ types: ['play'] }, ['i4', 'strange']],
      [{ source: 'films' }, ['i5']],
    ];
    for (const [live, items] of due) expect([live, (await learned(live)).items]).toEqual([live, items]);
    expect((await learned({ source: 'songs', types: ['play'] })).own).toEqual({ sources: ['songs'], types: ['play'] });
    expect((await learned(undefined)).own).toEqual({ sources: [null] });
  });

  it('leave out items that no table, report or event of theirs names, and say so', async () => {
    expect(await learned(true, { items: songs })).toMatchObject({
      items: ['i4'],
      notes: ['1 event that the server took is left out: no table, report or event of the file names its item.'],
    });
    const { items, notes } = await learned({ source: 'songs' }, { items: songs });
    expect([items, notes.length]).toEqual([['i7', 'i6'], 1]);
    const open = await openRecommender('one', run);
    await reportItems(open, [{ item: 'new', columns: { title: 'New song' } }], run);
    expect(await learned({ source: 'songs' }, { items: songs })).toMatchObject({ items: ['i7', 'i6', 'new'], notes: [] });
    await reportItems(open, [{ item: 'new', removed: true }], run);
    expect((await learned({ source: 'songs' }, { items: songs })).items).toEqual(['i7', 'i6', 'new']);
  });

  it('of the same file and settings are the same, whatever happens with events of others', async () => {
    const train = () => trainRecommender(definitionOf('same', 'watch', { source: 'films' }), { ...run, learner: 'item_knn' });
    const before = await train();
    const records = [['z', 'u0', 'i1', 'play', NOW - 5, null, null, null, null, NOW, 'songs']];
    await run.workspace.store.write((tx) => addEvents(tx, run.workspace.store.engine, JSON.stringify(records)));
    expect((await train()).digest).toBe(before.digest);
  });

  it('are refused where their own events cannot be', () => {
    expect(() => definitionOf('one', 'play', { source: '' })).toThrow(/are of the source ""/);
    expect(() => definitionOf('one', 'play', { source: [] })).toThrow(/are of the source/);
    expect(() => definitionOf('one', 'play', { types: [] })).toThrow(/of the types/);
    const untyped = { events: csv('play.csv', columns), user: 'user', item: 'item', time: 'at' } as const;
    expect(() => recommender('one', { ...untyped, live: { types: ['play'] } })).toThrow(/no column tells the types/);
  });
});

it('of events that came after the moment as of which it learns none is counted, and its data are told apart', async () => {
  const trainedAt = async (until?: number) => {
    const shop = definitionOf('then', 'play', { source: 'songs' });
    const { version, notes } = await trainRecommender(shop, { ...run, learner: 'popularity', ...(until === undefined ? {} : { until }) });
    const { record } = await openRecommender(`then@${version}`, run);
    return { live: record.live, data: record.lineage.data, noted: notes.filter((note) => note.includes('that the server took')) };
  };
  const [now, before] = [await trainedAt(), await trainedAt(NOW - 1000)];
  expect([now.live, now.noted.length]).toEqual([4, 1]);
  expect([before.live, before.noted]).toEqual([0, []]);
  expect(before.data).not.toBe(now.data);
  expect((await trainedAt(NOW - 2000)).data).not.toBe(before.data);
});

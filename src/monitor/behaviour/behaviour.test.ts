import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logEngines, until, type LogPlace } from '../../../test/support/logs.js';
import { openEngine } from '../../data/index.js';
import { eventsSince, readSlates, type EventSelection, type Slate, type Store } from '../../store/index.js';
import { forget } from '../log/forget.js';
import type { PredictionLog } from '../log/prediction.js';
import type { Behaviour, ReportedEvent } from './behaviour.js';
import { exportEvents, exportSlates } from './export.js';
import { openBehaviour, type BehaviourOptions } from './open-behaviour.js';
import { attributedSlates, behaviourSince } from './since.js';

const NOW = 1_760_000_000_000;

interface Open extends AsyncDisposable {
  readonly behaviour: Behaviour;
  readonly store: Store;
  readonly log: PredictionLog;
}

/** A clock that begins at NOW. */
function running(): () => number {
  const begun = performance.now();
  return () => NOW + Math.floor(performance.now() - begun);
}

/** A process of its own, as far as the database can tell. */
async function open(here: LogPlace, options: Partial<BehaviourOptions> = {}): Promise<Open> {
  const [store, log] = [await here.store(), await here.open()];
  const behaviour = openBehaviour({ store, log, clock: running(), everyMs: 50, ...options });
  const close = async (): Promise<void> => {
    await behaviour.close();
    await log.close();
    await store.close();
  };
  return { behaviour, store, log, [Symbol.asyncDispose]: close };
}

const event = (id: string, change: Partial<ReportedEvent> = {}): ReportedEvent => ({ id, user: 'ann', item: 'tea', at: NOW, ...change });
const slate = (id: string, change: Partial<Slate> = {}): Slate => ({
  id,
  model: 'shop',
  version: 1,
  at: NOW,
  route: 'champion',
  experiment: null,
  arm: null,
  user: 'ann',
  k: 2,
  items: [
    { item: 'tea', score: 0.75, propensity: 0.5 },
    { item: 'cup', score: 0.25 },
  ],
  latencyUs: 90,
  ...change,
});
const itemsOf = async ({ behaviour }: Open, user = 'ann'): Promise<readonly string[]> =>
  (await behaviour.stateOf(user)).taken.map(({ item }) => item);

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('behaviour', () => {
    const place = places('behaviour');

    it('is known by the events of a source alone to whoever asks for those, however many others there are', async () => {
      const here = place();
      await using shop = await open(here, { eventsOfUser: 3 });
      const [songs, films, plays] = [{ sources: ['songs'] }, { sources: ['films'] }, { sources: ['songs', null], types: ['play'] }];
      const taken = async (of: EventSelection, { behaviour }: Open = shop): Promise<readonly string[]> =>
        (await behaviour.of(of).stateOf('ann')).taken.map(({ item }) => item);
      expect(await taken(songs)).toEqual([]);
      const listened = event('s1', { item: 'song', source: 'songs', type: 'play' });
      await shop.behaviour.take([
        listened,
        ...[1, 2, 3, 4].map((n) => event(`f${n}`, { item: `film ${n}`, source: 'films', type: 'view' })),
        event('n', { item: 'none', at: NOW + 1 }),
      ]);
      expect([await taken(songs), (await taken(films)).length, await taken(plays), (await itemsOf(shop)).length]).toEqual([
        ['song'],
        3,
        ['song'],
        3,
      ]);
      expect([...(await shop.behaviour.of(films).stateOf('ann')).all].length).toBe(4);
      // Another process, and one that held nothing before, find the same.
      await using other = await open(here, { eventsOfUser: 3 });
      expect([await taken(songs, other), (await taken(films, other)).length, await taken({ sources: [null] }, other)]).toEqual([
        ['song'],
        3,
        ['none'],
      ]);
      const counts = async (of: EventSelection): Promise<readonly string[]> => [...(await other.behaviour.of(of).trend()).keys()];
      expect([await counts(songs), await counts(plays), (await counts(films)).length]).toEqual([['song'], ['song'], 4]);
      await shop.behaviour.take([event('s2', { item: 'other song', source: 'songs', type: 'skip' })]);
      await expect.poll(() => taken(songs, other), { timeout: 10_000 }).toHaveLength(2);
      expect([await taken(plays, other), (await taken(films, other)).length]).toEqual([['song'], 3]);
    });

    it('counts at once where it was taken, once per id, and what is wrong is refused by its place', async () => {
      await using shop = await open(place());
      expect(await itemsOf(shop)).toEqual([]);
      const took = await shop.behaviour.take([
        event('e1'),
        event('e1', { item: 'cup' }),
        event('e2', { item: 7, type: 'purchase', at: '2025-10-09T08:53:19Z' }),
        event('e3', { at: NOW + 120_000 }),
        event('e4', { at: 'yesterday' }),
        event('e5', { value: -1 }),
        event('e6', { user: '' }),
        event('e7', { item: 2 ** 53 }),
        event('e8', { price: 1e308, quantity: 1e308 }),
      ]);
      expect({ ...took, refused: took.refused.map(({ index, code }) => `${index} ${code}`) }).toEqual({
        taken: 2,
        known: 1,
        waiting: 0,
        refused: ['3 MW_MONITOR_EVENT_FUTURE', ...[4, 5, 6, 7, 8].map((index) => `${index} MW_MONITOR_EVENT`)],
      });
      const state = await shop.behaviour.stateOf('ann');
      expect(state.taken).toEqual([
        { item: '7', at: NOW - 1000, type: 'purchase' },
        { item: 'tea', at: NOW },
      ]);
      expect([[...state.all].toSorted(), [...state.ofType('purchase')], state.complete]).toEqual([['7', 'tea'], ['7'], true]);
      expect(await shop.behaviour.take([event('e2')])).toEqual({ taken: 0, known: 1, waiting: 0, refused: [] });
    });

    it('is heard by another process within a second, whether it held the user or not', async () => {
      const here = place();
      await using one = await open(here);
      await using two = await open(here);
      expect(await itemsOf(two)).toEqual([]);
      await one.behaviour.take([event('e1'), event('e2', { user: 'bob', item: 'cup' })]);
      await expect.poll(() => itemsOf(two), { timeout: 1000, interval: 10 }).toEqual(['tea']);
      expect(await itemsOf(two, 'bob')).toEqual(['cup']);
      await expect
        .poll(async () => [...(await two.behaviour.trend())], { timeout: 1000 })
        .toEqual([
          ['tea', 1],
          ['cup', 1],
        ]);
    });

    it('outlives the process: another one finds it all in the store', async () => {
      const here = place();
      {
        await using shop = await open(here);
        await shop.behaviour.take([event('e2', { at: NOW + 5, item: 'cup' }), event('e1')]);
      }
      await using shop = await open(here);
      expect(await itemsOf(shop)).toEqual(['tea', 'cup']);
      expect((await shop.store.read((tx) => eventsSince(tx, 0))).map(({ id }) => id)).toEqual(['e2', 'e1']);
    });

    it('of one person is taken once when two processes hear the same at the same time', async () => {
      const here = place();
      await using one = await open(here);
      await using two = await open(here);
      const events = Array.from({ length: 40 }, (_, i) => event(`e${i}`, { item: i }));
      const takes = [one, two, one].flatMap(({ behaviour }) => [0, 20].map((from) => behaviour.take(events.slice(from, from + 20))));
      const answers = await Promise.all(takes);
      expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(40);
      expect(answers.reduce((sum, { known }) => sum + known, 0)).toBe(80);
      expect((await one.store.read((tx) => eventsSince(tx, 0))).length).toBe(40);
    });

    it('waits in the spool while the database is away, counts meanwhile, and is stored once when it is back', async () => {
      const here = place();
      process.env.MILLWRIGHT_FAILPOINT = 'log.begun=ENOSPC';
      const failing = await here.open();
      delete process.env.MILLWRIGHT_FAILPOINT;
      await using store = await here.store();
      const behaviour = openBehaviour({ store, log: failing, clock: running(), everyMs: 50 });
      const waits = { taken: 0, known: 0, waiting: 1, refused: [] };
      expect(await behaviour.take([event('e1')])).toEqual(waits);
      expect(await behaviour.take([event('e1')])).toEqual(waits);
      expect((await behaviour.stateOf('ann')).taken).toEqual([{ item: 'tea', at: NOW }]);
      expect((await behaviour.stateOf('ann')).taken).toHaveLength(1);
      await failing.close();
      await using shop = await open(here);
      await until(shop.log, (stats) => stats.committed === 2 && stats.spooled === 0);
      expect((await store.read((tx) => eventsSince(tx, 0))).map(({ id }) => id)).toEqual(['e1']);
      await expect.poll(async () => [...(await behaviour.trend())], { timeout: 1000 }).toEqual([['tea', 1]]);
      expect((await behaviour.stateOf('ann')).taken).toHaveLength(1);
      await behaviour.close();
    });

    it('is refused as a whole only when it can be stored nowhere', async () => {
      const here = place();
      await using shop = await open(here);
      await shop.log.close();
      await expect(shop.behaviour.take([event('e1')])).rejects.toMatchObject({ code: 'MW_MONITOR_EVENTS_AWAY', status: 503 });
      expect(await itemsOf(shop)).toEqual([]);
    });

    it('of a person who is erased leaves the store, the spools and the memory of every process, with the lists', async () => {
      const here = place();
      await using shop = await open(here);
      await using other = await open(here);
      await shop.behaviour.take([event('e1'), event('e2', { user: 'bob', item: 'cup' }), event('e3', { item: 'pot' })]);
      expect(await shop.log.appendSlates([slate('l1'), slate('l2', { user: 'bob' })])).toBe(true);
      expect([await itemsOf(shop), await itemsOf(other)]).toEqual([
        ['tea', 'pot'],
        ['tea', 'pot'],
      ]);
      const erased = await forget(shop.store, 'ann', { root: here.root, clock: () => NOW, actor: 'test' });
      expect(erased).toEqual({ predictions: 0, outcomes: 0, spooled: 0, events: 2, slates: 1 });
      for (const one of [shop, other]) {
        await expect.poll(() => itemsOf(one), { timeout: 1000, interval: 20 }).toEqual([]);
        await expect.poll(async () => [...(await one.behaviour.trend())], { timeout: 1500 }).toEqual([['cup', 1]]);
        expect(await itemsOf(one, 'bob')).toEqual(['cup']);
      }
    });

    it('of a person who is erased while it waits in a spool elsewhere never comes back', async () => {
      const here = place();
      process.env.MILLWRIGHT_FAILPOINT = 'log.begun=ENOSPC';
      const failing = await here.open();
      delete process.env.MILLWRIGHT_FAILPOINT;
      await using store = await here.store();
      const behaviour = openBehaviour({ store, log: failing, clock: () => NOW });
      await behaviour.take([event('e1'), event('e2', { user: 'bob' })]);
      await failing.appendSlates([slate('l1', { at: NOW }), slate('l2', { at: NOW, user: 'bob' })]);
      await failing.close();
      await behaviour.close();
      await forget(store, 'ann', { root: `${here.root}/elsewhere`, clock: () => NOW + 1, actor: 'test' });
      await using log = await here.open();
      await until(log, (stats) => stats.spooled === 0 && stats.committed > 0);
      expect((await store.read((tx) => eventsSince(tx, 0))).map(({ id }) => id)).toEqual(['e2']);
      expect((await store.read((tx) => readSlates(tx, { model: 'shop' }))).map(({ id }) => id)).toEqual(['l2']);
    });

    it('is read on from a place block by block, and lists come with what came of them', async () => {
      await using shop = await open(place());
      await shop.log.appendSlates([slate('l1', { at: 5 }), slate('l2', { at: 6 }), slate('l3', { at: 7 })]);
      const events = Array.from({ length: 25 }, (_, i) => event(`e${i}`, { at: NOW - i, ...(i === 3 ? { slate: 'l2' } : {}) }));
      await shop.behaviour.take(events);
      const blocks: number[] = [];
      let seq = 0;
      for await (const block of behaviourSince(shop.store, { block: 10 })) {
        blocks.push(block.length);
        seq = block.at(-1)!.seq;
      }
      expect(blocks).toEqual([10, 10, 5]);
      await shop.behaviour.take([event('later')]);
      const later: string[] = [];
      for await (const block of behaviourSince(shop.store, { seq })) later.push(...block.map(({ id }) => id));
      expect(later).toEqual(['later']);
      const lists: string[] = [];
      for await (const block of attributedSlates(shop.store, { model: 'shop', limit: 2 }))
        for (const one of block) lists.push(`${one.id} ${one.events.map(({ id }) => id).join()}`);
      expect(lists).toEqual(['l1 ', 'l2 e3', 'l3 ']);
    });

    it('leaves as Parquet files that a recommender can be trained from', async () => {
      const here = place();
      await using shop = await open(here);
      await shop.log.appendSlates([slate('l1')]);
      await shop.behaviour.take([event('e1', { type: 'purchase', price: 2.5, slate: 'l1' }), event('e2', { at: 0 })]);
      const [events, slates] = [join(here.root, 'events.parquet'), join(here.root, 'slates.parquet')];
      expect(await exportEvents(shop.store, {}, events)).toEqual({ rows: 2, out: events });
      expect(await exportEvents(shop.store, { from: 1 }, join(here.root, 'late.parquet'))).toMatchObject({ rows: 1 });
      expect(await exportSlates(shop.store, { model: 'shop' }, slates)).toEqual({ rows: 1, out: slates });
      await using engine = await openEngine();
      expect(await engine.rows(`SELECT id, "user", type, epoch_ms("at") AS "at", price, slate FROM read_parquet('${events}')`)).toEqual([
        { id: 'e1', user: 'ann', type: 'purchase', at: NOW, price: 2.5, slate: 'l1' },
        { id: 'e2', user: 'ann', type: null, at: 0, price: null, slate: null },
      ]);
      const [row] = await engine.rows(`SELECT items, events FROM read_parquet('${slates}')`);
      expect(JSON.parse(String(row['items']))).toEqual(slate('l1').items);
      expect(JSON.parse(String(row['events']))).toMatchObject([{ id: 'e1', price: 2.5 }]);
    });
  });
});

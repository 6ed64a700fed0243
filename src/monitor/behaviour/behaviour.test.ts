import { describe, expect, it } from 'vitest';
import { logEngines, type LogPlace } from '../../../test/support/logs.js';
import { eventsSince, type Store } from '../../store/index.js';
import type { PredictionLog } from '../log/prediction.js';
import type { Behaviour, ReportedEvent } from './behaviour.js';
import { openBehaviour, type BehaviourOptions } from './open-behaviour.js';

const NOW = 1_760_000_000_000;

interface Open extends AsyncDisposable {
  readonly behaviour: Behaviour;
  readonly store: Store;
  readonly log: PredictionLog;
}

/** A process of its own, as far as the database can tell. */
async function open(here: LogPlace, options: Partial<BehaviourOptions> = {}): Promise<Open> {
  const [store, log] = [await here.store(), await here.open()];
  const behaviour = openBehaviour({ store, log, clock: () => NOW, everyMs: 50, ...options });
  const close = async (): Promise<void> => {
    await behaviour.close();
    await log.close();
    await store.close();
  };
  return { behaviour, store, log, [Symbol.asyncDispose]: close };
}

const event = (id: string, change: Partial<ReportedEvent> = {}): ReportedEvent => ({ id, user: 'ann', item: 'tea', at: NOW, ...change });
const itemsOf = async ({ behaviour }: Open, user = 'ann'): Promise<readonly string[]> =>
  (await behaviour.stateOf(user)).taken.map(({ item }) => item);

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('behaviour', () => {
    const place = places('behaviour');

    it('counts at once where it was taken, once per id, and what is wrong is refused by its place', async () => {
      await using shop = await open(place());
      expect(await itemsOf(shop)).toEqual([]);
      const took = await shop.behaviour.take([
        event('e1'),
        event('e1', { item: 'cup' }),
        event('e2', { item: 7, type: 'purchase', at: '2025-10-09T08:53:19Z' }),
        event('e3', { at: NOW + 60_001 }),
        event('e4', { at: 'yesterday' }),
        event('e5', { value: -1 }),
        event('e6', { user: '' }),
        event('e7', { item: 2 ** 53 }),
      ]);
      expect({ ...took, refused: took.refused.map(({ index, code }) => `${index} ${code}`) }).toEqual({
        taken: 2,
        known: 1,
        waiting: 0,
        refused: ['3 MW_MONITOR_EVENT_FUTURE', ...[4, 5, 6, 7].map((index) => `${index} MW_MONITOR_EVENT`)],
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
  });
});

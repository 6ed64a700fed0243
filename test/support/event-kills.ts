import assert from 'node:assert/strict';
import { random } from '../../src/core/index.js';
import { openBehaviour } from '../../src/monitor/index.js';
import { eventsSince, readSlates } from '../../src/store/index.js';
import { killWhileLogging } from './log-kills.js';
import type { LogPlace } from './logs.js';

/** Ids of the events, in the order in which they were stored, and of the lists. */
export async function storedBehaviour(
  place: LogPlace,
): Promise<{ readonly events: readonly string[]; readonly slates: readonly string[] }> {
  await using store = await place.store();
  assert.equal((await store.inspect()).intact, true);
  const events = await store.read((tx) => eventsSince(tx, 0, { limit: 1e6 }));
  await sameHistories(place, events);
  const slates = await store.read((tx) => readSlates(tx, { model: 'shop', limit: 1e6 }));
  return { events: events.map(({ id }) => id), slates: slates.map(({ id }) => id) };
}

/** What a new process knows of the users is what is stored. */
async function sameHistories(place: LogPlace, events: readonly { readonly user: string }[]): Promise<void> {
  await using store = await place.store();
  const log = { addEvents: () => Promise.reject(new Error('nothing is added')) };
  await using behaviour = openBehaviour({ store, log, clock: () => 5000, eventsOfUser: 1e6 });
  for (const [user, theirs] of Map.groupBy(events, (event) => event.user))
    assert.equal((await behaviour.stateOf(user)).taken.length, theirs.length);
}

/** Kills a process that takes events `times` times on one database: what was acknowledged is there, once, after each. Gives how much that was. */
export async function killTakingEvents(place: LogPlace, times: number, seed: number): Promise<number> {
  const moments = random(seed, 'kill');
  const acknowledged = new Set<string>();
  for (let i = 0; i < times; i++) {
    const { committed } = await killWhileLogging(place, Math.round(moments.uniform() * 200), { program: 'event-child.ts' });
    for (const id of committed) acknowledged.add(id);
    const { events, slates } = await storedBehaviour(place);
    const there = new Set([...events, ...slates]);
    assert.equal(there.size, events.length + slates.length);
    assert.deepEqual(
      [...acknowledged].filter((id) => !there.has(id)),
      [],
      `after kill ${i + 1}`,
    );
  }
  return acknowledged.size;
}

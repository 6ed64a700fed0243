import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../../test/support/logs.js';
import type { BehaviourEvent, UserEvent } from '../../store/index.js';
import { Histories } from './histories.js';
import { History } from './history.js';

const event = (id: string, at: number, item = id, type: string | null = null): UserEvent => ({ id, item, type, at });
const behaviour = (user: string, one: UserEvent): BehaviourEvent => behaviourEvent({ ...one, user });
const ids = fc.array(fc.record({ n: fc.nat(30), item: fc.nat(5) }), { minLength: 1, maxLength: 60 });

describe('a history', () => {
  it('is the same whatever the order and the repetitions: the newest by time then id, and every item ever', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.nat()), (drawn, most, order) => {
        // An id says all of an event; several share a moment.
        const events = drawn.map(({ n }) => event(`e${n}`, Math.floor(n / 4), `i${n % 7}`, [null, 'view', 'purchase'][n % 3]));
        const history = new History(most);
        const shuffled = [...events, ...events].map((one) => ({ one, by: order.next().value! })).toSorted((a, b) => a.by - b.by);
        for (const { one } of shuffled) history.add(one);
        const distinct = [...new Map(events.map((one) => [one.id, one])).values()];
        const sorted = distinct.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        expect(history.taken()).toEqual(
          sorted.slice(-most).map(({ item, type, at }) => (type === null ? { item, at } : { item, at, type })),
        );
        expect([...history.all()].toSorted()).toEqual([...new Set(distinct.map(({ item }) => item))].toSorted());
        for (const type of [null, 'view', 'purchase', 'cart'])
          expect(new Set(history.ofType(type))).toEqual(new Set(distinct.filter((one) => one.type === type).map(({ item }) => item)));
      }),
    );
  });

  it('is the same begun from the store in the middle', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), fc.nat(60), (drawn, most, cut) => {
        const events = drawn.map(({ n }) => event(`e${n}`, Math.floor(n / 4), `i${n % 7}`));
        const whole = new History(most);
        for (const one of events) whole.add(one);
        const stored = [...new Map(events.slice(0, cut).map((one) => [one.id, one])).values()];
        const newest = stored.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(-most);
        const begun = new History(most, newest, stored);
        for (const one of events.slice(Math.max(0, cut - 2))) begun.add(one);
        expect(begun.taken()).toEqual(whole.taken());
        expect(new Set(begun.all())).toEqual(new Set(whole.all()));
      }),
    );
  });

  it('gives a list that stays as it was when more happens', () => {
    const history = new History(3, [event('a', 1)]);
    const before = history.taken();
    expect(history.taken()).toBe(before);
    history.add(event('b', 2));
    expect([before.length, history.taken().length]).toEqual([1, 2]);
  });
});

describe('the histories of many users', () => {
  const reads: string[] = [];
  const open = (most: number, read?: () => Promise<readonly UserEvent[]>): Histories =>
    new Histories({
      eventsOfUser: 10,
      most,
      read: async (user) => {
        reads.push(user);
        return { newest: read ? await read() : [event(`${user}0`, 0)], items: [] };
      },
    });

  it('are read once, held by their size, and the one used longest ago goes', async () => {
    reads.length = 0;
    // A user with one event of one item weighs 5.
    const histories = open(15);
    for (const user of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await histories.of(user);
    expect(reads).toEqual(['a', 'b', 'c', 'd', 'b']);
    expect(histories.size).toBe(15);
    for (let i = 1; i < 4; i++) histories.add(behaviour('b', event(`b${i}`, i)));
    // The other two made room.
    expect(histories.size).toBe(11);
    await histories.of('b');
    await histories.of('a');
    expect(reads).toEqual(['a', 'b', 'c', 'd', 'b', 'a']);
  });

  it('miss nothing that happens while they are read, and several who ask wait for one reading', async () => {
    reads.length = 0;
    const arrived = Promise.withResolvers<readonly UserEvent[]>();
    const histories = open(100, () => arrived.promise);
    const asked = [histories.of('a'), histories.of('a')];
    histories.add(behaviour('a', event('x', 5)));
    histories.add(behaviour('a', event('y', 1)));
    arrived.resolve([event('x', 5), event('w', 0)]);
    const [one, two] = await Promise.all(asked);
    expect(one).toBe(two);
    expect(one.taken().map(({ item }) => item)).toEqual(['w', 'y', 'x']);
    expect(reads).toEqual(['a']);
  });

  it('that were let go while they were read are read again, and so are those whose reading failed', async () => {
    reads.length = 0;
    let fails = true;
    const histories = open(100, async () => {
      if (fails) throw new Error('away');
      return [];
    });
    await expect(histories.of('a')).rejects.toThrow('away');
    fails = false;
    const coming = histories.of('a');
    histories.clear();
    await coming;
    await histories.of('a');
    expect([reads, histories.size]).toEqual([['a', 'a', 'a'], 3]);
  });
});

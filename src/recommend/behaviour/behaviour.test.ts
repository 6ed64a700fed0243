import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../core/index.js';
import { interactionsOf } from '../interactions.js';
import {
  appended,
  behaviourOf,
  leftWords,
  mergedRepeats,
  preparedBehaviour,
  sessionsOf,
  suspects,
  withHalfLife,
  type Behaviour,
  type BehaviourColumns,
  type BehaviourRules,
  type Id,
} from './index.js';

interface Row {
  user: Id;
  item: Id;
  time: number;
  type?: Id;
  value?: number;
  id?: Id;
}
const columnsOf = (rows: readonly Row[]): BehaviourColumns => ({
  user: rows.map((r) => r.user),
  item: rows.map((r) => r.item),
  time: rows.map((r) => r.time),
  type: rows.map((r) => r.type),
  value: rows.map((r) => r.value ?? NaN),
  id: rows.map((r) => r.id),
});
const read = ({ users, items, types, start, item, type, weight, time, ids }: Behaviour): string[] =>
  users.flatMap((user, u) =>
    Array.from(item.subarray(start[u], start[u + 1]), (i, n) => {
      const e = start[u] + n;
      return `${time[e]} ${user} ${types[type[e]] ?? '-'} ${items[i]} ${weight[e]}${ids?.[e] ? ` #${ids[e]}` : ''}`;
    }),
  );

describe('rows become events', () => {
  it('weighed by type, each id once, in order of user, time and item, the rest told of', () => {
    const { behaviour, report } = behaviourOf(
      columnsOf([
        { user: 'bo', item: 10, time: 5, type: 'view' },
        { user: 7, item: 'b', time: 9, type: 'purchase', id: 'x1' },
        { user: '7', item: 'a', time: 9, type: 'view' },
        { user: '7', item: 'b', time: 9, type: 'purchase', id: 'x1' },
        { user: 'bo', item: '10', time: 5, type: 'view' },
        { user: null, item: 'a', time: 1, type: 'view' },
        { user: 'bo', item: ' ', time: 1, type: 'view' },
        { user: 'bo', item: NaN, time: 1, type: 'view' },
        { user: 'bo', item: 'a', time: NaN, type: 'view' },
        { user: 'bo', item: 'a', time: 101, type: 'view' },
        { user: 'bo', item: 'c', time: 100, type: 'wish' },
        { user: 'bo', item: 'c', time: 100 },
        { user: 'bo', item: 'd', time: 100, type: 'seen' },
      ]),
      { weights: { view: 1, purchase: 5, seen: 0 }, now: 100 },
    );
    expect(read(behaviour)).toEqual(['9 7 view a 1', '9 7 purchase b 5 #x1', '5 bo view 10 1']);
    expect(behaviour.items).toEqual(['10', 'a', 'b']);
    expect(report).toEqual({
      rows: 13,
      kept: 3,
      left: { no_user: 1, no_item: 2, no_time: 1, future: 1, unknown_type: 2, no_weight: 1, duplicate: 2 },
      samples: { no_user: [5], no_item: [6, 7], no_time: [8], future: [9], unknown_type: [10, 11], no_weight: [12], duplicate: [3, 4] },
      unknownTypes: { '': 1, wish: 1 },
    });
    expect(leftWords(report)).toMatch(/^10 of 13 rows were left out: 1 without a user, .* and 2 there already$/);
  });

  it('every row counts 1 unless its value is to weigh, and then must be a number above 0', () => {
    const rows = [5, -1, NaN, 0, Infinity, 2.5].map((value, n) => ({ user: 'u', item: n, time: n, value }));
    expect(Array.from(behaviourOf(columnsOf(rows)).behaviour.weight)).toEqual([1, 1, 1, 1, 1, 1]);
    const { behaviour, report } = behaviourOf(columnsOf(rows), { values: 'weigh' });
    expect(Array.from(behaviour.weight)).toEqual([5, 2.5]);
    expect(report.left).toEqual({ bad_value: 4 });
  });

  it('other types weigh what is declared for them, "constructor" too', () => {
    const rows = ['view', 'constructor', undefined].map((type, n) => ({ user: 'u', item: n, time: n, type }));
    const { behaviour } = behaviourOf(columnsOf(rows), { weights: { view: 2 }, otherTypes: 0.5 });
    expect(Array.from(behaviour.weight)).toEqual([2, 0.5, 0.5]);
  });

  it('two events of one id at one moment are one, of two ids two', () => {
    const one = { user: 'u', item: 'a', time: 1 };
    const { behaviour } = behaviourOf(columnsOf([{ ...one, id: 2 }, one, { ...one, id: '2' }, { ...one, id: 1 }, one]));
    expect(read(behaviour)).toEqual(['1 u - a 1', '1 u - a 1 #1', '1 u - a 1 #2']);
  });

  it('a row that is left out does not take the place of a good one with its id', () => {
    const { behaviour } = behaviourOf(
      columnsOf([
        { user: null, item: 'a', time: 1, id: 'e' },
        { user: 'u', item: 'a', time: 1, id: 'e' },
      ]),
    );
    expect(read(behaviour)).toEqual(['1 u - a 1 #e']);
  });

  it('reads columns of codes as it reads texts', () => {
    const codes = { levels: ['b', 'a', ' '], codes: Int32Array.of(0, 1, 2, -1, 0) };
    const texts = { user: ['b', 'a', ' ', null, 'b'], item: ['b', 'a', ' ', null, 'b'], time: [1, 2, 3, 4, 5] };
    expect(behaviourOf({ user: codes, item: codes, time: texts.time })).toEqual(behaviourOf(texts));
  });

  it.each<[BehaviourRules, Partial<BehaviourColumns>]>([
    [{ weights: { view: -1 } }, {}],
    [{ weights: { view: NaN } }, {}],
    [{ otherTypes: Infinity }, {}],
    [{ now: NaN }, {}],
    [{}, { item: ['a'] }],
    [{}, { id: [] }],
  ])('refuses %j with columns %j', (rules, columns) => {
    const due = { user: ['u', 'v'], item: ['a', 'b'], time: [1, 2] };
    expect(() => behaviourOf({ ...due, ...columns }, rules)).toThrow(expect.objectContaining({ code: 'MW_RECOMMEND_BEHAVIOUR' }));
  });

  it('nothing at all is an empty log', () => {
    const { behaviour, report } = behaviourOf({ user: [], item: [], time: [] });
    expect([behaviour.users, report.rows, report.left, leftWords(report)]).toEqual([[], 0, {}, undefined]);
  });
});

const rowOf = fc.record<Row>({
  user: fc.constantFrom<Id>('a', 'b', 1, '1', null),
  item: fc.constantFrom<Id>(1, '1', 'x', 'y', ''),
  time: fc.constantFrom(-5, -0, 0, 0.5, 3, 1e13, NaN),
  type: fc.constantFrom<Id>('view', 'purchase', 'other', undefined),
  value: fc.constantFrom(1, 2, -1),
  id: fc.constantFrom<Id>(undefined, undefined, 1, '2', 'e'),
});
const rules: BehaviourRules = { weights: { view: 1, purchase: 3 }, otherTypes: 2, values: 'weigh', now: 10, items: ['known'] };

describe('properties', () => {
  it('every row is kept or told of', () =>
    fc.assert(
      fc.property(fc.array(rowOf), (rows) => {
        const { behaviour, report } = behaviourOf(columnsOf(rows), rules);
        expect(Object.values(report.left).reduce((sum, n) => sum + n, 0) + behaviour.item.length).toBe(rows.length);
        expect(report.kept).toBe(behaviour.item.length);
      }),
    ));

  it('adding newer rows is loading all of them, to the bit', () =>
    fc.assert(
      fc.property(fc.array(rowOf), fc.array(rowOf), (older, newer) => {
        const first = behaviourOf(columnsOf(older), rules);
        const both = appended(first.behaviour, columnsOf(newer), rules);
        const all = behaviourOf(columnsOf([...older, ...newer]), rules);
        expect(both.behaviour).toEqual(all.behaviour);
        for (const reason of ['future', 'duplicate', 'bad_value'] as const)
          expect((first.report.left[reason] ?? 0) + (both.report.left[reason] ?? 0)).toBe(all.report.left[reason] ?? 0);
      }),
    ));

  it('the order of the rows makes no difference where none is a duplicate', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(rowOf, { selector: (r) => [r.user, r.item, r.time, r.type].map(String).join('|') }),
        fc.nat(),
        (rows, turn) => {
          const distinct = rows.map((row, n) => ({ ...row, id: n }));
          const turned = [...distinct.slice(turn % (rows.length + 1)), ...distinct.slice(0, turn % (rows.length + 1))].toReversed();
          expect(behaviourOf(columnsOf(turned), rules).behaviour).toEqual(behaviourOf(columnsOf(distinct), rules).behaviour);
        },
      ),
    ));
});

describe('many rows', () => {
  it('a hundred thousand events of one user, out of order, half of them at one moment', () => {
    const n = 100_000;
    const time = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 7 : (i * 7919) % n));
    const { behaviour } = behaviourOf({
      user: Array.from({ length: n }, () => 'u'),
      item: Array.from({ length: n }, (_, i) => (i * 31) % n),
      time,
    });
    expect(behaviour.item.length).toBe(n);
    expect(behaviour.time.every((t, e) => e === 0 || behaviour.time[e - 1] <= t)).toBe(true);
    expect(behaviour.time).toEqual(time.toSorted());
  });

  it('sorts negative, broken and large moments as numbers', () => {
    const time = Float64Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 20_000) * (i % 3 === 0 ? -1e9 : i % 3 === 1 ? 0.001 : 1e8));
    const { time: sorted } = interactionsOf({ user: Array.from(time, () => 1), item: Array.from(time.keys()), time });
    expect(sorted).toEqual(time.map((t) => t + 0).toSorted());
  });
});

describe('after loading', () => {
  const log = (times: readonly number[], user: Id = 'u'): Row[] => times.map((time, n) => ({ user, item: n % 3, time }));

  it('bots are left out where limits say so, else named when nobody could act so', () => {
    const busy = log(
      Array.from({ length: 5001 }, (_, n) => n * 10_000),
      'robot',
    );
    const people = log(
      Array.from({ length: 300 }, (_, n) => n * DAY_MS),
      'ann',
    );
    const columns = columnsOf([...busy, ...people, { user: 'robot', item: 'rare', time: 99 }]);
    const open = preparedBehaviour(columns);
    expect(open.report.suspects).toEqual([{ user: 'robot', events: 5002, mostPerDay: 5002, share: 5002 / 5302 }]);
    expect(open.interactions.users).toEqual(['ann', 'robot']);
    const shut = preparedBehaviour(columns, { bots: { eventsPerDay: 100 } });
    expect([shut.interactions.users, shut.interactions.items]).toEqual([['ann'], ['0', '1', '2']]);
    expect([shut.report.left, shut.report.kept, shut.log.users.length]).toEqual([{ bot: 5002 }, 300, 2]);
    expect(suspects(open.log, { share: 0.95 })).toEqual([]);
  });

  it('24 hours are any 24 hours', () => {
    const { behaviour } = behaviourOf(columnsOf(log([0, DAY_MS / 2, DAY_MS, DAY_MS + 1, 3 * DAY_MS])));
    expect(suspects(behaviour, { eventsPerDay: 2 })[0].mostPerDay).toBe(3);
    expect(suspects(behaviour, { eventsPerDay: 3 })).toEqual([]);
  });

  it('sessions end where the pause is longer than the gap', () => {
    const { behaviour } = behaviourOf(columnsOf([...log([0, 10, 21, 40]), ...log([40], 'v')]));
    expect(sessionsOf(behaviour, 10)).toEqual({
      start: Int32Array.of(0, 2, 3, 4, 5),
      user: Int32Array.of(0, 0, 0, 1),
      of: Int32Array.of(0, 0, 1, 2, 3),
    });
  });

  it('a half-life halves by age, never to nothing', () => {
    const { behaviour } = behaviourOf(columnsOf(log([-1e6 * DAY_MS, 0, DAY_MS, 2 * DAY_MS])));
    expect(Array.from(withHalfLife(behaviour, 1).weight)).toEqual([Number.MIN_VALUE, 0.25, 0.5, 1]);
    expect(Array.from(withHalfLife(behaviour, 2, 4 * DAY_MS).weight.subarray(1))).toEqual([0.25, 2 ** -1.5, 0.5]);
  });

  it('repeats become one event where the newest stands', () => {
    const rows = [
      { user: 'u', item: 'a', time: 1, value: 4 },
      { user: 'u', item: 'b', time: 2, value: 1 },
      { user: 'u', item: 'a', time: 3, value: 2 },
      { user: 'v', item: 'a', time: 9, value: 7 },
    ];
    const { behaviour } = behaviourOf(columnsOf(rows), { values: 'weigh' });
    const once = (by: 'sum' | 'strongest' | 'newest') => Array.from(mergedRepeats(behaviour, by).weight);
    expect([once('sum'), once('strongest'), once('newest')]).toEqual([
      [1, 6, 7],
      [1, 4, 7],
      [1, 2, 7],
    ]);
    expect(Array.from(mergedRepeats(behaviour).time)).toEqual([2, 3, 9]);
    expect(Array.from(mergedRepeats(behaviour).start)).toEqual([0, 2, 3]);
  });
});

import { describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { columnNode } from '../../expr/index.js';
import { interactionsOf, USER_COLUMN, type History, type Recommender } from '../../recommend/index.js';
import { judgeServed } from './judge.js';
import { peopleOf } from './people.js';

const EVENTS = 1200;

/** A user of many events, and one of two; each takes something new at last. */
const before = interactionsOf(
  {
    user: [...Array.from({ length: EVENTS }, () => 'ann'), 'bo', 'bo'],
    item: [...Array.from({ length: EVENTS }, (_, e) => `i${e % 3}`), 'i0', 'i1'],
    time: [...Array.from({ length: EVENTS }, (_, e) => e), 1, 2],
  },
  ['i3', 'i4'],
);
const after = interactionsOf({ user: ['ann', 'bo'], item: ['i3', 'i4'], time: [9999, 9999] }, before.items);

const table = (banned: readonly number[]) => ({
  schema: { banned: t.bool(), land: t.category() },
  columns: {
    banned: { kind: 'bool' as const, values: Uint8Array.from(banned) },
    land: { kind: 'text' as const, values: ['be', 'nl'] },
  },
});

function judged(banned: readonly number[], rules: boolean) {
  const seen: History[] = [];
  const recommender: Recommender = {
    items: 5,
    score: (history, out) => {
      seen.push(history);
      out.fill(1);
    },
    toParts: () => ({ meta: { format: 1, outputs: 1, columns: 5 }, arrays: {} }),
  };
  const excludes = [{ kind: 'exclude' as const, name: 'banned', when: columnNode(`${USER_COLUMN}banned`, 'bool') }];
  const judgement = {
    split: { before, after },
    suppressed: () => [0, 1, 2],
    content: { lists: { rules: rules ? excludes : [], diversity: 0, explore: 0 }, value: null },
    table: { schema: {}, columns: {} },
    removed: undefined,
    people: peopleOf(table(banned), ['ann', 'bo']),
    seed: 7,
  };
  const run = { signal: new AbortController().signal, progress: () => {} };
  return judgeServed(recommender, judgement, run).then((done) => ({ ...done, seen }));
}

describe('lists are judged as they are served', () => {
  it('from the newest thousand events of a user, and with what is known of them', async () => {
    const { seen } = await judged([0, 0], false);
    expect(seen.map(({ items }) => items.length)).toEqual([1000, 2]);
    expect([seen[0].times![0], seen[0].times![999]]).toEqual([EVENTS - 1000, EVENTS - 1]);
    expect(seen.map(({ user }) => [...user!])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('by rules over columns of the user, each with their own', async () => {
    const lists = async (banned: readonly number[]) => (await judged(banned, true)).lists.lists.map(({ length }) => length);
    expect(await lists([0, 0])).toEqual([2, 2]);
    expect(await lists([1, 0])).toEqual([0, 2]);
  });
});

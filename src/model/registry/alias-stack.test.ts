import { expect, it } from 'vitest';
import type { AliasMove } from '../../store/index.js';
import { versionBefore } from './alias-stack.js';

/** `3` moves to 3, `r2` rolls back to 2, `-` removes. */
function movesOf(words: string): AliasMove[] {
  const rest = { model: 'm', alias: 'a', from: null, note: null, actor: 'me', at: 0 };
  return words.split(' ').map((word) => {
    if (word === '-') return { ...rest, kind: 'remove', to: null };
    return { ...rest, kind: word.startsWith('r') ? 'rollback' : 'move', to: Number(word.replace('r', '')) };
  });
}

it.each<[string, number | undefined, number[], number | undefined]>([
  ['1', 1, [], undefined],
  ['1 2', 2, [], 1],
  ['1 2 3', 3, [], 2],
  ['1 2 3 r2', 2, [], 1],
  ['1 2 3 r2 r1', 1, [], undefined],
  ['1 2 3 r2 4', 4, [], 2],
  ['1 2 1', 1, [], 2],
  ['1 2 1 r2', 2, [], 1],
  ['1 2 3', 3, [2], 1],
  ['1 2 3 r1 4', 4, [2], 1],
  ['1 2 3', 3, [1, 2], undefined],
  ['1 2 -', undefined, [], 2],
  ['1 2 - r2', 2, [], 1],
  ['1 2 - 2', 2, [], 1],
  ['1 3 - 3 r1 4', 4, [], 1],
])('after %s (now %s, deleted %j) it goes back to %s', (words, current, deleted, due) => {
  expect(versionBefore(movesOf(words), current, (version) => !deleted.includes(version))).toBe(due);
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { turnEnd } from './turn.js';

it('does what came in one turn together, in order, after it', async () => {
  const atTurnEnd = turnEnd();
  const done: string[] = [];
  atTurnEnd(() => done.push('a'));
  await Promise.resolve();
  atTurnEnd(() => done.push('b'));
  expect(done).toEqual([]);
  await nextTurn();
  expect(done).toEqual(['a', 'b']);
  atTurnEnd(() => done.push('c'));
  await nextTurn();
  expect(done).toEqual(['a', 'b', 'c']);
});

it('does not let more wait than it should', () => {
  const atTurnEnd = turnEnd(3);
  const done: number[] = [];
  for (let i = 0; i < 7; i++) atTurnEnd(() => done.push(i));
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
});

it('leaves work that is asked for meanwhile to the next turn', async () => {
  const atTurnEnd = turnEnd();
  const done: string[] = [];
  atTurnEnd(() => {
    done.push('a');
    atTurnEnd(() => done.push('b'));
  });
  await nextTurn();
  expect(done).toEqual(['a']);
  await nextTurn();
  expect(done).toEqual(['a', 'b']);
});

it('does the rest when a piece throws', async () => {
  const atTurnEnd = turnEnd(3);
  const done: string[] = [];
  const broken = vi.fn(() => {
    throw new Error('broken');
  });
  atTurnEnd(() => done.push('a'));
  atTurnEnd(broken);
  expect(() => atTurnEnd(() => done.push('c'))).toThrow('broken');
  expect(done).toEqual(['a']);
  await nextTurn();
  expect(done).toEqual(['a', 'c']);
  expect(broken).toHaveBeenCalledTimes(1);
});

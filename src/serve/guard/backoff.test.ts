import { expect, it } from 'vitest';
import { createBackoff } from './backoff.js';

it('ten failures are free, then the wait doubles up to a minute', () => {
  let now = 1000;
  const backoff = createBackoff(() => now);
  const waits: number[] = [];
  for (let i = 0; i < 18; i++) {
    backoff.failed('a');
    waits.push(backoff.waitMs('a'));
    now += backoff.waitMs('a');
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  expect(backoff.waitMs('b')).toBe(0);
});

it('a right try and ten quiet minutes both forgive', () => {
  let now = 0;
  const backoff = createBackoff(() => now);
  for (let i = 0; i < 10; i++) backoff.failed('a');
  now += 999;
  expect(backoff.waitMs('a')).toBe(1);
  backoff.passed('a');
  expect(backoff.waitMs('a')).toBe(0);
  for (let i = 0; i < 10; i++) backoff.failed('a');
  now += 1000 + 600_000;
  backoff.failed('a');
  expect(backoff.waitMs('a')).toBe(0);
});

it('remembers only so many keys, the last to fail longest', () => {
  const backoff = createBackoff(() => 0, 3);
  for (const key of ['a', 'b', 'c']) for (let i = 0; i < 10; i++) backoff.failed(key);
  backoff.failed('a');
  backoff.failed('d');
  expect(['a', 'b', 'c', 'd'].map((key) => backoff.waitMs(key))).toEqual([2000, 0, 1000, 0]);
});

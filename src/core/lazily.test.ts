import { expect, it } from 'vitest';
import { lazily } from './lazily.js';

function counting(failAt = Infinity) {
  const seen = { begun: 0, steps: 0 };
  const lazy = lazily(function* () {
    seen.begun++;
    for (let i = 0; i < 5; i++) {
      if (++seen.steps === failAt) throw new Error('no');
      yield;
    }
    return seen.steps;
  });
  return { seen, lazy };
}

it('is worked out once, when it is first needed', () => {
  const { seen, lazy } = counting();
  expect(seen.begun).toBe(0);
  expect([lazy.now(), lazy.now(), seen.begun]).toEqual([5, 5, 1]);
  expect([...lazy.steps()]).toEqual([]);
});

it('goes on from where steps before came to, and ends those', () => {
  const { seen, lazy } = counting();
  const steps = lazy.steps();
  steps.next();
  steps.next();
  expect(seen.steps).toBe(2);
  expect([lazy.now(), seen.begun]).toEqual([5, 1]);
  expect(steps.next().done).toBe(true);
  expect(lazy.now()).toBe(5);
});

it('begins anew after it failed', () => {
  const { seen, lazy } = counting(3);
  expect(() => [...lazy.steps()]).toThrow('no');
  expect([lazy.now(), seen.begun]).toEqual([8, 2]);
});

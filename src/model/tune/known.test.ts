import { expect, it } from 'vitest';
import type { Trial } from '../../tune/index.js';
import { marginsKept } from './known.js';
import { poolOf } from './pool.js';
import { simplerThan } from './simpler.js';

const trial = (number: number, loss: number, learner: string, more: Partial<Trial> = {}): Trial => ({
  number,
  point: { learner },
  state: 'finished',
  course: [loss],
  losses: [loss],
  seconds: 1,
  cost: { bytes: 100, microseconds: 10 },
  explains: true,
  ...more,
});
const learnerOf = ({ point }: Trial): string => point['learner'] as string;

it('the choice is made of the eight best trials and the two best of each learner', () => {
  const order = [...Array.from({ length: 12 }, (_, i) => trial(i, i, 'gbdt')), ...[12, 13, 14].map((i) => trial(i, i, 'linear'))];
  expect(poolOf(order, learnerOf).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 12, 13]);
});

it('margins are let go when enough better trials are known', () => {
  const kept = marginsKept(learnerOf);
  const own = [Float64Array.of(1)];
  for (let number = 0; number < 10; number++) kept.add(trial(number, 10 - number, 'gbdt'), own);
  kept.add(trial(10, 99, 'linear'), own);
  expect(Array.from({ length: 12 }, (_, i) => kept.of(i) !== undefined)).toEqual([
    false,
    false,
    ...Array.from({ length: 9 }, () => true),
    false,
  ]);
});

const known = (one: Trial) => ({ trial: one, candidate: undefined as never, margins: [] });
const cheap = (number: number, microseconds: number, more: Partial<Trial> = {}) =>
  known(trial(number, 0.4, 'linear', { cost: { bytes: 1, microseconds }, ...more }));
const best = known(trial(0, 0.4, 'gbdt'));

it('the simpler trial is at most half as slow, within a standard error and half a percent, and explains what the best does', () => {
  const simpler = (others: ReturnType<typeof known>[], value: number, standardError: number) =>
    simplerThan(best, [best, ...others], Infinity, () => ({ value, standardError }))?.trial.number;
  expect(simpler([cheap(1, 5)], -0.001, 0.0015)).toBe(1);
  expect(simpler([cheap(1, 5)], -0.001, 0.0009)).toBeUndefined();
  // Half a percent of 0.4 is 0.002.
  expect(simpler([cheap(1, 5)], -0.0021, 0.01)).toBeUndefined();
  expect(simpler([cheap(1, 5.1)], 0, 1)).toBeUndefined();
  expect(simpler([cheap(1, 5, { explains: false })], 0, 1)).toBeUndefined();
  expect(simpler([cheap(1, 5), cheap(2, 3), cheap(3, 3)], 0, 1)).toBe(2);
  expect(simpler([cheap(1, 5)], NaN, Infinity)).toBeUndefined();
});

it('the simpler trial gives up what a search gained at most, nothing that the defaults have', () => {
  const simpler = (most: number) =>
    simplerThan(best, [best, cheap(1, 3, { losses: [0.4012] }), cheap(2, 5, { losses: [0.4008] })], most, () => ({
      value: -0.001,
      standardError: 1,
    }))?.trial.number;
  expect([0.4012, 0.401, 0.4].map(simpler)).toEqual([1, 2, undefined]);
});

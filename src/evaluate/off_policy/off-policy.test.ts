import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { checkSupport, evaluatePolicy, importanceWeights, LEAST_REWARDS, meanRewards, skewedInterval, type LoggedRows } from './index.js';

interface Flat extends LoggedRows {
  readonly taken: number[];
  readonly wanted: number[];
  readonly ips: number;
  readonly snips: number;
  readonly dr: number;
}
interface Slates extends LoggedRows {
  readonly independent: number;
  readonly cascade: number;
}
const { flat, slates } = JSON.parse(readFileSync(new URL('fixtures/off-policy.json', import.meta.url), 'utf8')) as {
  flat: Flat;
  slates: Slates;
};

describe('estimates', () => {
  it('are those of the Open Bandit Pipeline', () => {
    const modelled = { taken: Float64Array.from(flat.taken), wanted: Float64Array.from(flat.wanted) };
    const { estimates, best } = evaluatePolicy({ ...flat, modelled });
    expect(estimates.ips!.value.value).toBeCloseTo(flat.ips, 12);
    expect(estimates.snips!.value.value).toBeCloseTo(flat.snips, 12);
    expect(estimates.dr!.value.value).toBeCloseTo(flat.dr, 12);
    expect([best, evaluatePolicy(flat).best]).toEqual(['dr', 'snips']);
  });

  it('of slates too, by either way of looking at them, whatever the order of the rows', () => {
    const turned = Object.fromEntries(
      (['propensity', 'chance', 'reward', 'slate', 'position'] as const).map((name) => [name, Array.from(slates[name]!).toReversed()]),
    ) as unknown as LoggedRows;
    for (const rows of [slates, turned])
      for (const examination of ['independent', 'cascade'] as const)
        expect(evaluatePolicy(rows, { examination }).estimates.ips!.value.value).toBeCloseTo(slates[examination], 12);
    expect(evaluatePolicy(slates)).toMatchObject({ rows: 180, slates: 60 });
  });

  it('self-normalised by position, by hand', () => {
    const rows = {
      propensity: [0.5, 0.5, 0.25, 0.5],
      chance: [1, 0.25, 0.5, 0.5],
      reward: [1, 1, 0, 1],
      slate: [0, 0, 1, 1],
      position: [0, 1, 0, 1],
    };
    // First places: weights 2, 2, rewards 1, 0: 2/4. Second: ½, 1, both 1: 1.
    expect(evaluatePolicy(rows).estimates.snips!.value.value).toBeCloseTo(1.5, 12);
    // Weights down the list: 2, 2 · ½; 2, 2 · 1.
    expect(Array.from(importanceWeights(rows, 'cascade').weights)).toEqual([2, 1, 2, 2]);
  });

  it('self-normalised of lists of several lengths, by hand: a place counts as often as lists have it', () => {
    const rows = { propensity: [0.5, 0.5, 0.5], chance: [1, 0.5, 1], reward: [1, 0, 1], slate: [0, 1, 1], position: [0, 0, 1] };
    // First places: weights 2 and 1, of which 2 brought 1. A second place is on half of the lists, and brought 1.
    expect(evaluatePolicy(rows).estimates.snips!.value.value).toBeCloseTo(2 / 3 + 1 / 2, 12);
    // Together: (2 + 2) / 5 a place, one and a half places a list; and no more than there is to do: of the third row nothing.
    expect(evaluatePolicy({ ...rows, position: [0, 0, 0] }).estimates.snips!.value.value).toBeCloseTo((4 / 5) * 1.5, 12);
    const less = { ...rows, chance: [1, 0.5, 0], acts: [1, 1, 0] };
    expect(evaluatePolicy(less).estimates.snips!.value.value).toBeCloseTo(2 / 3, 12);
    expect(evaluatePolicy(less).weights.mean.value).toBeCloseTo(1.5, 12);
    expect(() => evaluatePolicy({ ...rows, acts: [1, 2, 1] })).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_OFF_POLICY' }));
  });

  it('of the logging policy itself are what was earned, and gain nothing', () => {
    const { logged, estimates, weights } = evaluatePolicy({ ...flat, chance: flat.propensity });
    expect(estimates.snips!.value.value).toBeCloseTo(logged.value, 12);
    expect(estimates.ips!.gain).toEqual({ value: 0, low: 0, high: 0 });
    expect([weights.largest, weights.effectiveRows]).toEqual([1, flat.propensity.length]);
  });

  it('rewards that the model knows exactly leave the doubly robust estimate no doubt', () => {
    const modelled = { taken: Float64Array.from(flat.reward), wanted: new Float64Array(flat.reward.length).fill(0.25) };
    expect(evaluatePolicy({ ...flat, modelled }).estimates.dr!.value).toEqual({ value: 0.25, low: 0.25, high: 0.25 });
  });
});

describe('what cannot be judged', () => {
  it('clipping says what it cut', () => {
    const rows = { propensity: [0.1, 0.5, 0.5], chance: [1, 0.5, 0.25], reward: [1, 0, 1] };
    const { weights, estimates } = evaluatePolicy(rows, { clip: 4 });
    expect(weights.clipped).toEqual({ at: 4, rows: 1, lost: 1 - 5.5 / 11.5 });
    expect(estimates.ips!.value.value).toBeCloseTo(4.5 / 3, 12);
  });

  it('a policy that acts where the log never did is refused, or found by weights that do not add up', () => {
    expect(() =>
      checkSupport(
        2,
        () => [0.5, 0.5, 0],
        (row) => [0.5, 0.5 - row / 4, row / 4],
      ),
    ).toThrow(/^13% of what the new policy does the log never did, action 2 of row 1/);
    checkSupport(
      2,
      () => [0.5, 0.5, 0],
      () => [1, 0, 0],
    );
    const stream = random(3, 'support');
    const action = Array.from({ length: 2000 }, () => stream.int(2));
    const rows = { propensity: action.map(() => 0.5), reward: action };
    expect(evaluatePolicy({ ...rows, chance: action.map((a) => (a ? 0.6 : 0.4)) }).faults).toEqual([]);
    // The new policy gives a fifth to a third action, which the log lacks.
    for (const chances of [
      [0.4, 0.4],
      [0.2, 0.6],
    ])
      expect(evaluatePolicy({ ...rows, chance: action.map((a) => chances[a]) }).faults).toEqual(['support']);
  });

  it.each<[Partial<Record<Exclude<keyof LoggedRows, 'modelled'>, number[]>>, object]>([
    [{ propensity: [0, 0.5] }, {}],
    [{ propensity: [1.5, 0.5] }, {}],
    [{ chance: [-0.1, 0.5] }, {}],
    [{ reward: [NaN, 1] }, {}],
    [{ slate: [0, 0.5] }, {}],
    [{ position: [0, -1] }, {}],
    [{}, { clip: 0 }],
    [{}, { level: 1 }],
    [{ propensity: [1], chance: [1], reward: [1] }, {}],
  ])('refuses %j with %j', (columns, options) => {
    const due = { propensity: [0.5, 0.5], chance: [0.5, 0.5], reward: [1, 0] };
    expect(() => evaluatePolicy({ ...due, ...columns }, options)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_OFF_POLICY' }));
    expect(() => evaluatePolicy({ ...due, chance: [1] })).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  });
});

describe('with the truth known', () => {
  const actions = 8;
  const logging = Array.from({ length: actions }, (_, a) => 1 / (1 + a));
  const whole = logging.reduce((sum, one) => sum + one, 0);
  const had = logging.map((one) => one / whole);
  const wanted = had.toReversed();
  const rate = (a: number): number => 0.03 + 0.01 * a;
  const truth = wanted.reduce((sum, w, a) => sum + w * rate(a), 0);
  const before = had.reduce((sum, w, a) => sum + w * rate(a), 0);

  it('intervals hold it in 95 % of logs, and a log of few rewards says that it is one', () => {
    const stream = random(9, 'truth');
    const held = { ips: 0, snips: 0, dr: 0, gain: 0 };
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const action = Int32Array.from({ length: 4000 }, () => drawn(stream.uniform()));
      const reward = Float64Array.from(action, (a) => Number(stream.uniform() < rate(a)));
      const rows = { propensity: Float64Array.from(action, (a) => had[a]), chance: Float64Array.from(action, (a) => wanted[a]), reward };
      const { estimates, faults } = evaluatePolicy({
        ...rows,
        modelled: meanRewards({ action, reward }, () => ({ actions: [...wanted.keys()], chances: wanted }), { seed: run }),
      });
      expect(faults).toEqual([]);
      for (const method of ['ips', 'snips', 'dr'] as const) held[method] += Number(holds(estimates[method]!.value, truth));
      held.gain += Number(holds(estimates.dr!.gain, truth - before));
      if (run === 0) {
        const few = evaluatePolicy({
          propensity: rows.propensity.subarray(0, 200),
          chance: rows.chance.subarray(0, 200),
          reward: reward.subarray(0, 200),
        });
        expect(few.faults).toContain('few_rewards');
        expect(few.weights.effectiveRewards).toBeLessThan(LEAST_REWARDS);
      }
    }
    // 95 % less two standard errors of 200 runs
    for (const share of Object.values(held)) expect(share / runs).toBeGreaterThan(0.919);
  });

  const holds = ({ low, high }: { low: number; high: number }, value: number): boolean => low <= value && value <= high;
  function drawn(u: number): number {
    let [a, left] = [0, u];
    while (a < actions - 1 && left >= had[a]) left -= had[a++];
    return a;
  }

  it('an interval of skewed terms reaches farther to the side of the rare large ones', () => {
    const terms = Float64Array.from({ length: 200 }, (_, i) => (i < 10 ? 1 : 0)).map((v) => v - 0.05);
    const { low, high } = skewedInterval(0.05, terms, 0.95);
    expect(high - 0.05).toBeGreaterThan(0.05 - low);
    expect(skewedInterval(1, new Float64Array(5), 0.95)).toEqual({ value: 1, low: 1, high: 1 });
  });
});

const folder = '../shared/data/open_bandit_women';
describe.skipIf(!existsSync(folder))('Open Bandit, women', () => {
  it('the Thompson policy from the random log: 0.00581 by inverse propensities, where it earned 0.0046', () => {
    const read = (policy: string) =>
      gunzipSync(readFileSync(`${folder}/${policy}/women.csv.gz`))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
        .map(([, , item, position, click, propensity]) => ({ item, position, click: Number(click), propensity: Number(propensity) }));
    const [uniform, thompson] = [read('random'), read('bts')];
    const [times, all] = [new Map<string, number>(), new Map<string, number>()];
    for (const { item, position } of thompson) {
      times.set(`${item} ${position}`, (times.get(`${item} ${position}`) ?? 0) + 1);
      all.set(position, (all.get(position) ?? 0) + 1);
    }
    const { estimates, weights, logged, faults } = evaluatePolicy({
      propensity: uniform.map(({ propensity }) => propensity),
      chance: uniform.map(({ item, position }) => (times.get(`${item} ${position}`) ?? 0) / all.get(position)!),
      reward: uniform.map(({ click }) => click),
    });
    expect(estimates.ips!.value.value).toBeCloseTo(0.00581, 4);
    expect(estimates.snips!.value.value).toBeCloseTo(0.0058, 4);
    expect(weights.mean.value).toBeCloseTo(0.9953, 4);
    expect(weights.effectiveRows).toBeCloseTo(3492, 0);
    expect(logged.value).toBeCloseTo(0.0046, 12);
    const earned = thompson.reduce((sum, { click }) => sum + click, 0) / thompson.length;
    expect(estimates.ips!.value.low).toBeLessThan(earned);
    expect(estimates.ips!.value.high).toBeGreaterThan(earned);
    expect([faults, estimates.ips!.gain.low < 0]).toEqual([[], true]);
  });
});

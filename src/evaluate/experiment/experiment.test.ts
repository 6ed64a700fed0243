import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { studentQuantile, studentTail } from '../statistics/index.js';
import { adjustBefore } from './before.js';
import { contrast } from './contrast.js';
import {
  analyseExperiment,
  alwaysP,
  alwaysReach,
  planExperiment,
  powerOf,
  rowsToFind,
  rowsToFindAlways,
  sampleRatio,
  smallestEffect,
} from './index.js';
import { isEarly, leastRows } from './least-rows.js';
import { momentsOf } from './moments.js';
import { asMean } from './ratio.js';
import { rowsUntilSure } from './sequential.js';
import type { ExperimentInput, OutcomeRows } from './experiment.js';

interface Fixture {
  readonly means: readonly number[][];
  readonly rates: readonly number[][];
  readonly student: readonly number[][];
  readonly studentTail: readonly number[][];
  readonly sequence: readonly number[][];
  readonly welch: { readonly control: number[]; readonly treated: number[]; readonly level: number } & Readonly<
    Record<'difference' | 'low' | 'high' | 'p', number>
  >;
  readonly newcombe: { readonly level: number; readonly rows: readonly number[][] };
  readonly ratio: { readonly values: number[]; readonly per: number[]; readonly ratio: number; readonly error: number };
  readonly before: {
    readonly arm: number[];
    readonly columns: number[][];
    readonly values: number[];
    readonly effects: number[];
    readonly varianceReduction: number;
  };
  readonly chiSquare: readonly [number[], number[], number][];
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/experiment.json', import.meta.url), 'utf8')) as Fixture;
const off = (got: number, due: number): number => Math.abs(got / due - 1);

describe('sample size', () => {
  it('of means is that of statsmodels, there and back', () => {
    for (const [deviation, effect, ratio, alpha, power, rows] of fixture.means) {
      const measured = { kind: 'mean', baseline: 0, deviation } as const;
      const found = rowsToFind(measured, effect, { alpha, power, ratio });
      expect(off(found.control, rows)).toBeLessThan(1e-8);
      expect(powerOf(measured, effect, found, { alpha })).toBeCloseTo(power, 9);
      expect(off(smallestEffect(measured, found, { alpha, power }), effect)).toBeLessThan(1e-9);
    }
  });

  it('of rates is that of statsmodels, there and back', () => {
    for (const [baseline, effect, ratio, alpha, power, rows] of fixture.rates) {
      const measured = { kind: 'rate', baseline } as const;
      const found = rowsToFind(measured, effect, { alpha, power, ratio });
      expect(off(found.control, rows)).toBeLessThan(1e-8);
      expect(powerOf(measured, effect, found, { alpha })).toBeCloseTo(power, 9);
      if (effect > 0) expect(off(smallestEffect(measured, found, { alpha, power }), effect)).toBeLessThan(1e-8);
    }
  });

  it("of rates is in R's manual: power.prop.test(n = 50, p1 = .50, p2 = .75) and (p1 = .50, p2 = .75, power = .90)", () => {
    const half = { kind: 'rate', baseline: 0.5 } as const;
    expect(powerOf(half, 0.25, { control: 50, treated: 50 })).toBeCloseTo(0.7401659, 5);
    expect(rowsToFind(half, 0.25, { power: 0.9 }).control).toBeCloseTo(76.7, 1);
  });

  it('shrinks by what is known before, and falls where a rate cannot rise', () => {
    const measured = { kind: 'mean', baseline: 10, deviation: 4 } as const;
    expect(rowsToFind(measured, 1, { explained: 0.36 }).control).toBeCloseTo(0.64 * rowsToFind(measured, 1).control, 9);
    expect(smallestEffect({ kind: 'rate', baseline: 0.98 }, { control: 100, treated: 100 })).toBeLessThan(0);
    expect(smallestEffect({ kind: 'rate', baseline: 0.5 }, { control: 2, treated: 2 })).toBeNaN();
  });

  it.each([
    [{ kind: 'rate', baseline: 1.2 } as const, 0.1, {}],
    [{ kind: 'rate', baseline: 0.9 } as const, 0.1, {}],
    [{ kind: 'mean', baseline: 0, deviation: 0 } as const, 0.1, {}],
    [{ kind: 'mean', baseline: 0, deviation: 1 } as const, 0, {}],
    [{ kind: 'mean', baseline: 0, deviation: 1 } as const, 1, { power: 1 }],
    [{ kind: 'mean', baseline: 0, deviation: 1 } as const, 1, { ratio: 0 }],
    [{ kind: 'mean', baseline: 0, deviation: 1 } as const, 1, { explained: 1 }],
  ])('refuses %j with an effect of %d and %j', (measured, effect, certainty) => {
    expect(() => rowsToFind(measured, effect, certainty)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT' }));
  });
});

describe('plan', () => {
  const measured = { kind: 'rate', baseline: 0.05 } as const;

  it('sizes every arm for the hardest comparison, and says how long that takes', () => {
    const plan = planExperiment({ measured, effect: 0.005, shares: [50, 25, 25], daily: 1000 });
    const one = rowsToFind(measured, 0.005, { alpha: 0.025, ratio: 0.5 });
    expect(plan.once.arms).toEqual([Math.ceil(one.control), Math.ceil(one.control / 2), Math.ceil(one.control / 2)]);
    expect(plan.once.days).toBe(Math.ceil(plan.once.rows / 1000));
    expect(plan).toMatchObject({ alpha: 0.025, effect: { absolute: 0.005, relative: 0.005 / 0.05 } });
  });

  it('says what given rows can find', () => {
    const { effect } = planExperiment({ measured, rows: 62_470 });
    expect(effect.absolute).toBeCloseTo(0.005, 6);
    expect(planExperiment({ measured, rows: 62_470 }).always).toBeUndefined();
  });

  it('refuses a wish for both or neither, and shares that are none', () => {
    for (const wish of [
      { measured },
      { measured, effect: 0.01, rows: 100 },
      { measured, rows: 3 },
      { measured, effect: 0.01, shares: [1] },
      { measured, effect: 0.01, shares: [1, 0] },
    ])
      expect(() => planExperiment(wish)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT' }));
  });
});

describe('distributions and tests', () => {
  it("Student's quantiles and tails are scipy's", () => {
    for (const [level, df, due] of fixture.student) expect(off(studentQuantile((1 + level) / 2, df), due)).toBeLessThan(1e-9);
    for (const [t, df, due] of fixture.studentTail) expect(off(studentTail(t, df), due)).toBeLessThan(1e-7);
  });

  it("the chi-square test of shares is scipy's", () => {
    for (const [rows, shares, due] of fixture.chiSquare) expect(off(sampleRatio(rows, shares).pValue, due)).toBeLessThan(1e-9);
    expect(fixture.chiSquare.map(([rows, shares]) => sampleRatio(rows, shares).ok)).toEqual([false, true]);
  });

  it("two means at one look: scipy's Welch interval and p-value", () => {
    const { control, treated, level, ...due } = fixture.welch;
    const got = contrast(momentsOf(control), momentsOf(treated), { look: 'once', rate: false, level });
    expect(off(got.difference.low, due.low)).toBeLessThan(1e-9);
    expect(off(got.difference.high, due.high)).toBeLessThan(1e-9);
    expect(off(got.difference.value, due.difference)).toBeLessThan(1e-12);
    expect(off(got.pValue, due.p)).toBeLessThan(1e-9);
  });

  it("two rates at one look: statsmodels' Newcombe interval and z test", () => {
    const arm = (hits: number, rows: number) => momentsOf(Float64Array.from({ length: rows }, (_, i) => Number(i < hits)));
    for (const [c, n, t, m, low, high, p] of fixture.newcombe.rows) {
      const got = contrast(arm(c, n), arm(t, m), { look: 'once', rate: true, level: fixture.newcombe.level });
      expect(got.difference.low).toBeCloseTo(low, 12);
      expect(got.difference.high).toBeCloseTo(high, 12);
      expect(off(got.pValue, p)).toBeLessThan(1e-9);
    }
  });

  it("two rates at one look: the relative interval is Donner & Zou's, and never says another thing than the difference", () => {
    const arm = (hits: number, rows: number) => momentsOf(Float64Array.from({ length: rows }, (_, i) => Number(i < hits)));
    const once = (c: number, n: number, t: number, m: number) => contrast(arm(c, n), arm(t, m), { look: 'once', rate: true });
    // 10 and 20 of 100: the roots of (θ₁ − R θ₂)² = (θ₁ − l₁)² + R² (u₂ − θ₂)², and of its mirror, with Wilson's limits.
    const { low, high } = once(10, 100, 20, 100).relative!;
    expect([low, high].map((end) => end + 1)).toEqual([expect.closeTo(1.0009589968883803, 9), expect.closeTo(3.998392738955414, 9)]);
    for (const rows of [5, 8, 30])
      for (let c = 1; c <= 8; c++)
        for (let t = 0; t <= rows; t++) {
          const { difference, relative } = once(c, 8, t, rows);
          const sides = [relative!, difference].map((i) => [Math.sign(i.low), Math.sign(i.high)]);
          expect(sides[0]).toEqual(sides[1]);
          expect(relative!.low).toBeLessThanOrEqual(relative!.value);
          expect(relative!.high).toBeGreaterThanOrEqual(relative!.value);
        }
    expect(once(0, 50, 9, 50).relative).toBeUndefined();
  });

  it('a ratio has the value and the standard error of the delta method', () => {
    const { values, per, ratio, error } = fixture.ratio;
    const { mean, variance, rows } = momentsOf(asMean(Float64Array.from(values), Float64Array.from(per), new Int32Array(80), 1));
    expect(off(mean, ratio)).toBeLessThan(1e-12);
    expect(off(Math.sqrt(variance / rows), error)).toBeLessThan(1e-12);
  });

  it('what is known before is taken out as a regression on it and the arms does', () => {
    const { arm, columns, values, effects, varianceReduction } = fixture.before;
    const trial = { arm, arms: 3, values: Float64Array.from(values) };
    const found = adjustBefore(
      trial,
      columns.map((column) => Float64Array.from(column)),
    );
    const means = [0, 1, 2].map((a) => momentsOf(found.values.filter((_v, i) => arm[i] === a)).mean);
    expect(off(means[1] - means[0], effects[0])).toBeLessThan(1e-9);
    expect(off(means[2] - means[0], effects[1])).toBeLessThan(1e-9);
    expect(off(found.varianceReduction, varianceReduction)).toBeLessThan(1e-9);
    const known = Float64Array.from(columns[0]);
    const copies = adjustBefore(trial, [known, known, new Float64Array(90).fill(3)]);
    expect(copies.varianceReduction).toBeCloseTo(adjustBefore(trial, [known]).varianceReduction, 9);
  });

  it("a relative difference is Fieller's: at its ends the means differ by just the reach", () => {
    const { control, treated } = fixture.welch;
    const [c, t] = [momentsOf(control), momentsOf(treated)];
    const { relative, difference } = contrast(c, t, { look: 'once', rate: false, level: 0.9 });
    const reach = (difference.high - difference.value) / Math.sqrt(c.variance / c.rows + t.variance / t.rows);
    for (const end of [relative!.low, relative!.high]) {
      const error = Math.sqrt(t.variance / t.rows + ((1 + end) ** 2 * c.variance) / c.rows);
      expect(Math.abs(t.mean - (1 + end) * c.mean) / error).toBeCloseTo(reach, 9);
    }
    expect(contrast(momentsOf([-1, 1, 0.2]), t, { look: 'once', rate: false }).relative).toBeUndefined();
  });
});

describe('always-valid intervals', () => {
  it('reach as far as the mixture, integrated numerically, allows', () => {
    for (const [level, rows, planned, reach] of fixture.sequence)
      expect(off(alwaysReach(rows, { level, planned }), reach)).toBeLessThan(1e-9);
  });

  it('and p-values are two sides of one thing', () => {
    for (const rows of [100, 10_000, 1e6]) expect(alwaysP(alwaysReach(rows), rows)).toBeCloseTo(0.05, 12);
    expect(alwaysP(0, 500)).toBe(1);
  });

  it('property: tightest near the planned rows, and never as tight as an interval of one look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1e7 }), (rows) => {
        const width = alwaysReach(rows);
        expect(width).toBeGreaterThan(2.9);
        expect(alwaysReach(rows, { planned: rows })).toBeLessThanOrEqual(width + 1e-9);
      }),
    );
  });

  it('say when an effect of this size would be sure, and when nothing is in sight', () => {
    const due = rowsUntilSure(2, 5000)!;
    expect(2 * Math.sqrt(due / 5000)).toBeGreaterThanOrEqual(alwaysReach(due));
    expect(2 * Math.sqrt((due - 2) / 5000)).toBeLessThan(alwaysReach(due - 2));
    expect(rowsUntilSure(0.01, 5000)).toBeUndefined();
    expect(rowsUntilSure(9, 5000)).toBe(5000);
  });

  it('cost at most 1.92 times the rows of one look', () => {
    const measured = { kind: 'rate', baseline: 0.05 } as const;
    expect(rowsToFindAlways(measured, 0.005).control / rowsToFind(measured, 0.005).control).toBeCloseTo(1.915, 2);
  });

  it('wait for 100 rows and five times the squared skewness', () => {
    expect(leastRows(momentsOf([1, 2, 3]), 'always')).toBe(100);
    const rare = momentsOf(Float64Array.from({ length: 1000 }, (_, i) => Number(i < 20)));
    expect(leastRows(rare, 'always')).toBe(Math.ceil((5 * 0.96 ** 2) / (0.02 * 0.98)));
    expect(leastRows(rare, 'once')).toBe(2);
  });
});

/** A trial of two arms in turn, whose values come from a draw and the arm. */
function trial(rows: number, value: (arm: number, i: number) => number, more: Partial<OutcomeRows> = {}): ExperimentInput {
  const arm = Int32Array.from({ length: rows }, (_, i) => i % 2);
  const values = Float64Array.from(arm, (a, i) => value(a, i));
  return { arms: ['old', 'new'], arm, outcomes: [{ name: 'spend', kind: 'mean', values, ...more }], look: 'always' };
}

describe('analysis', () => {
  const draw = random(1, 'trial');
  const noise = Float64Array.from({ length: 4000 }, () => draw.normal());
  const verdictOf = (input: ExperimentInput): string => analyseExperiment(input).outcomes[0].against[0].verdict;

  it('calls what is sure, in the direction that counts', () => {
    expect(verdictOf(trial(4000, (a, i) => noise[i] + 0.3 * a))).toBe('better');
    expect(verdictOf(trial(4000, (a, i) => noise[i] + 0.3 * a, { better: 'lower' }))).toBe('worse');
    expect(verdictOf(trial(4000, (_, i) => noise[i]))).toBe('open');
    expect(verdictOf(trial(150, (a, i) => noise[i] + 9 * a))).toBe('early');
    expect(verdictOf({ ...trial(150, (a, i) => noise[i] + 9 * a), look: 'once' })).toBe('better');
  });

  it('says when it would be sure', () => {
    const found = analyseExperiment(trial(4000, (a, i) => noise[i] + 0.06 * a)).outcomes[0].against[0];
    expect(found.verdict).toBe('open');
    expect(found.sureAt).toBeGreaterThan(4000);
  });

  it('says nothing of arms whose shares are off', () => {
    const sound = trial(4000, (a, i) => noise[i] + 0.3 * a);
    const found = analyseExperiment({ ...sound, shares: [60, 40] });
    expect(found.faults).toEqual(['sample_ratio']);
    expect(found.sampleRatio.ok).toBe(false);
    expect(found.outcomes[0].against[0].verdict).toBe('none');
  });

  it('says nothing when outcomes are missing in one arm only, or the arms differed before', () => {
    const losing = trial(4000, (a, i) => (a === 1 && i % 7 === 0 ? NaN : noise[i]));
    expect(analyseExperiment(losing)).toMatchObject({
      faults: ['missing_outcomes'],
      outcomes: [{ missing: 286, against: [{ verdict: 'none' }] }],
    });
    const leaking = trial(4000, (a, i) => noise[i] + 0.3 * a);
    const { values } = leaking.outcomes[0];
    expect(analyseExperiment({ ...leaking, outcomes: [{ ...leaking.outcomes[0], before: [values] }] }).faults).toEqual(['before_differs']);
  });

  it('narrows the interval by what was known before', () => {
    const plain = trial(4000, (a, i) => 3 * noise[(i * 7) % 4000] + noise[i] + 0.2 * a);
    const before = [Float64Array.from(plain.arm, (_, i) => (i % 9 === 0 ? NaN : noise[(i * 7) % 4000]))];
    const [without, withIt] = [plain, { ...plain, outcomes: [{ ...plain.outcomes[0], before }] }].map(
      (input) => analyseExperiment(input).outcomes[0],
    );
    expect(withIt.adjusted!.varianceReduction).toBeGreaterThan(0.7);
    expect(withIt.adjusted!.balanceP).toBeGreaterThan(0.001);
    const width = (found: typeof without): number => found.against[0].difference.high - found.against[0].difference.low;
    expect(width(withIt) ** 2 / width(without) ** 2).toBeCloseTo(1 - withIt.adjusted!.varianceReduction, 2);
    expect(without.adjusted).toBeUndefined();
  });

  it('widens the deciding intervals for several arms, and holds the others to a false discovery rate', () => {
    const arm = Int32Array.from({ length: 3000 }, (_, i) => i % 3);
    const outcome = (name: string, effect: number): OutcomeRows => ({
      name,
      kind: 'mean',
      values: Float64Array.from(arm, (a, i) => (Math.floor(i / 3) % 2 ? 1 : -1) + (a === 2 ? effect : 0)),
    });
    const barely = [0.105, 0, 0, 0].map((effect, k) => outcome(`m${k}`, effect));
    const run = (outcomes: readonly OutcomeRows[]) => analyseExperiment({ arms: ['a', 'b', 'c'], arm, outcomes, look: 'once' }).outcomes;
    const found = run(barely);
    expect(found.map((f) => f.level)).toEqual([0.975, 0.95, 0.95, 0.95]);
    const moved = run([barely[1], barely[0], barely[2], barely[3]])[1].against[1];
    expect(moved.pValue).toBeLessThan(0.05);
    expect(moved.pValue).toBeGreaterThan(0.05 / 6);
    expect(moved.verdict).toBe('open');
    expect(run([barely[1], barely[0]])[1].against[1].verdict).toBe('better');
  });

  it('compares a ratio', () => {
    const input = trial(4000, (a, i) => (1 + (i % 3)) * (10 + noise[i] + a), {
      per: Float64Array.from({ length: 4000 }, (_, i) => 1 + (i % 3)),
    });
    const [found] = analyseExperiment(input).outcomes;
    expect(found).toMatchObject({ kind: 'ratio', against: [{ verdict: 'better' }] });
    expect(found.against[0].difference.value).toBeCloseTo(1, 0);
  });

  it('refuses what is no trial', () => {
    const sound = trial(40, (_, i) => noise[i]);
    const broken: Partial<ExperimentInput>[] = [
      { arms: ['old'] },
      { arms: ['old', 'new', 'ghost'] },
      { shares: [1] },
      { shares: [1, 0] },
      { outcomes: [] },
      { level: 1 },
      { planned: 0 },
      { outcomes: [{ name: 'x', kind: 'mean', values: Float64Array.from(sound.arm, (a) => (a === 1 ? NaN : 1)) }] },
    ];
    for (const change of broken)
      expect(() => analyseExperiment({ ...sound, ...change })).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_EXPERIMENT' }));
    expect(() => analyseExperiment({ ...sound, outcomes: [{ name: 'x', kind: 'mean', values: new Float64Array(3) }] })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }),
    );
  });
});

describe('trials without an effect that are looked at again and again', () => {
  const normal = (draw: ReturnType<typeof random>): number => draw.normal();
  const rare = (draw: ReturnType<typeof random>): number => (draw.uniform() < 0.02 ? 1 : 0);
  const revenue = (draw: ReturnType<typeof random>): number => (draw.uniform() < 0.1 ? Math.exp(3 + draw.normal()) : 0);

  /** The share of trials that are called at one of their 40 looks: by intervals for every look, and by those for one. */
  function stops(value: (draw: ReturnType<typeof random>) => number, treated: number): { always: number; once: number } {
    const [runs, rows, each] = [250, 4000, 100];
    const called = { always: 0, once: 0 };
    for (let run = 0; run < runs; run++) {
      const draw = random(run, 'no effect');
      const arms: number[][] = [[], []];
      const found = { always: false, once: false };
      for (let row = 1; row <= rows; row++) {
        arms[draw.uniform() < treated ? 1 : 0].push(value(draw));
        if (row % each > 0) continue;
        const moments = arms.map((arm) => momentsOf(arm));
        for (const look of ['always', 'once'] as const) {
          if (found[look] || isEarly(moments, look)) continue;
          const { low, high } = contrast(moments[0], moments[1], { look, rate: false }).difference;
          found[look] = low > 0 || high < 0;
        }
      }
      for (const look of ['always', 'once'] as const) called[look] += Number(found[look]);
    }
    return { always: called.always / runs, once: called.once / runs };
  }

  it.each([
    ['normal', normal, 0.5],
    ['2% yes', rare, 0.5],
    ['revenue', revenue, 0.5],
    ['revenue, a tenth treated', revenue, 0.1],
  ] as const)('%s: at most 5%% are called', (_, value, treated) => {
    const { always, once } = stops(value, treated);
    expect(always).toBeLessThanOrEqual(0.05);
    expect(once).toBeGreaterThan(0.15);
  });
});

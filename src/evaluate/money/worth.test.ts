import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { metricCases } from '../../testing/metric-cases.js';
import { metricNamed, metricValue } from '../metrics/index.js';
import { chooseRule, evaluateMoney, type Payoff } from './index.js';
import { returnOf } from './returns.js';
import { sensitivityOf } from './sensitivity.js';

const discount: Payoff = { act: 'offer a discount', cost: 30, valueIfRight: 400, currency: 'USD' };
const y = Float64Array.of(1, 0, 1, 0, 0, 1, 0, 0, 0, 0);
const p = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.01);

describe('money under a limit', () => {
  const money = evaluateMoney({
    payoff: discount,
    y,
    probability: p,
    seed: 1,
    resamples: 50,
    limit: { acts: 20, of: 100 },
    rule: y.map(() => 1),
  });
  const policy = (name: string) => money.policies.find((one) => one.name === name)!;

  it('by hand: two acts of ten rows, beside lots, no limit, and hindsight', () => {
    // 370 − 30 over ten rows; without the limit nine acts, three of them right; as many by lot: a fifth of 3·370 − 7·30
    expect(policy('model')).toMatchObject({ acted: 0.2, perRow: { value: 34 }, total: { value: 340 } });
    expect(policy('unlimited')).toMatchObject({ acted: 0.9, perRow: { value: 93 }, beyond: true });
    expect(policy('random').perRow.value).toBeCloseTo(18, 9);
    expect(policy('perfect')).toMatchObject({ acted: 0.2, perRow: { value: 74 } });
    expect(policy('everyone').beyond).toBe(true);
    expect(policy('rule').beyond).toBe(true);
    expect(policy('rule_within').perRow.value).toBeCloseTo(18, 9);
    expect(policy('rule_within')).not.toHaveProperty('beyond');
    expect(money).toMatchObject({ leftOut: 7, over: { policy: 'random', perRow: { value: expect.closeTo(16, 9) } }, best: { perRow: 37 } });
  });

  it('today by as much as the limit allows is a rival, whatever else is beyond it', () => {
    // Today acts on the three that are right: 3·370; two of them by lot 740 / 10, which is what hindsight brings, and more than the model's 34
    const today = evaluateMoney({ payoff: discount, y, probability: p, seed: 1, resamples: 50, limit: { acts: 2, of: 10 }, rule: y });
    expect(today.over).toMatchObject({ policy: 'rule_within', perRow: { value: expect.closeTo(34 - 74, 9) } });
  });

  it('measures all sides alike where the limit leaves room for part of an act', () => {
    // Half an act: the model's on the first row, hindsight's on a positive one, both 370 / 2 / 10; by lot half a tenth of 3·370 − 7·30
    const half = evaluateMoney({ payoff: discount, y, probability: p, seed: 1, resamples: 50, limit: { acts: 5, of: 100 } });
    const found = Object.fromEntries(half.policies.map((one) => [one.name, one]));
    expect(found['model']).toMatchObject({ acted: 0.05, perRow: { value: 18.5 } });
    expect(found['perfect']).toMatchObject({ acted: 0.05, perRow: { value: 18.5 } });
    expect(found['random'].perRow.value).toBeCloseTo(4.5, 9);
    expect(half.returns!.spent).toBeCloseTo(1.5, 9);
    // Expected of the half act: (0.9·400 − 30) / 2 / 10
    expect(half.slack).toBeCloseTo(16.5, 9);
    const cost = half.sensitivity!.find((s) => s.amount === 'cost' && s.times === 0.5)!;
    expect(cost.kept).toBeCloseTo(18.5 + 0.75, 9);
  });

  it('is worth 0 where amounts are not known, whoever decides, and never NaN', () => {
    const none: Payoff = { act: 'call', cost: 1, valueIfRight: new Float64Array(10), undecided: new Uint8Array(10).fill(1) };
    const empty = evaluateMoney({ payoff: none, y, probability: p, seed: 1, resamples: 50, policy: 'expected_value' });
    expect(empty).toMatchObject({ undecided: 10, threshold: 1, policy: 'expected_value', perRow: { value: 0 }, returns: { roi: null } });
    for (const { acted, perRow } of empty.policies) expect([acted, perRow.value]).toEqual([0, 0]);
  });
});

describe('returns, by hand', () => {
  const interval = (value: number) => ({ value, low: value - 1, high: value + 1 });
  const input = { earned: Float64Array.of(10, 0), spent: Float64Array.of(2, 0), value: interval(5), ahead: interval(3), perfect: 25 };

  it('of 5 earned and 1 spent a row, running at 600 a month for 1,000 rows and 0.4 each', () => {
    const found = returnOf(input, { seed: 1, resamples: 50, running: { perMonth: 600, perPrediction: 0.4, rowsPerMonth: 1000 } });
    expect(found).toMatchObject({ spent: 1, running: 1, net: interval(4), gain: interval(2), onePoint: 0.2 });
    expect(found.roi!.value).toBeCloseTo(4 / 2, 12);
    // 600 / (3 − 0.4)
    expect(found.breakEvenRows).toBe(231);
  });

  it('never pays for running that costs more than each row gains, and without a price says nothing of it', () => {
    expect(returnOf(input, { seed: 1, resamples: 50, running: { perMonth: 600, perPrediction: 3 } }).breakEvenRows).toBeNull();
    expect(returnOf(input, { seed: 1, resamples: 50 })).not.toHaveProperty('breakEvenRows');
  });
});

it('sensitivity by hand: half the value doubles the threshold', () => {
  const found = sensitivityOf(
    { act: 'call', cost: 30, valueIfRight: 100 },
    { threshold: 0.3 },
    { y: Float64Array.of(1, 0), probability: Float64Array.of(0.9, 0.4) },
  );
  const half = found.find((s) => s.amount === 'valueIfRight' && s.times === 0.5)!;
  // as now both are acted on: 20 − 30; anew from 0.6 on only the first: 20
  expect(half).toEqual({ amount: 'valueIfRight', times: 0.5, threshold: 0.6, kept: -5, adapted: 10, acted: 0.5 });
  expect(found.map((s) => `${s.amount} ${s.times}`)).toEqual(['cost 0.5', 'cost 1.5', 'valueIfRight 0.5', 'valueIfRight 1.5']);
});

describe('choosing a rule', () => {
  const stream = random(5, 'rule');
  const chance = Float64Array.from({ length: 3000 }, () => stream.uniform());
  const truth = chance.map((one) => Number(stream.uniform() < one));
  const payoff: Payoff = { act: 'call', cost: 30, valueIfRight: chance.map((_, i) => (i % 2 === 0 ? 40 : 200)) };
  const chosen = (probability: Float64Array) =>
    chooseRule(payoff, { policy: 'expected_value' }, { y: truth, probability }, { seed: 1, resamples: 400 });

  it('keeps an expected worth of 0 for honest probabilities, and leaves it for those that are far off', () => {
    expect(chosen(chance).rule).not.toHaveProperty('floor');
    expect(chosen(chance.map((one) => one / 10)).rule.floor).toBeLessThan(0);
  });

  it('finds the end of a limit from the scores: a tenth of rows like these are above it', () => {
    const { rule, cut } = chooseRule(
      discount,
      { limit: { acts: 10, of: 100 } },
      { y: truth, probability: chance },
      { seed: 1, resamples: 400 },
    );
    expect(rule).toMatchObject({ threshold: 0.075, limit: { acts: 10, of: 100 } });
    expect(chance.filter((one) => one >= cut!).length).toBe(300);
    expect(
      chooseRule(discount, { limit: { acts: 99, of: 100 } }, { y: truth, probability: chance }, { seed: 1, resamples: 400 }),
    ).not.toHaveProperty('cut');
  });
});

describe('a limit with no room for one act on the rows at hand', () => {
  const of = (probability: Float64Array) =>
    chooseRule(discount, { limit: { acts: 1, of: 100 } }, { y, probability }, { seed: 1, resamples: 50 });

  it('lets in what scores as high as the highest of them, and says that it rests on it', () => {
    expect(of(p)).toMatchObject({ cut: 0.9, strait: 'top' });
  });

  it('lets nobody in where the highest tie', () => {
    const tied = p.map((one) => Math.min(one, 0.8));
    expect(of(tied)).toMatchObject({ cut: Number.MAX_VALUE, strait: 'never' });
  });
});

describe('the metric in money', () => {
  const metric = metricNamed('money', 'binary');
  it('keeps the promises of every metric', () => {
    for (const { name, run } of metricCases) expect(() => run(metric), name).not.toThrow();
  });
  it('is what the money section says, and nothing without a payoff', () => {
    const sample = { task: 'binary', classes: 1, y, scores: p } as const;
    const acting = { payoff: discount, rule: { threshold: 0.3, limit: { acts: 30, of: 100 } } };
    const money = evaluateMoney({ payoff: discount, y, probability: p, seed: 1, resamples: 50, ...acting.rule });
    expect(metricValue(metric, { ...sample, acting })).toBe(money.perRow.value);
    expect(metricValue(metric, sample)).toBeNaN();
    expect(metric.unsuitable?.(sample)).toBe('no payoff is declared');
  });
});

it('amounts that differ by row are told with their mean over the rows that have all', () => {
  const payoff = { act: 'call', cost: 1, valueIfRight: Float64Array.of(4, 8, 0, 6), undecided: Uint8Array.of(0, 0, 1, 0) };
  const forecasts = { y: Float64Array.of(1, 0, 1, 1), probability: Float64Array.of(0.9, 0.8, 0.7, 0.1) };
  const { means, acts } = evaluateMoney({ payoff, ...forecasts, policy: 'expected_value', seed: 1, resamples: 20 });
  expect(means).toEqual({ valueIfRight: 6 });
  // 0.9 · 4 and 0.8 · 8 are above the cost of 1; 0.1 · 6 is not, and the third has no amounts.
  expect(acts).toBe(2);
  expect(evaluateMoney({ payoff: { act: 'call', cost: 1, valueIfRight: 4 }, ...forecasts, seed: 1, resamples: 20 })).not.toHaveProperty(
    'means',
  );
});

it('row weights count in ratios: in the mean of a row, and not in the number of rows', () => {
  // Acted on from 0.5: 370 · 2 − 30 · 1 of a weight of 6; four rows.
  const rows = { y: Float64Array.of(1, 0, 1, 0), probability: Float64Array.of(0.9, 0.8, 0.1, 0.2) };
  for (const scale of [1, 0.01]) {
    const weights = Float64Array.of(2, 1, 2, 1).map((w) => w * scale);
    const { perRow, total } = evaluateMoney({ payoff: discount, ...rows, weights, threshold: 0.5, seed: 1, resamples: 20 });
    expect(perRow.value).toBeCloseTo(710 / 6, 9);
    expect(total.value).toBeCloseTo((4 * 710) / 6, 9);
  }
});

import { describe, expect, it } from 'vitest';
import type { Task } from '../../../core/index.js';
import type { ModelContent } from '../../content.js';
import { sliceBits, type Holdout } from '../../holdout.js';
import type { Evidence } from '../evidence.js';
import { answerChanges, valueChanges, type PairedDiff } from './answer-changes.js';
import { callsOf, type Calls } from './calls.js';
import { importanceChanges } from './importance-changes.js';
import { metricChanges } from './metric-changes.js';
import { moneyChange } from './money-change.js';
import { sliceChanges } from './slice-changes.js';

interface Given {
  readonly task?: Task;
  readonly labels?: readonly string[];
  readonly decide?: ModelContent['decide'];
  readonly slices?: Holdout['slices'];
  readonly metrics?: Evidence['record']['metrics'];
}

/** What these comparisons read of a version. */
const evidence = ({ task = 'binary', labels = ['No', 'Yes'], decide = null, slices, metrics = {} }: Given): Evidence =>
  ({
    content: { task, labels, decide, seed: 1 },
    record: { metric: task === 'regression' ? 'mae' : 'accuracy', metrics, watch: { slices: { old: {}, big: {} } } },
    holdout: slices && { slices },
  }) as unknown as Evidence;

const paired = (holder: Evidence, y: number[], was: number[], is: number[]): PairedDiff => ({
  how: 'common',
  holder,
  rows: { at: Int32Array.from(y.keys()), y: Float64Array.from(y), own: Float64Array.from(is), other: Float64Array.from(was) },
});

/** What either says of paired rows. */
const calls = (a: Evidence, b: Evidence, { rows }: PairedDiff): Calls => callsOf(a, b, rows) as Calls;
const changesOf = (a: Evidence, b: Evidence, on: PairedDiff) => answerChanges(a, b, on, calls(a, b, on));
const moneyOf = (a: Evidence, b: Evidence, on: PairedDiff) => moneyChange(a, b, on, calls(a, b, on));

const [YES, NO] = [2, -2];
const y = [1, 1, 0, 0, 1, 0];
const was = [YES, NO, NO, YES, YES, NO];
const is = [YES, YES, NO, NO, NO, YES];

describe('whose answer changes', () => {
  it('by direction, with who is right, in calls and in each slice', () => {
    // Bit 0 is "big", bit 1 is "old": rows 1, 3 and 5 are big, row 0 is old.
    const b = evidence({ slices: Int32Array.of(2, 1, 0, 1, 0, 1) });
    expect(sliceBits({ old: {}, big: {} })).toEqual(['big', 'old']);
    expect(changesOf(evidence({}), b, paired(b, y, was, is))).toEqual({
      rows: 6,
      changed: 4,
      moves: [
        { from: 'No', to: 'Yes', rows: 2, right: 1, wasRight: 1 },
        { from: 'Yes', to: 'No', rows: 2, right: 1, wasRight: 1 },
      ],
      parts: [
        { name: 'big', rows: 3, changed: 3, share: 1 },
        { name: 'old', rows: 1, changed: 0, share: 0 },
      ],
    });
  });

  it('each at the threshold of its own money, in words of what is done', () => {
    const payoff = { act: 'call', cost: 1, valueIfRight: 5 };
    // sigmoid(−2) is 0.12: the first acts on it, the second does not.
    const [a, b] = [0.1, 0.5].map((threshold) => evidence({ decide: { ...payoff, threshold } }));
    const changes = changesOf(a, b, paired(b, y, was, was));
    expect(changes.moves).toEqual([{ from: 'call', to: 'nothing', rows: 3, right: 2, wasRight: 1 }]);
    expect(changes.parts).toBeUndefined();
  });

  it('of several classes: the highest score calls', () => {
    const b = evidence({ task: 'multiclass', labels: ['x', 'y', 'z'] });
    const changes = changesOf(b, b, paired(b, [2, 0], [0, 3, 0, 5, 0, 0], [0, 0, 3, 5, 0, 0]));
    expect(changes).toEqual({ rows: 2, changed: 1, moves: [{ from: 'y', to: 'z', rows: 1, right: 1, wasRight: 0 }] });
  });

  it('of numbers: how far, and which is nearer', () => {
    const b = evidence({ task: 'regression', labels: [] });
    expect(valueChanges(paired(b, [10, 10, 10, 10], [8, 10, 13, 10], [9, 12, 11, 10]))).toEqual({
      rows: 4,
      mean: 1.25,
      p95: 2,
      nearer: 2,
      further: 1,
    });
  });
});

describe('where amounts differ by row', () => {
  // sigmoid(2) is 0.881: of a value of 1 acting at a cost of 1 does not pay, of 2 it does.
  const column = { kind: 'column', name: 'due', type: 'number' } as const;
  const decide = { act: 'call', cost: 1, valueIfRight: column, currency: 'EUR', policy: 'expected_value', threshold: 0.5 } as const;
  const b = evidence({ decide });
  const [small, large] = [Float64Array.of(1, 1, 2, 2, NaN, 1), Float64Array.of(2, 1, 2, 1, 2, 2)];
  const on = (own: Float64Array, other?: Float64Array): PairedDiff => {
    const given = paired(b, y, Array(6).fill(YES), Array(6).fill(YES));
    return {
      ...given,
      rows: { ...given.rows, ownAmounts: { valueIfRight: own }, ...(other ? { otherAmounts: { valueIfRight: other } } : {}) },
    };
  };

  it('each decides by its own, and money is valued at those of the newer', () => {
    const rows = on(large, small);
    expect(calls(b, b, rows)).toEqual({ was: Int32Array.of(0, 0, 1, 1, 0, 0), is: Int32Array.of(1, 0, 1, 0, 1, 1) });
    expect(changesOf(b, b, rows).changed).toBe(4);
    // The newer earns 1 − 1 + 1 − 1, the older −1 − 1: rows 2 and 3 are not positive.
    const { a: was, b: is } = moneyOf(b, b, rows)!;
    expect([was, is]).toEqual([-2 / 6, 0]);
  });

  it('by the cut of its limit', () => {
    const cut = 0.7;
    const limited = evidence({ decide: { ...decide, limit: { acts: 1, per: 'week', of: 9 }, cut } });
    expect(calls(b, limited, on(large, large))).toEqual({ was: Int32Array.of(1, 0, 1, 0, 1, 1), is: Int32Array.of(1, 0, 1, 0, 1, 1) });
    const strict = evidence({ decide: { ...decide, limit: { acts: 1, per: 'week', of: 9 }, cut: 0.8 } });
    expect(calls(b, strict, on(large, large)).is).toEqual(new Int32Array(6));
  });

  it('says so when they were not kept', () => {
    const old = { ...b, name: 'm@1' };
    expect(callsOf(old, b, on(large).rows)).toEqual({ undecided: expect.stringContaining('m@1 decides by amounts that differ by row') });
  });
});

it('money is the difference of what either decides, row by row, at the amounts of the newer', () => {
  const decide = { act: 'call', cost: 1, valueIfRight: 5, currency: 'EUR', threshold: 0.5 };
  const b = evidence({ decide });
  // By the first rows 0, 3, 4 are called: 4 − 1 + 4; by the second rows 0, 1, 5: 4 + 4 − 1.
  const same = moneyOf(b, b, paired(b, y, was, is))!;
  expect([same.currency, same.a, same.b, same.perRow.value]).toEqual(['EUR', 7 / 6, 7 / 6, 0]);
  // A second that calls rows 0 and 1 alone earns 8.
  const better = moneyOf(b, b, paired(b, y, was, [YES, YES, NO, NO, NO, NO]))!;
  expect(better.perRow.value).toBeCloseTo(1 / 6, 12);
  expect(better.total.value).toBeCloseTo(1, 12);
  expect(better.perRow.low).toBeLessThanOrEqual(better.perRow.value);
  expect(moneyOf(evidence({}), b, paired(b, y, was, is))).toBeUndefined();
});

it('slices with rows enough are compared by the metric that chose, the worst first', () => {
  const rows = Array.from({ length: 80 }, (_, i) => i);
  // Rows from 40 on are big, and there the second is always wrong; in the others always right. The first is right in all.
  const b = evidence({ slices: Int32Array.from(rows, (i) => (i >= 40 ? 1 : i < 10 ? 2 : 0)) });
  const truth = rows.map((i) => i % 2);
  const margins = truth.map((t) => (t === 1 ? YES : NO));
  const found = sliceChanges(
    b,
    b,
    paired(
      b,
      truth,
      margins,
      margins.map((m, i) => (i >= 40 ? -m : m)),
    ),
  );
  expect(found).toEqual([{ name: 'big', rows: 40, gain: { value: -1, low: -1, high: -1 } }]);
});

it('metrics are paired where rows are, else unpaired: variances of independent samples add', () => {
  const interval = (value: number, half: number) => ({ value, low: value - half, high: value + half });
  const a = evidence({ metrics: { accuracy: interval(0.8, 0.03), log_loss: interval(0.5, 0.06) } });
  const b = evidence({ metrics: { accuracy: interval(0.9, 0.04), log_loss: interval(0.4, 0.08) } });
  const { accuracy, log_loss: loss } = metricChanges(['accuracy', 'log_loss'], a, b, undefined);
  expect([accuracy.a, accuracy.b]).toEqual([0.8, 0.9]);
  expect(accuracy.gain!.value).toBeCloseTo(0.1, 12);
  expect(accuracy.gain!.low).toBeCloseTo(0.05, 12);
  expect(loss.gain!.value).toBeCloseTo(0.1, 12);
  expect(loss.gain!.high).toBeCloseTo(0.2, 12);
  // Of the 6 rows compared the first is wrong on rows 1 and 3, the second on 4 and 5, or on 4 alone.
  const on = (second: number[]) => metricChanges(['accuracy'], a, b, paired(b, y, was, second)).accuracy;
  expect(on(is)).toMatchObject({ a: 4 / 6, b: 4 / 6, gain: { value: 0 } });
  const better = on([YES, YES, NO, NO, NO, NO]);
  expect([better.a, better.b, better.gain!.value]).toEqual([4 / 6, 5 / 6, expect.closeTo(1 / 6, 12)]);
});

it('importance is compared by shares, the largest change first; what hardly moved is left out', () => {
  const of = (shares: Record<string, number>) =>
    Object.entries(shares).map(([feature, importance]) => ({ feature, importance, expression: '' }));
  expect(importanceChanges(of({ x: 6, y: 2, z: 2 }), of({ x: 30, y: 40, new: 29.9, z: 0.1 }))).toEqual([
    { feature: 'x', a: 0.6, b: 0.3 },
    { feature: 'new', a: null, b: 0.299 },
    { feature: 'y', a: 0.2, b: 0.4 },
    { feature: 'z', a: 0.2, b: 0.001 },
  ]);
  expect(importanceChanges(of({ x: 1 }), of({ x: 2 }))).toEqual([]);
});

it('money in all is of the rows compared, whatever their weights: those count in the mean alone', () => {
  const b = evidence({ decide: { act: 'call', cost: 10, valueIfRight: 100, threshold: 0.5 } as unknown as ModelContent['decide'] });
  const given = paired(b, y, was, [YES, YES, NO, NO, NO, NO]);
  // b calls rows 0 and 1, a rows 0, 3 and 4: 90 more on row 1, 10 on row 3, 90 less on row 4.
  const [per, total] = [(90 * 4 + 10 * 1 - 90 * 2) / 10, (6 * (90 * 4 + 10 * 1 - 90 * 2)) / 10];
  for (const scale of [1, 1000]) {
    const weight = Float64Array.of(1, 4, 1, 1, 2, 1).map((w) => w * scale);
    const told = moneyOf(b, b, { ...given, rows: { ...given.rows, weight } })!;
    expect(told.perRow.value).toBeCloseTo(per, 9);
    expect(told.total.value).toBeCloseTo(total, 9);
  }
});

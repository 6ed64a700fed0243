import { describe, expect, it } from 'vitest';
import { metricNamed } from '../../evaluate/index.js';
import type { Decision } from '../decide/index.js';
import type { Holdout } from '../holdout.js';
import type { Metric } from '../../evaluate/index.js';
import { askedRows, commonRows, gainOn, unseenRows, type Gain, type PairedRows } from './paired-gain.js';

const settings = { task: 'regression', labels: [], seed: 1 } as const;
const rmse = metricNamed('rmse', 'regression');
const holdout = (row: number[], error: (row: number) => number, more: Partial<Holdout> = {}): Holdout => ({
  row: Int32Array.from(row),
  y: Float64Array.from(row, (i) => i),
  margins: Float64Array.from(row, (i) => i + error(i)),
  ...more,
});
const upTo = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => from + i);

const even = (i: number): boolean => i % 2 === 0;
const group = (i: number): number => Math.floor(i / 20);
/** Three classes; the right one has this margin, the others 0. */
const sure = (row: number[], right: number): Holdout => ({
  row: Int32Array.from(row),
  y: Float64Array.from(row, (i) => i % 3),
  margins: Float64Array.from({ length: row.length * 3 }, (_, at) => (at % 3 === row[Math.floor(at / 3)] % 3 ? right : 0)),
});
const lossOf = (right: number): number => Math.log(Math.exp(right) + 2) - right;

type Settings = Parameters<typeof commonRows>[0];
const gainOf = (metric: Metric, of: Settings, rows: PairedRows | undefined): Gain | undefined => rows && gainOn(metric, of, of, rows);
const gainOnCommonRows = (metric: Metric, of: Settings, own: Holdout, other: Holdout) => gainOf(metric, of, commonRows(of, own, other));
const gainOnUnseenRows = (metric: Metric, of: Settings, own: Holdout, before: Holdout, learned: number) =>
  gainOf(metric, of, unseenRows(of, own, before, learned));
const gainOverIncumbent = (metric: Metric, of: Settings, own: Holdout) => gainOf(metric, of, askedRows(of, own));

describe('paired gains', () => {
  it('are of the rows in both holdouts: errors of 1 against 3 are 2 better', () => {
    const own = holdout(upTo(60), () => 1);
    expect(
      gainOnCommonRows(
        rmse,
        settings,
        own,
        holdout(upTo(60, 20), () => -3),
      ),
    ).toEqual({ rows: 40, value: 2, low: 2, high: 2, other: 3 });
    expect(
      gainOnCommonRows(
        rmse,
        settings,
        own,
        holdout(upTo(60, 60), () => 3),
      ),
    ).toBeUndefined();
  });

  it('weigh rows: where the error is 1 instead of 2, three times as much as where it is 2 instead of 1', () => {
    const own = holdout(upTo(100), (i) => (even(i) ? 1 : 2), { weight: Float64Array.from(upTo(100), (i) => (even(i) ? 3 : 1)) });
    const gain = gainOnCommonRows(
      rmse,
      settings,
      own,
      holdout(upTo(100), (i) => (even(i) ? 2 : 1)),
    );
    expect(gain!.value).toBeCloseTo(Math.sqrt((3 * 4 + 1) / 4) - Math.sqrt((3 + 4) / 4), 12);
  });

  it('are less sure where few groups decide', () => {
    const error = (i: number): number => 1 + (group(i) % 3);
    const other = holdout(upTo(120), () => 2);
    const width = (unit?: Int32Array): number => {
      const gain = gainOnCommonRows(rmse, settings, holdout(upTo(120), error, unit ? { unit } : {}), other)!;
      return gain.high - gain.low;
    };
    expect(width(Int32Array.from(upTo(120), group))).toBeGreaterThan(2 * width());
  });

  it('take several outputs a row', () => {
    const logLoss = metricNamed('log_loss', 'multiclass');
    const classes = { task: 'multiclass', labels: ['a', 'b', 'c'], seed: 1 } as const;
    expect(gainOnCommonRows(logLoss, classes, sure(upTo(30), 4), sure(upTo(30, 9), 1))).toMatchObject({
      rows: 21,
      value: expect.closeTo(lossOf(1) - lossOf(4), 12),
    });
  });

  it('against the champion of that time', () => {
    const own = holdout(upTo(40), () => 1, { incumbent: Float64Array.from(upTo(40), (i) => i + 4) });
    expect(gainOverIncumbent(rmse, settings, own)).toMatchObject({ rows: 40, value: 3, other: 4 });
    expect(
      gainOverIncumbent(
        rmse,
        settings,
        holdout(upTo(40), () => 1),
      ),
    ).toBeUndefined();
  });

  describe('on data that have grown', () => {
    // The champion learned 100 rows and held out 0 … 39; the newcomer's holdout is 20 … 119, so it knows 40 … 99.
    const before = holdout(upTo(40), () => -3);
    const grown = (margins: (row: number) => number): Holdout =>
      holdout(upTo(100, 20), () => 1, { incumbent: Float64Array.from(upTo(100, 20), margins) });

    it('leave out the rows that the champion had learned', () => {
      // There it is right to the point, elsewhere 3 off: 20 common rows are too few, 30 are enough.
      const knows = (row: number): number => (row >= 50 && row < 100 ? row : row + 3);
      expect(gainOnUnseenRows(rmse, settings, grown(knows), before, 100)).toBeUndefined();
      const more = holdout(upTo(50), () => -3);
      expect(gainOnUnseenRows(rmse, settings, grown(knows), more, 100)).toEqual({ rows: 50, value: 2, low: 2, high: 2, other: 3 });
    });

    it('are not known where the rows are other ones: another truth, or another answer of the same champion', () => {
      const more = holdout(upTo(60), () => -3);
      expect(
        gainOnUnseenRows(
          rmse,
          settings,
          grown((row) => -row),
          more,
          100,
        ),
      ).toBeUndefined();
      const others = { ...more, y: more.y.map((v) => v + 1) };
      expect(
        gainOnUnseenRows(
          rmse,
          settings,
          grown((row) => row),
          others,
          100,
        ),
      ).toBeUndefined();
      expect(
        gainOnUnseenRows(
          rmse,
          settings,
          holdout(upTo(60), () => 1),
          more,
          100,
        ),
      ).toBeUndefined();
    });
  });
});

describe('a gain in money', () => {
  const money = metricNamed('money', 'binary');
  const plain: Decision = { act: 'call', cost: 1, valueIfRight: 5, threshold: 0.5 };
  const deciding = (decide: Decision | null) => ({ task: 'binary', labels: ['No', 'Yes'], seed: 1, decide }) as const;
  const paired = (y: number[], own: number[], other: number[], amounts: Partial<PairedRows> = {}): PairedRows => ({
    at: Int32Array.from(y.keys()),
    y: Float64Array.from(y),
    own: Float64Array.from(own),
    other: Float64Array.from(other),
    ...amounts,
  });
  const of = (own: Decision, other: Decision | null, rows: PairedRows): number[] => {
    const { value, other: theirs } = gainOn(money, deciding(own), deciding(other), rows)!;
    return [value, theirs];
  };

  it('lets each version decide by its own threshold: sigmoid(−2) is 0.12, above 0.1', () => {
    // The newer calls rows 0 and 1 and earns 4 + 4; the other calls all, and earns 3 · 4 − 3.
    const rows = paired([1, 1, 0, 0, 1, 0], [2, 2, -2, -2, -2, -2], [2, -2, -2, -2, -2, -2]);
    expect(of(plain, { ...plain, threshold: 0.1 }, rows)).toEqual([expect.closeTo(8 / 6 - 9 / 6, 12), 9 / 6]);
    expect(of(plain, plain, rows)).toEqual([expect.closeTo(8 / 6 - 4 / 6, 12), 4 / 6]);
  });

  it('within its own limit: one act in four rows earns 4, two earn 8', () => {
    const rows = paired([1, 1, 0, 0], [3, 2, -2, -2], [3, 2, -2, -2]);
    expect(of(plain, { ...plain, limit: { acts: 1, per: 'week', of: 4 } }, rows)).toEqual([1, 1]);
  });

  it('by its own amounts, and values both at those of the newer', () => {
    const due = { kind: 'column', name: 'due', type: 'number' } as const;
    const byRow: Decision = { ...plain, valueIfRight: due, policy: 'expected_value' };
    // At even odds a value of 4 pays the cost of 1 and a value of 1 does not: the newer calls row 0 (4 − 1), the other row 1 (−1).
    const kept = { ownAmounts: { valueIfRight: Float64Array.of(4, 1) }, otherAmounts: { valueIfRight: Float64Array.of(1, 4) } };
    expect(of(byRow, byRow, paired([1, 0], [0, 0], [0, 0], kept))).toEqual([2, -0.5]);
    expect(of(byRow, byRow, paired([1, 0], [0, 0], [0, 0], { ownAmounts: kept.ownAmounts }))).toEqual([NaN, NaN]);
  });

  it('over a version without money: that decides as the newer one', () => {
    expect(of(plain, null, paired([1, 0], [2, -2], [2, 2]))).toEqual([0.5, 1.5]);
  });
});

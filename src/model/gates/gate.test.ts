import { describe, expect, it } from 'vitest';
import { evaluateGate, type GateEvidence } from './gate.js';

const evidence: GateEvidence = {
  name: 'churn@2',
  rows: 1000,
  metrics: { auc: { value: 0.84 } },
  segments: {
    'month to month': { rows: 400, metrics: { auc: { value: 0.7 } } },
    'two years': { rows: 12, metrics: { auc: { value: 0.9 } } },
  },
  incumbent: { name: 'churn@1', gain: { value: 0.04, low: 0.01, high: 0.07, rows: 1000, other: 0.8 } },
};
const rules = { metric: 'auc' };
const withGain = (low: number, value = low, rows = 1000): GateEvidence => ({
  ...evidence,
  incumbent: { ...evidence.incumbent!, gain: { value, low, high: 0.1, rows, other: 0.8 } },
});

describe('against the incumbent', () => {
  it('passes from a low end of exactly −tolerance × the incumbent’s metric on', () => {
    // 0.5% of 0.8 is 0.004.
    expect(evaluateGate(withGain(-0.004), rules).passed).toBe(true);
    expect(evaluateGate(withGain(-0.004001), rules).passed).toBe(false);
    expect(evaluateGate(withGain(-0.004001), { ...rules, tolerance: 0.01 }).passed).toBe(true);
    expect(evaluateGate(withGain(0), { ...rules, tolerance: 0 }).passed).toBe(true);
  });

  it('takes the tolerance from the size of a metric that is negative', () => {
    const negative = {
      ...evidence,
      incumbent: { ...evidence.incumbent!, gain: { value: 0, low: -0.01, high: 0.1, rows: 50, other: -2 } },
    };
    expect(evaluateGate(negative, { metric: 'r2' }).passed).toBe(true);
  });

  it('fails when the comparison is undefined, or stands on few common rows', () => {
    expect(evaluateGate(withGain(NaN), rules).reasons[0]).toBe('auc cannot be compared with churn@1: it is undefined.');
    expect(evaluateGate(withGain(0.01, 0.02, 29), rules)).toMatchObject({
      passed: false,
      reasons: ['There are only 29 rows in common with churn@1; at least 30 are due.', expect.any(String)],
    });
    const { incumbent } = evidence as Required<GateEvidence>;
    expect(evaluateGate({ ...evidence, incumbent: { ...incumbent, gain: { ...incumbent.gain, other: NaN } } }, rules).passed).toBe(false);
  });

  it('says in figures why', () => {
    expect(evaluateGate(withGain(-0.01, 0.02), rules).reasons[0]).toBe(
      'auc is 0.02 better than that of churn@1 on the same 1000 rows (0.8), 95% interval −0.01 to 0.1; its low end must be at least −0.004 (0.5%).',
    );
  });

  it('has nothing to compare while the alias points nowhere', () => {
    const { incumbent: _, ...first } = evidence;
    expect(evaluateGate(first, rules)).toEqual({
      passed: true,
      reasons: [
        'There are 1000 rows in the holdout, enough to judge by (30).',
        'The alias points at no version yet, so there is none to be compared with.',
      ],
    });
  });
});

const floor = (value: number, segment?: string, better: 'higher' | 'lower' = 'higher', metric = 'auc') =>
  evaluateGate(evidence, { ...rules, floors: [{ metric, better, value, ...(segment === undefined ? {} : { segment }) }] });

describe('floors', () => {
  it('are inclusive, in either direction', () => {
    expect([floor(0.84).passed, floor(0.8401).passed]).toEqual([true, false]);
    expect([floor(0.84, undefined, 'lower').passed, floor(0.8399, undefined, 'lower').passed]).toEqual([true, false]);
  });

  it('hold within a segment that has rows enough', () => {
    expect(floor(0.75, 'month to month')).toMatchObject({ passed: false });
    expect(floor(0.75, 'month to month').reasons[0]).toBe('auc in the segment "month to month" is 0.7; it must be at least 0.75.');
    expect(floor(0.7, 'month to month').passed).toBe(true);
    expect(floor(0.7, 'two years').reasons[0]).toBe('There are only 12 rows in the segment "two years"; at least 30 are due.');
  });

  it('fail on what was not measured', () => {
    expect(floor(0.1, 'no such').reasons[0]).toBe('The segment "no such", which has a floor, was not measured.');
    expect(floor(0.1, undefined, 'higher', 'f1').reasons[0]).toBe('f1, which must be at least 0.1, is undefined.');
  });
});

it('refuses ten rows, and any suspected leak', () => {
  expect(evaluateGate({ ...evidence, rows: 10 }, rules).passed).toBe(false);
  expect(evaluateGate({ ...evidence, leaks: ['"refund" alone predicts with AUC 0.997.'] }, rules)).toMatchObject({
    passed: false,
    reasons: expect.arrayContaining(['A leak is suspected: "refund" alone predicts with AUC 0.997.']),
  });
});

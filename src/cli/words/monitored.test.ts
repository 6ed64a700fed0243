import { describe, expect, it } from 'vitest';
import type { MonitorReport } from '../../monitor/index.js';
import { monitoredText } from './monitored.js';

const interval = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
const none: MonitorReport = {
  model: 'churn',
  version: 3,
  task: 'binary',
  trust: { verdict: 'unknown', text: 'Nobody can say whether churn@3 can be trusted: it answered no row in this window.', reasons: [] },
  window: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T12:30:00.000Z' },
  predictions: 0,
  outcomes: 0,
  versions: [],
  metric: 'auc',
  metrics: {},
  omitted: {},
  estimated: {},
  expected: null,
  promised: { auc: interval(0.8) },
  labels: { within: null, due: 0, known: 0, early: false, strange: 0 },
  health: { perDay: 0, latency: null, freshnessHours: null, nullRates: {}, unseenRates: {}, refused: 0, refusedFor: [], dropped: 0 },
  drift: [],
  alerts: [],
  days: [],
  segments: [],
  notes: [],
};
const look = { colour: false, width: 100 };

describe('what monitor says', () => {
  it('of a version that nobody asks: so, first', () => {
    expect(monitoredText(none, look).split('\n')).toEqual([
      'Nobody can say whether churn@3 can be trusted: it answered no row in this window.',
      '',
      '0 rows answered, 0 outcomes known (2026-01-01 00:00 … 2026-01-31 12:30 UTC).',
    ]);
  });

  it('trust and money in the first line, every finding in words', () => {
    const day = (name: string, value: number) => ({
      day: name,
      predictions: 500,
      outcomes: 200,
      meanScore: 0.4,
      metrics: { auc: interval(value) },
      estimated: {},
    });
    const text = monitoredText(
      {
        ...none,
        trust: {
          verdict: 'careful',
          text: 'churn@3 can be trusted with care: nothing proves it wrong.',
          reasons: ['1 column changed: tenure.'],
        },
        predictions: 1000,
        outcomes: 400,
        versions: [
          { version: 2, predictions: 10, newestAt: 1, outcomes: 5, metrics: {} },
          { version: 3, predictions: 1000, newestAt: 2, outcomes: 400, metrics: { auc: interval(0.75) }, moneyPerRow: interval(3) },
        ],
        metrics: { auc: interval(0.75) },
        estimated: { auc: interval(0.77) },
        labels: { within: '10d', due: 420, known: 400, early: false, strange: 0 },
        money: {
          act: 'call',
          currency: 'USD',
          perRow: interval(3),
          total: { value: 1200, low: 900, high: 1500 },
          everyone: interval(1),
          rows: 400,
          acted: 100,
          atStake: { rows: 50, cost: 250, expected: 180 },
          promisedPerRow: interval(3.1),
          estimatedPerRow: interval(2.5),
        },
        drift: [
          {
            feature: 'tenure',
            kind: 'data',
            statistic: 'wasserstein',
            value: 0.3,
            low: 0.2,
            high: 0.4,
            rows: 1000,
            alarm: true,
            limit: 0.1,
            large: true,
            p: 1e-9,
            importance: 0.5,
            figures: {},
            text: 'tenure fell from 32 to 27 on average.',
          },
        ],
        health: {
          ...none.health,
          perDay: 33.3,
          latency: { p50Ms: 0.4, p99Ms: 3 },
          freshnessHours: 0.1,
          nullRates: { plan: 0.25, tenure: 0 },
          refused: 7,
          refusedFor: [{ column: 'tenure', rule: 'missing', rows: 6 }],
        },
        alerts: [
          {
            id: 'a',
            model: 'churn',
            version: 3,
            rule: 'drift',
            since: '2026-01-30T06:00:00.000Z',
            until: null,
            text: 'tenure fell.',
            cost: { currency: 'USD', perDay: 12 },
            todo: 'Retrain.',
          },
        ],
        days: [day('2026-01-30', 0.7), day('2026-01-31', 0.8)],
        segments: [{ segment: 'new', predictions: 300, outcomes: 0, meanScore: 0.5, metrics: {}, estimated: {} }],
        skew: { model: 'churn', version: 3, rows: 100, skewed: 0, tolerance: 0, findings: [] },
        odd: {
          rows: 1000,
          beyond: 30,
          share: { value: 0.03, low: 0.021, high: 0.042 },
          oddest: [
            {
              id: 'p7',
              at: '2026-01-31T10:00:00.000Z',
              score: 4.2,
              columns: [
                { column: 'tenure', share: 0.0005 },
                { column: 'plan', share: 0.04 },
              ],
            },
          ],
        },
        notes: ['A note.'],
      },
      look,
    );
    expect(text.split('\n')[0]).toBe(
      'churn@3 can be trusted with care: nothing proves it wrong. It earned USD\u00a01,200 (USD\u00a0900 … USD\u00a01,500) on 400 rows with an outcome. 50 decisions to call still wait for theirs: USD\u00a0180 are expected.',
    );
    for (const words of [
      '  1 column changed: tenure.',
      '400 of the 420 rows older than 10d have one. Versions: @2 10, @3 1,000.',
      'auc  0.75 (0.7 … 0.8)  0.77 (0.72 … 0.82)  0.8 (0.75 … 0.85)',
      '@2  10  5  –  –',
      '@3  1,000  400  0.75 (0.7 … 0.8)  USD\u00a03.00',
      'auc  ▁█  0.8',
      'new  300  0  –',
      '  tenure fell from 32 to 27 on average. wasserstein 0.3 (0.2 … 0.4)',
      'In money: without outcomes, if only the inputs changed, deciding is expected to earn USD\u00a02.50 a row (USD\u00a02.45 … USD\u00a02.55); promised were USD\u00a03.10.',
      'the newest is 6 minutes old; plan is missing most, in 25%; 7 rows refused (most often tenure: missing).',
      '100 served rows recomputed through the batch path: all equal.',
      'alert "drift" on churn since 2026-01-30 06:00: tenure fell.',
      'As a whole, churn earns about USD\u00a012.00 a day less than was expected of it.',
      '  Retrain.',
      '30 of 1,000 rows (2.1% … 4.2%) are odder than 99 of 100 rows of training; the oddest',
      '  p7 2026-01-31 10:00: tenure (1 in 2,000), plan (1 in 25)',
      'A note.',
    ])
      expect(text.replaceAll(/ {2,}(?=\S)/g, '  ')).toContain(words);
  });
});

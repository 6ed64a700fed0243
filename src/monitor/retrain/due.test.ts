import { describe, expect, it } from 'vitest';
import type { RetrainRules } from '../../model/index.js';
import type { Watched } from '../alerts/watched.js';
import type { DriftFinding } from '../drift/finding.js';
import { retrainDue, type RowCounts } from './due.js';

const NOW = Date.parse('2024-03-05T12:00:00Z');
const DAY = 86_400_000;
const fresh = { since: NOW - 3 * DAY, lastAt: null };
const state: Watched = { model: 'churn', version: 1, figures: {}, drift: [], performance: null };
const drift = [{ alarm: true, text: 'tenure moved.' }] as unknown as readonly DriftFinding[];
const interval = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });
const fallen: Watched['performance'] = {
  metric: 'auc',
  better: 'higher',
  promised: interval(0.8),
  realised: interval(0.7),
  estimated: null,
  baseline: 0.5,
};
const due = (watched: Partial<Watched> | null, rules: RetrainRules, rest: { rows?: RowCounts; lastAt?: number } = {}): readonly string[] =>
  retrainDue(watched && { ...state, ...watched }, rest.rows ?? null, { ...fresh, lastAt: rest.lastAt ?? null }, rules, NOW).map(
    ({ kind }) => kind,
  );

describe('a model is due', () => {
  it('by drift and by decay, unless its rules leave them out', () => {
    expect(due({ drift, performance: fallen }, {})).toEqual(['drift', 'decay']);
    expect(due({ drift, performance: fallen }, { drift: false, decay: false })).toEqual([]);
    expect(due({}, {})).toEqual([]);
    expect(due(null, {})).toEqual([]);
    expect(due({ performance: { ...fallen, realised: null } }, {})).toEqual([]);
    expect(due({ drift: [{ ...drift[0], alarm: false }] }, {})).toEqual([]);
  });

  it('by new rows, once there are so many', () => {
    expect(due(null, { newRows: 100 }, { rows: { learned: 1000, now: 1099 } })).toEqual([]);
    expect(due(null, { newRows: 100 }, { rows: { learned: 1000, now: 1100 } })).toEqual(['newRows']);
    expect(due(null, { newRows: 100 })).toEqual([]);
  });

  it('by its schedule, once for each time, also when nobody looked at the very minute', () => {
    expect(due(null, { cron: '0 3 * * *' })).toEqual(['cron']);
    expect(due(null, { cron: '0 3 * * *', atMostEvery: '1h' }, { lastAt: Date.parse('2024-03-05T03:00:20Z') })).toEqual([]);
    expect(due(null, { cron: '0 3 * * *', atMostEvery: '1h' }, { lastAt: Date.parse('2024-03-05T02:59:59Z') })).toEqual(['cron']);
    expect(due(null, { cron: '0 3 1 * *' })).toEqual([]);
  });

  it('not sooner than a day after the last attempt, or as its rules say, and not by a clock that was set back', () => {
    expect(due({ drift }, {}, { lastAt: NOW - DAY + 1 })).toEqual([]);
    expect(due({ drift }, {}, { lastAt: NOW - DAY })).toEqual(['drift']);
    expect(due({ drift }, { atMostEvery: '2h' }, { lastAt: NOW - DAY / 12 })).toEqual(['drift']);
    expect(due({ drift }, {}, { lastAt: NOW + DAY })).toEqual([]);
  });
});

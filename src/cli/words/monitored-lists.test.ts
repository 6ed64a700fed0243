import { expect, it } from 'vitest';
import type { ListsReport } from '../../monitor/index.js';
import { monitoredListsText } from './monitored-lists.js';

const sure = (value: number) => ({ value, low: value / 2, high: 2 * value });
const report: ListsReport = {
  model: 'shop',
  version: 3,
  task: 'recommend',
  trust: { verdict: 'careful', text: 'shop@3 can be trusted with care.', reasons: ['2% of the lists hold nothing.'] },
  window: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T00:00:00.000Z' },
  lists: 1000,
  shadows: 10,
  users: 200,
  currency: 'EUR',
  versions: [
    { version: 2, lists: 50 },
    { version: 3, lists: 1000 },
  ],
  made: { strangers: sure(0.1), filterLeftNothing: sure(0), fallback: sure(0.1), short: sure(0.03), empty: sure(0.02), nobody: 4 },
  brought: { clicked: sure(0.2), bought: sure(0.05), revenue: sure(0.6), total: 594, unpriced: 0 },
  found: {
    within: '7d',
    k: 10,
    due: 900,
    lists: 300,
    users: 120,
    early: false,
    metrics: { 'ndcg@10': { lists: sure(0.3), popular: sure(0.1), gain: sure(0.2) } },
  },
  metric: 'ndcg@10',
  promised: sure(0.25),
  exposure: { items: 500, coverage: 0.4, gini: 0.8, coldItems: 0.01 },
  events: { all: 700, unknownItems: sure(0.04) },
  age: { trainedAt: '2026-01-01T00:00:00.000Z', days: 30, learnedTo: '2025-12-31T00:00:00.000Z', newEvents: 700 },
  health: { perDay: 33.3, latency: { p50Ms: 0.5, p99Ms: 2 }, freshnessHours: 0.5, dropped: 3 },
  drift: [],
  alerts: [],
  days: [
    { day: '2026-01-01', lists: 400, fallback: sure(0.1), clicked: sure(0.1), bought: sure(0.02), revenue: sure(0.5) },
    { day: '2026-01-02', lists: 600, fallback: sure(0.2), clicked: sure(0.3), bought: sure(0.08), revenue: sure(0.7) },
  ],
  notes: ['A note.'],
};

it('says whether lists can be trusted, what came of them, and what is odd', () => {
  const text = monitoredListsText(report, { colour: false }).replaceAll('\u00a0', ' ');
  const lines = text.split('\n');
  expect(lines.slice(0, 2)).toEqual(['shop@3 can be trusted with care.', '  2% of the lists hold nothing.']);
  expect(text).toContain(
    '1,000 lists for 200 users, 10 of them in the shadow; 700 events taken (2026-01-01 00:00 … 2026-01-31 00:00 UTC). Versions: @2 50, @3 1,000.',
  );
  expect(text).toContain(
    'Of 20% (10% … 40%) of the lists an item was taken up, 5% (2.5% … 10%) led to a purchase. They brought EUR 0.60 each (EUR 0.30 … EUR 1.20), EUR 594',
  );
  expect(text).toContain('Of the lists 10% are for users of whom nothing was known; 3% have fewer items than asked for; 2% are empty.');
  expect(text).not.toContain('passed the filter');
  expect(lines.find((line) => line.startsWith('ndcg@10'))).toMatch(
    /0\.3 \(0\.15 … 0\.6\) +0\.1 \(0\.05 … 0\.2\) +0\.2 \(0\.1 … 0\.4\) +0\.25 \(0\.125 … 0\.5\)/,
  );
  expect(text).toContain(
    '40% of 500 items stand on lists, with a Gini of 0.8 (1: one item has all places). 1% of the places are of items that nobody had taken.',
  );
  expect(text).toContain('4% of what users do is with items that the version does not know.');
  expect(text).toContain('trained 30 days ago, 700 events since; 3 rows lost by the log.');
  expect(lines.at(-1)).toBe('A note.');
});

it('says little where little is known', () => {
  const { brought: _, found: __, ...rest } = report;
  const none = { ...rest, lists: 0, exposure: null, days: [], events: { all: 0, unknownItems: null }, promised: null };
  const text = monitoredListsText({ ...none, health: { perDay: 0, latency: null, freshnessHours: null, dropped: 0 } }, { colour: false });
  expect(text).not.toMatch(/NaN|undefined|null/);
});

import { expect, it } from 'vitest';
import type { OffPolicyEvaluation } from '../../evaluate/index.js';
import type { OfflineExperiment } from '../../monitor/index.js';
import { offlineText } from './offline.js';

const at = (value: number, low: number, high: number) => ({ value, low, high });
const evaluation = {
  logged: at(0.5, 0.4, 0.6),
  estimates: {
    ips: { value: at(0.7, 0.5, 0.9), gain: at(0.2, 0, 0.4) },
    dr: { value: at(0.75, 0.65, 0.85), gain: at(0.25, 0.125, 0.375) },
  },
  best: 'dr',
  weights: { effectiveRewards: 120, largest: 8 },
  faults: [],
} as unknown as OffPolicyEvaluation;
const found: OfflineExperiment = {
  model: 'shop',
  version: 4,
  reward: ['view', 'cart'],
  period: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T00:00:00.000Z' },
  lists: 1000,
  leftOut: { certain: 20, nobody: 0, seen: 1500 },
  evaluation,
};
const told = (change: Partial<OffPolicyEvaluation>): string =>
  offlineText({ ...found, evaluation: { ...evaluation, ...change } }, { colour: false });

it('says what a version would have brought, by the best estimate first, and which lists say nothing', () => {
  const lines = told({}).split('\n');
  expect(lines[0]).toBe('shop@4 on 1,000 lists that others answered, 2026-01-01 to 2026-01-31');
  expect(lines[1]).toBe('Other lists say nothing of it: 20 left nothing to chance, 1,500 came before the end of its training.');
  expect(lines).toContain('It would have brought more.');
  const table = lines.slice(lines.findIndex((line) => line.startsWith('items with view or cart per list')));
  expect(table[1]).toMatch(/^as served +0\.5 \(0\.4 … 0\.6\)/);
  expect(table[2]).toMatch(/^doubly robust +0\.75 \(0\.65 … 0\.85\) +0\.25 \(0\.125 … 0\.375\)$/);
  expect(table[3]).toMatch(/^inverse propensity +0\.7 /);
});

it('promises no more than the interval and the log allow', () => {
  const dr = (low: number, high: number) => ({ dr: { value: at(0.5, 0, 1), gain: at((low + high) / 2, low, high) } }) as never;
  expect(told({ estimates: dr(-0.1, 0.3) })).toContain('Whether it would have brought more is not sure.');
  expect(told({ estimates: dr(-0.3, -0.1) })).toContain('It would have brought less.');
  const none = told({ faults: ['support'] });
  expect(none).toContain('What it would bring cannot be said from this log.');
  expect(none).toContain('NO VERDICT. The version recommends what the served lists never held');
  expect(none).not.toContain('It would have brought');
});

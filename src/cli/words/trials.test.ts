import { expect, it } from 'vitest';
import type { ListedStudy, ListedTrial } from '../../model/index.js';
import { trialsText } from './trials.js';

const trial = (number: number, settings: ListedTrial['settings'], more: Partial<ListedTrial> = {}): ListedTrial => ({
  number,
  state: 'finished',
  settings,
  metric: 0.5 - number / 10,
  standardError: 0.01,
  seconds: 1,
  reason: null,
  ...more,
});

it('shows what each trial tried, ways to make features before settings, and why one failed', () => {
  const study: ListedStudy = {
    id: 'ab'.repeat(32),
    model: 'churn',
    createdAt: '2026-01-02T03:04:05.000Z',
    sampler: 'tpe',
    pruner: null,
    metric: 'log_loss',
    better: 'lower',
    trials: [
      trial(0, { learner: 'gbdt', 'gbdt.leaves': 8, 'features.categories': 'defined', 'features.keep': 0.6 }),
      trial(1, { learner: 'linear', 'linear.l2': 3, 'features.categories': 'targetMean', 'features.smoothing': 12 }),
      trial(2, { learner: 'mlp' }, { state: 'failed', metric: null, standardError: null, reason: 'it hung' }),
    ],
  };
  const lines = trialsText(study, { colour: false, width: 120 }).replaceAll('\u00a0', ' ').split('\n');
  expect(lines.slice(0, 2)).toEqual(['churn: study abababababab, 2026-01-02 03:04 UTC', '3 trials by tpe: 2 finished, 1 failed.']);
  expect(lines.slice(4).map((line) => line.split(' s  ')[1])).toEqual([
    'linear, categories targetMean, smoothing 12, l2 3',
    'gbdt, keep 0.6, leaves 8',
    'it hung, mlp',
  ]);
});

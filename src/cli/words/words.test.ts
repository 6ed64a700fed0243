import { describe, expect, it } from 'vitest';
import type { Diff, Trained } from '../../model/index.js';
import { diffMarkdown, diffText } from './diff.js';
import { decidedWords, earnedWords } from './money.js';
import { promotedText } from './promoted.js';
import { trainedText } from './trained.js';

const look = { colour: false, width: 80 };

describe('what train says', () => {
  const trained: Trained = {
    model: 'churn',
    version: 2,
    digest: 'a'.repeat(64),
    task: 'binary',
    target: 'left',
    headline: 'Deciding by the model earns much.',
    learner: 'linear',
    params: {},
    metric: 'auc',
    metrics: { auc: { value: 0.84628, low: 0.8, high: 0.9 } },
    baseline: { auc: 0.5 },
    leaderboard: [
      { learner: 'linear', params: {}, metric: 0.84, standardError: 0.01, folds: [0.84], seconds: 1 },
      { learner: 'gbdt', params: {}, metric: 0.83, standardError: 0.02, folds: [0.83], seconds: 2 },
    ],
    rows: { train: 5634, holdout: 1409, quarantined: 1 },
    money: {
      currency: 'USD',
      perRow: { value: 1.5, low: 1, high: 2 },
      total: { value: 2114, low: 1, high: 2 },
      threshold: 0.075,
      policies: [],
      over: { policy: 'nothing', perRow: { value: 1.5, low: 1, high: 2 } },
    },
    importance: [{ feature: 'tenure', importance: 0.5, expression: 'tenure' }],
    warnings: [{ probe: 'future', message: 'Rows come from tomorrow.' }],
    notes: [],
    seconds: 3.21,
  };

  it('begins with what it is worth, shows figures beside knowing nothing, doubts, and what to do next', () => {
    expect(trainedText(trained, look).replaceAll('\u00a0', ' ').split('\n')).toEqual([
      'churn@2: linear predicts "left"',
      'Deciding by the model earns much.',
      '5,634 rows to learn from, 1,409 held out to judge by, 1 in quarantine.',
      '',
      'on the holdout  model (95% interval)  knowing nothing',
      'auc               0.8463 (0.8 … 0.9)              0.5',
      '',
      'Acting from a probability of 7.5% on brings USD 1.50 a row (USD 1.00 … USD 2.00).',
      '',
      'cross-validation          auc   time',
      'linear            0.84 ± 0.01  1.0 s',
      'gbdt              0.83 ± 0.02  2.0 s',
      '',
      'what moves the prediction (mean absolute effect)',
      expect.stringMatching(/^tenure █+ +0\.5$/),
      '',
      'suspicious  Rows come from tomorrow.',
      '',
      '3.2 s, digest aaaaaaaaaaaa. Next:',
      expect.stringMatching(/^ {2}millwright report churn@2 +what/),
      expect.stringMatching(/^ {2}millwright promote churn@2 champion +through/),
    ]);
  });

  it('paints on a terminal and nowhere else', () => {
    expect(trainedText(trained, { colour: true, width: 80 })).toContain('\u001b[1mchurn@2');
    expect(trainedText(trained, look)).not.toContain('\u001b');
  });
});

describe('what diff says', () => {
  const diff: Diff = {
    a: 'm@1',
    b: 'm@2',
    same: false,
    metrics: { auc: { a: 0.8, b: null } },
    gain: { metric: 'auc', rows: 120, value: -0.01, low: -0.03, high: 0.01, other: 0.81 },
    compared: { how: 'common', rows: 120 },
    importance: [{ feature: 'tenure', a: 0.5, b: null }],
    footprint: { a: { bytes: 1500, microseconds: 4 }, b: { bytes: 2_500_000, microseconds: 8.25 } },
    answers: {
      rows: 120,
      changed: 9,
      moves: [{ from: 'No', to: 'Yes', rows: 9, right: 6, wasRight: 3 }],
      parts: [{ name: 'a | b', rows: 20, changed: 6, share: 0.3 }],
    },
    money: {
      currency: 'EUR',
      a: 1,
      b: 1.5,
      perRow: { value: 0.5, low: -0.25, high: 1.25 },
      total: { value: 60, low: -30, high: 150 },
    },
    slices: [{ name: 'a | b', rows: 40, gain: { value: -0.2, low: -0.3, high: -0.1 } }],
    changed: [
      { what: 'learner', a: 'linear', b: 'gbdt' },
      { what: 'params.trees', a: null, b: '100' },
      { what: 'data', a: 'x', b: 'y' },
    ],
  };
  it('which is better and whether that is sure; settings of different learners are not compared', () => {
    const text = diffText(diff, look);
    expect(text).toContain(
      'm@2 is 0.01 worse than m@1 in auc on 120 rows (95% interval −0.03 … 0.01): too close to call.\nCompared on the 120 rows of both holdouts, which neither saw.',
    );
    expect(text).toMatch(/auc +0\.8 +–/);
    expect(text).not.toContain('params.trees');
    const gain = { metric: 'money', rows: 120, value: 0.5, low: 0.25, high: 0.75 } as NonNullable<typeof diff.gain>;
    expect(diffText({ ...diff, gain }, look)).toContain('m@2 is EUR\u00a00.50 better than m@1 in money a row on 120 rows');
    expect(diffText({ ...diff, same: true, changed: [] }, look)).toContain('m@1 and m@2 are the same model, bit for bit.');
  });

  it('money, whose answer changes and where, slices, and what serving takes', () => {
    const text = diffText(diff, look);
    for (const words of [
      'Money: deciding by m@2 brings EUR\u00a00.50 more per row than by m@1 (95% interval −EUR\u00a00.25 … EUR\u00a01.25), EUR\u00a060.00 on these rows. That may be chance.',
      'Answers: 9 of 120 rows change (7.5%): 9 rows from No to Yes (now right for 6, before for 3).',
      'Changes are densest in “a | b”: 30% of its 20 rows.',
      'Slices: worse in “a | b”, beyond chance.',
      'Serving: it takes 2.5 MB instead of 1.5 kB, and a row takes about 8.3 µs instead of 4, as reckoned.',
      'rows compared',
    ])
      expect(text).toContain(words);
    const alike = { a: { bytes: 1500, microseconds: 4.5 }, b: { bytes: 1500, microseconds: 8.25 } };
    expect(diffText({ ...diff, footprint: alike }, look)).toContain('Serving: it takes 1.5 kB instead of 1.5 kB.');
    expect(diffText({ ...diff, undecided: 'm@1 was kept without amounts' }, look)).toContain(
      'Whose decision changes cannot be told: m@1 was kept without amounts.',
    );
    expect(diffText({ ...diff, compared: { how: 'unpaired', rows: 0 } }, look)).toContain(
      'Unpaired: m@1 and m@2 were judged on different rows',
    );
  });

  it('the same for a pull request, with nothing in it that Markdown takes for its own', () => {
    const text = diffMarkdown(diff);
    expect(text.split('\n')[0]).toBe('### m@2 is 0.01 worse than m@1 in auc on 120 rows (95% interval −0.03 … 0.01): too close to call.');
    expect(text).toContain('| auc | 0.8 | – | – | – |');
    expect(text).toContain('| a \\| b | 40 | −0.2 | −0.3 … −0.1 | 30% |');
    expect(text).toContain('<details><summary>changed</summary>');
  });
});

describe('what promote says', () => {
  const promoted = { model: 'm', alias: 'champion', from: 1, to: 2, gate: { passed: false, reasons: ['auc is 0.1 worse.'] } };
  it('what moved, or why nothing did and what can be done', () => {
    expect(promotedText({ ...promoted, moved: true })).toBe('m@2 is champion now (it was m@1).\n  auc is 0.1 worse.');
    expect(promotedText({ ...promoted, moved: false })).toMatch(
      /^m@2 does not become champion: the gate refuses\.\n {2}auc is 0\.1 worse\.\n.*--force/,
    );
  });
});

describe('a limit per period', () => {
  const limit = { acts: 500, per: 'week', of: 7000 } as const;
  const file = { acts: 500, spend: 15_000, leftOut: 3, undecided: 0, currency: '', limit };

  it('says of a file that it is taken for one, and of one that is much shorter or longer that it may be none', () => {
    expect(decidedWords(file, 6500)).toHaveLength(1);
    expect(decidedWords(file, 1409)[1]).toBe(
      'A week has about 7,000 rows, and this file 1,409. If it is not one week, decide about all rows of a week together, in one file.',
    );
    expect(decidedWords(file, 28_000)[1]).toMatch(/this file 28,000\. If it is not one week, split the file by week\.$/);
    expect(decidedWords({ acts: 2, spend: 60, leftOut: 0, undecided: 0, currency: '', threshold: 0.075 }, 9)).toEqual([
      '2 rows are acted on, for 60.00, from a probability of 7.5% on.',
    ]);
  });

  it('says of rows that are judged that it is kept as a share of them', () => {
    const over = { policy: 'nothing', perRow: { value: 1, low: 0, high: 2 } } as const;
    const words = earnedWords({ currency: '', perRow: 2, total: 2818, threshold: 0.1, limit, acts: 100, policies: [], over }, 1409);
    expect(words).toContain('The limit is of a week with 7,000 rows: it is kept as a share of these 1,409, so that 100 are acted on.');
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt } from '../../learn/index.js';
import type { Trial } from '../../tune/index.js';
import { diffHtml, diffVersions, model, openModel, openSketch, reportHtml, train, writeDiff, type Model } from '../index.js';
import { bestsOf } from '../tune/summary.js';
import { chosenSection, unlikeDefaults } from './chosen.js';

const list = people(300).map((p, i) => ({ ...p, at: new Date(Date.UTC(2026, 0, 1) + (i % 60) * 86_400_000).toISOString().slice(0, 10) }));
const table = rows(list as never, {
  tenure: t.int({ unit: 'months' }),
  bill: t.number().nullable(),
  plan: t.category().nullable(),
  at: t.date(),
  left: t.bool({ true: 'Yes', false: 'No' }),
});
const features = table
  .target('left', { time: 'at', split: 'random' })
  .features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.category(c.plan) }));
const definition = model('left', features, {
  slices: (c) => ({ new: c.tenure.lt(30) }),
  monitor: {
    labelsWithin: '30d',
    alerts: (m) => ({ 'AUC fell': m.auc.lt(0.7) }),
    notify: [{ kind: 'console' }],
    retrain: { newRows: 500 },
  },
}) as Model;

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('the parts of a report', () => {
  const block = blockRun();

  it('say what it decides, from which rows, where it is weaker, how it is watched, and leave room to sign', async () => {
    await train(definition, block.run);
    const open = await openModel('left', block.run);
    const text = wordsOf(reportHtml(open, await openSketch('left', block.run)));
    const tenures = list.map((p) => p.tenure);
    for (const words of [
      'It is given 3 columns of a row (tenure, bill, plan) and answers with the probability that left is Yes',
      'no cost and no value of acting is declared',
      '300 rows from 2026-01-01 to 2026-03-01 (by at): 240 to learn from and 60 kept aside',
      `tenure int in months input ${Math.min(...tenures)} to ${Math.max(...tenures)}`,
      'left bool what is predicted',
      'at date not used',
      'The truth is expected within 30 days.',
      'Alert “AUC fell” while',
      'Alerts go to: console.',
      'when the data drift or its quality falls or 500 new labelled rows have come',
      'at most once a day',
      `This page is of left@1 and no other (digest ${open.digest.slice(0, 12)} )`,
    ])
      expect(text).toContain(words);
    expect(text.indexOf('What it decides')).toBeLessThan(text.indexOf('How sure that is'));
    expect(text.indexOf('Limits')).toBeLessThan(text.indexOf('The data behind it'));
  });

  it('and the page of a comparison: the same words, and pictures where versions differ', async () => {
    await train(definition, { ...block.run, learner: 'gbdt', params: { trees: 5 } });
    const diff = await diffVersions('left@1', 'left@2', block.run);
    expect(diff.compared).toEqual({ how: 'common', rows: 60 });
    expect(diff.answers!.rows).toBe(60);
    expect(diff.answers!.parts!.map(({ name }) => name)).toEqual(['new']);
    expect(diff.metrics['auc'].gain!.low).toBeLessThanOrEqual(diff.metrics['auc'].gain!.value);
    expect(diff.footprint.b.bytes).toBeGreaterThan(0);
    const page = diffHtml(diff);
    expect(page).toContain('left@2 is ');
    expect(page).toContain('What matters more, and what less');
    const back = await diffVersions('left@2', 'left@1', block.run);
    expect(back.answers!.changed).toBe(diff.answers!.changed);
    expect(back.gain!.value).toBeCloseTo(-diff.gain!.value, 12);
    const same = await diffVersions('left@2', 'left@2', block.run);
    expect(same.answers!.changed).toBe(0);
    expect(diffHtml(same)).not.toContain('<svg');
    expect(diffHtml(same)).toContain('Both names mean left@2: there is nothing to compare.');
    await expect(writeDiff(same, join(block.root, 'same.txt'))).rejects.toMatchObject({
      code: 'MW_CLI_OUTPUT_FORMAT',
      fix: 'Give it one of the endings ".html" and ".htm".',
    });
  });
});

const trial = (number: number, loss: number | null): Trial =>
  ({
    number,
    point: {},
    state: loss === null ? 'failed' : 'finished',
    course: [],
    losses: loss === null ? null : [loss],
    seconds: 1,
  }) as Trial;

describe('how it was chosen', () => {
  it('follows the best so far: ties and failures change nothing', () => {
    const trials = [trial(0, null), trial(1, -0.7), trial(2, -0.6), trial(3, -0.7), trial(4, -0.8)];
    expect(
      bestsOf(
        trials,
        ({ number }) => `l${number}`,
        (loss) => -loss,
      ),
    ).toEqual([
      { trial: 1, learner: 'l1', metric: 0.7 },
      { trial: 4, learner: 'l4', metric: 0.8 },
    ]);
  });

  it('tells settings by what is not as the defaults have it', () => {
    const { learner, params } = gbdt();
    expect(unlikeDefaults(learner, { trees: 300, learningRate: 0.1, leaves: 31 })).toBe('trees 300');
    expect(unlikeDefaults(learner, params)).toBe('defaults');
    expect(unlikeDefaults('gone', { a: 0.123456, b: [1] })).toBe('a 0.1235, b [1]');
  });

  it('says of a search how many were tried, whether more would help, and whether the choice matters', () => {
    const line = (metric: number, trees: number) => ({
      learner: 'gbdt',
      params: { trees },
      metric,
      standardError: 0.01,
      folds: [],
      seconds: 1,
    });
    const study = {
      id: 'x',
      sampler: 'tpe',
      pruner: 'none',
      trials: 20,
      resumed: 0,
      finished: 18,
      pruned: 1,
      failed: 1,
      ended: 'budget',
    } as const;
    const bests = [
      { trial: 0, learner: 'linear', metric: 0.5 },
      { trial: 4, learner: 'gbdt', metric: 0.4 },
    ];
    const text = wordsOf(
      chosenSection({ metric: 'log_loss', leaderboard: [line(0.4, 300), line(0.405, 100)], study: { ...study, bests } })!.html,
    );
    for (const words of [
      '20 combinations of learner and settings were tried, until the time was up (search by tpe; 1 given up early, 1 failed)',
      'The best two differ by less than the doubt in either',
      'Nothing better came after trial 4 (of 20, counted from 0)',
      '1 gbdt trees 300 0.4 0.01 2 gbdt defaults 0.405 0.01',
    ])
      expect(text).toContain(words);
    expect(chosenSection({ metric: 'log_loss', leaderboard: [line(0.4, 300)] })).toBeNull();
    const marked = [line(0.4, 300), { ...line(0.405, 100), chosen: true as const }];
    const simpler = wordsOf(
      chosenSection({ metric: 'log_loss', leaderboard: marked, study: { ...study, ended: 'stopped', over: 2 } })!.html,
    );
    for (const words of [
      'until the search was stopped (search by tpe; 1 given up early, 1 failed, 2 over a limit)',
      'what was taken is marked, and the notes say why it is not the first',
      '2 ✓ gbdt defaults',
    ])
      expect(simpler).toContain(words);
    const features = { categories: 'targetMean', smoothing: 12 } as const;
    const made = wordsOf(
      chosenSection({
        metric: 'log_loss',
        leaderboard: [{ ...line(0.4, 300), features }, line(0.405, 100)],
        study: { ...study, features },
      })!.html,
    );
    for (const words of [
      'How the features are made was tried too; taken: categories by targetMean (smoothing 12).',
      '1 gbdt categories by targetMean (smoothing 12); trees 300 0.4',
    ])
      expect(made).toContain(words);
  });

  it('tell a blend by the shares of its members', () => {
    const members = [{ learner: 'gbdt', params: {}, weight: 0.75 }, { learner: 'linear', params: {}, weight: 0.25 }]; // prettier-ignore
    expect(unlikeDefaults('blend', { members })).toBe('members 75% gbdt, 25% linear');
    expect(unlikeDefaults('gbdt', { interactions: [] })).not.toContain('members');
  });
});

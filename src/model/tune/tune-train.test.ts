import { describe, expect, it } from 'vitest';
import { openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { gbdt } from '../../learn/index.js';
import { model, train, type TrainOptions, type Trained } from '../index.js';

const columns = { id: t.id(), tenure: t.int(), bill: t.number(), plan: t.category().nullable() };
const table = rows(people(300) as never, {
  ...columns,
  left: t.bool({ true: 'Yes', false: 'No' }),
  segment: t.category(),
  spend: t.number(),
});
const churn = model(
  'churn',
  table.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
);

/** Trains in a project of its own, several times when there are several options. */
async function trained(...all: readonly Partial<TrainOptions>[]): Promise<readonly Trained[]> {
  const opened = await openRun();
  try {
    const found: Trained[] = [];
    for (const options of all) found.push(await train(churn, { ...opened.run, ...options }));
    return found;
  } finally {
    await opened.close();
  }
}

describe('a search for settings', { timeout: 120_000 }, () => {
  const small = { learner: 'gbdt', params: { trees: 20, bins: 15 } };

  it('finds the same model for one process and for two, and takes up what is known', async () => {
    const lines: string[] = [];
    const tuning = { trials: 16, sampler: 'tpe' };
    const [alone] = await trained({ ...small, tuning, threads: 1, trialEnded: (line) => lines.push(line) });
    const [first, again, more] = await trained(
      { ...small, tuning, threads: 2 },
      { ...small, tuning, threads: 1 },
      { ...small, tuning: { ...tuning, trials: 18 }, threads: 2 },
    );
    expect([first.digest, again.digest]).toEqual([alone.digest, alone.digest]);
    expect([alone, first, again, more].map(({ study }) => [study!.trials, study!.resumed])).toEqual([
      [16, 0],
      [16, 0],
      [16, 16],
      [18, 16],
    ]);
    expect(alone.leaderboard.length).toBe(16);
    expect(alone.params).toMatchObject({ ...small.params, ...alone.leaderboard[0].params });
    expect(alone.leaderboard.map(({ metric }) => metric)).toEqual(
      alone.leaderboard.map(({ metric }) => metric).toSorted((a, b) => a! - b!),
    );
    expect(lines).toHaveLength(16);
    expect(lines[0]).toMatch(/^trial 0: gbdt, log_loss 0\.\d+, \d+\.\d s$/);
  });

  it('never ends worse than the defaults by its own measure, and searches several learners when none is named', async () => {
    const [all] = await trained({ tuning: { trials: 8 }, threads: 2 });
    expect(all.study).toMatchObject({ trials: 8, sampler: 'tpe', pruner: 'none', ended: 'trials' });
    expect(new Set(all.leaderboard.map(({ learner }) => learner)).size).toBeGreaterThanOrEqual(4);
    expect(all.learner).toBe(all.leaderboard[0].learner);
  });

  it('keeps to its time, with what it has', async () => {
    const [timed] = await trained({ ...small, tuning: { budgetMs: 8000 }, threads: 2, clock: Date.now });
    expect(timed.study).toMatchObject({ ended: 'budget', pruner: 'median' });
    expect(timed.study!.trials).toBeGreaterThan(1);
    expect(timed.seconds).toBeLessThan(20);
  });

  it('refuses what cannot be searched before any data is read', async () => {
    const refused = (options: Partial<TrainOptions>) => expect(trained(options)).rejects;
    await refused({ learner: 'constant', tuning: { trials: 3 } }).toMatchObject({ code: 'MW_TUNE_NOTHING' });
    await refused({ learner: 'gbdt', tuning: { trials: 3, sampler: 'psychic' } }).toMatchObject({ code: 'MW_TUNE_UNKNOWN' });
    await refused({ learner: 'gbdt', tuning: { trials: 3, pruner: 'shears' } }).toMatchObject({ code: 'MW_TUNE_UNKNOWN' });
    const segments = model(
      'groups',
      table.segments().features((c) => ({ tenure: c.tenure, bill: c.bill })),
    );
    const opened = await openRun();
    await expect(train(segments, { ...opened.run, tuning: { trials: 3 } })).rejects.toMatchObject({ code: 'MW_TUNE_TASK' });
    await opened.close();
  });

  it('stops when it is told to, and goes on another time', async () => {
    const opened = await openRun();
    const abort = new AbortController();
    const options = { ...opened.run, ...small, tuning: { trials: 12 }, threads: 2 };
    const stopped = train(churn, { ...options, signal: abort.signal, trialEnded: (line) => line.startsWith('trial 4') && abort.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
    const { study } = await train(churn, options);
    expect(study!.trials).toBe(12);
    expect(study!.resumed).toBeGreaterThanOrEqual(4);
    await opened.close();
  });
});

it('an own learner of the definition keeps its parameters in a search', async () => {
  const own = model(
    'own',
    table.target('left').features((c) => ({ tenure: c.tenure, bill: c.bill })),
    { learner: gbdt({ trees: 15, leaves: 7 }) },
  );
  const opened = await openRun();
  const { params, learner } = await train(own, { ...opened.run, tuning: { trials: 4 }, threads: 2 });
  expect([learner, params]).toMatchObject(['gbdt', { trees: 15, leaves: 7 }]);
  await opened.close();
}, 60_000);

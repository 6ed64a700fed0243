import { describe, expect, it } from 'vitest';
import { openRun, peopleTable } from '../../../test/support/model-run.js';
import { learn } from '../../expr/index.js';
import { gbdt } from '../../learn/index.js';
import { model, train, type TrainOptions, type Trained } from '../index.js';

const table = peopleTable(300);
const churn = model(
  'churn',
  table.target('left', { folds: 2 }).features((c) => ({ tenure: c.tenure, bill: c.bill, plan: learn.oneHot(c.plan) })),
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

const small = { learner: 'gbdt', params: { trees: 20, bins: 15 } };

describe('a search for settings', { timeout: 120_000 }, () => {
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
    const chosen = all.leaderboard.filter((line) => 'chosen' in line && line.chosen);
    expect(chosen.map(({ learner, params }) => ({ learner, params }))).toEqual([{ learner: all.learner, params: all.params }]);
  });

  it('keeps to its time, with what it has', async () => {
    // Time goes by with the trials alone, so that a busy machine finds the same.
    let now = 0;
    const tuning = { budgetMs: 1_000_000 };
    const [timed] = await trained({ ...small, tuning, threads: 2, clock: () => now, trialEnded: () => void (now += 200_000) });
    expect(timed.study).toMatchObject({ ended: 'budget', pruner: 'median' });
    expect(timed.study!.trials).toBeGreaterThan(1);
    expect(timed.study!.trials).toBeLessThan(9);
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

describe('limits of a search', { timeout: 120_000 }, () => {
  it('are kept by the model that is registered, and what is over them is told and not finished', async () => {
    const lines: string[] = [];
    const tuning = { trials: 8, maxBytes: 4000 };
    const [first, again] = await trained({ tuning, threads: 2, trialEnded: (line) => lines.push(line) }, { tuning, threads: 1 });
    expect(again.digest).toBe(first.digest);
    expect(first.study!.over).toBeGreaterThan(0);
    expect(lines.filter((line) => /over a limit: .* KB, above 3\.91 KB/.test(line))).toHaveLength(first.study!.over!);
    for (const line of first.leaderboard) expect('cost' in line && line.cost!.bytes).toBeLessThanOrEqual(4000);
  });

  it('that nothing keeps to are an error that names the closest; the study stays as it is', async () => {
    const opened = await openRun();
    const options = { ...opened.run, ...small, threads: 2 };
    const asked = train(churn, { ...options, tuning: { trials: 3, maxLatencyMs: 0.0001 } });
    await expect(asked).rejects.toMatchObject({
      code: 'MW_TUNE_LIMITS',
      message: expect.stringMatching(/none of 3 trials .* gbdt, takes .* a row, above 0\.1 µs/),
    });
    await expect(train(churn, { ...options, tuning: { trials: 4, maxLatencyMs: 0.0001 } })).rejects.toMatchObject({
      message: expect.stringMatching(/of 4 trials/),
    });
    await opened.close();
  });
});

it('a direction that is given holds in every trial', async () => {
  const monotone = { tenure: 'decreasing' };
  const [found] = await trained({ learner: 'gbdt', params: { trees: 20, monotone }, tuning: { trials: 6 }, threads: 2 });
  expect(found.leaderboard.map(({ params }) => params['monotone'])).toEqual(found.leaderboard.map(() => monotone));
}, 60_000);

describe('a search that is asked to stop', { timeout: 120_000 }, () => {
  it('registers the best that it has found, and the same training goes on with the study', async () => {
    const opened = await openRun();
    const stop = new AbortController();
    let found = 0;
    const options = { ...opened.run, ...small, tuning: { trials: 12 }, threads: 2 };
    const stopped = await train(churn, {
      ...options,
      stop: stop.signal,
      found: () => found++,
      trialEnded: (line) => line.startsWith('trial 4') && stop.abort(),
    });
    expect(found).toBe(1);
    expect(stopped).toMatchObject({ version: 1, learner: 'gbdt', study: { ended: 'stopped' } });
    expect(stopped.study!.trials).toBeLessThan(12);
    const { study } = await train(churn, options);
    expect(study).toMatchObject({ trials: 12, ended: 'trials', resumed: stopped.study!.trials });
    await opened.close();
  });

  it('before it has found anything stops as a whole', async () => {
    const opened = await openRun();
    const asked = train(churn, { ...opened.run, ...small, tuning: { trials: 12 }, stop: AbortSignal.abort() });
    await expect(asked).rejects.toMatchObject({ code: 'MW_INTERRUPTED', message: expect.stringMatching(/Trials that had ended are kept/) });
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

it('a setting that a range of one value holds makes another study than another value, and than none', async () => {
  const tuning = (trees?: number) => ({ tuning: { trials: 2, ...(trees === undefined ? {} : { space: { gbdt: { trees: [trees] } } }) } });
  const found = await trained(...[2, 40, 100, undefined].map((trees) => ({ learner: 'gbdt', threads: 2, ...tuning(trees) })));
  expect(new Set(found.map(({ study }) => study!.id)).size).toBe(4);
  expect(found.map(({ study }) => study!.resumed)).toEqual([0, 0, 0, 0]);
  expect(found.slice(0, 3).map(({ params }) => params['trees'])).toEqual([2, 40, 100]);
}, 60_000);

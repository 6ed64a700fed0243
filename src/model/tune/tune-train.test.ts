import { describe, expect, it } from 'vitest';
import { openRun, peopleTable } from '../../../test/support/model-run.js';
import { learn, printNode } from '../../expr/index.js';
import { gbdt } from '../../learn/index.js';
import { listTrials, model, openModel, train, type TrainOptions, type Trained } from '../index.js';

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

  it('spreads over several objectives, and marks what nothing beats', async () => {
    const tuning = { trials: 12, objectives: ['latency', 'size'] } as const;
    const [one, two] = await trained(
      { ...small, params: { bins: 15 }, tuning, threads: 1 },
      { ...small, params: { bins: 15 }, tuning, threads: 2 },
    );
    expect(two.digest).toBe(one.digest);
    expect(one.study).toMatchObject({ sampler: 'nsga2', pruner: 'none', objectives: ['latency', 'size'] });
    const lines = one.leaderboard as readonly Extract<(typeof one.leaderboard)[number], { folds: unknown }>[];
    const costs = lines.map(({ metric, cost, front }) => ({ all: [metric, cost!.microseconds, cost!.bytes], front }));
    for (const { all, front } of costs) {
      const beaten = costs.some((other) => other.all.every((v, i) => v! <= all[i]!) && other.all.some((v, i) => v! < all[i]!));
      expect(front ?? false).toBe(!beaten);
    }
    expect(new Set(one.leaderboard.map(({ params }) => params['trees'])).size).toBeGreaterThan(4);
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

  it('runs the defaults to their end when there is no time at all, takes the better one, and says so', async () => {
    // None from the start; and none after the first default, which takes all of it.
    for (const [budgetMs, took] of [
      [1, 0],
      [60_000, 120_000],
    ]) {
      let now = 0;
      const slow = { clock: () => (now += 1), trialEnded: () => void (now += took) };
      const [hurried] = await trained({ tuning: { budgetMs }, threads: 1, ...slow });
      expect(hurried.study).toMatchObject({ ended: 'budget', trials: 2, finished: 2 });
      const { leaderboard, learner, notes } = hurried;
      expect(leaderboard.map((line) => line.learner).toSorted()).toEqual(['gbdt', 'linear']);
      expect(leaderboard.find((line) => line.learner === 'gbdt')!.params).toMatchObject({ trees: 100, learningRate: 0.1 });
      expect(learner).toBe(leaderboard[0].learner);
      expect(notes.join(' ')).toMatch(
        /The budget of .* was too short: the defaults \(linear, gbdt\) are always run to their end, .* Give \d+ s or more/,
      );
    }
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

describe('ways to make features', { timeout: 120_000 }, () => {
  const encodings: string[] = [];
  const progress = (what: string, done?: number): void => void (what === 'encoding the folds' && done === 0 && encodings.push(what));
  const features = { categories: ['defined', 'targetMean', 'frequency'], keep: { low: 0.4, high: 1 } } as const;
  const tuning = { trials: 10, space: { features } } as const;

  it('are searched, recorded and served; folds are encoded once for each, and the model is the same for any number of processes', async () => {
    const [one] = await trained({ ...small, tuning, threads: 1, progress });
    // Trials that differ in settings of the learner alone, or in what they keep, read the same.
    expect(encodings).toHaveLength(3);
    const [two] = await trained({ ...small, tuning, threads: 2 });
    expect(two.digest).toBe(one.digest);
    const ways = new Set(one.leaderboard.map((line) => JSON.stringify('features' in line ? (line.features ?? null) : null)));
    expect(ways.size).toBeGreaterThanOrEqual(3);
    const chosen = one.leaderboard.find((line) => 'chosen' in line && line.chosen)!;
    expect(one.study!.features).toEqual('features' in chosen ? (chosen.features ?? {}) : {});
    expect(one.notes.find((note) => note.startsWith('Features: '))).toContain('features.categories, features.keep');
  });

  it('are held where they are left one value, and are what is served', async () => {
    const opened = await openRun();
    const held = { categories: ['targetMean'], numbers: ['rank'], ranks: [10], keep: [0.67] } as const;
    try {
      const { version, study, notes } = await train(churn, { ...opened.run, ...small, tuning: { trials: 2, space: { features: held } } });
      expect(study!.features).toEqual({ categories: 'targetMean', numbers: 'rank', ranks: 10, keep: 0.67 });
      expect(notes).toContain('Features: categories by targetMean, numbers by rank (10 places), 67% of the features kept.');
      const { content } = await openModel(`churn@${version}`, opened.run);
      expect(content.features).toHaveLength(2);
      for (const { of, node } of content.features) expect(printNode(node)).toMatch(of === 'plan' ? /^coalesce\(lookup\(plan/ : /^bin\(/);
      const [line] = (await listTrials(opened.run)).trials;
      expect(Object.keys(line.settings)).not.toContain('features.categories');
    } finally {
      await opened.close();
    }
  });

  it('that cannot be are refused before any data is read', async () => {
    const refused = (space: object) => expect(trained({ tuning: { trials: 2, space: space as never } })).rejects;
    await refused({ features: { categories: ['onehot'] } }).toThrow('"features.categories"');
    await refused({ features: {} }).toThrow('no option is named');
    await refused({ features: { categories: ['oneHot'], smoothing: { low: 1, high: 9 } } }).toThrow('it belongs to targetMean');
  });
});

describe('limits of the definition', { timeout: 60_000 }, () => {
  const table2 = table.target('left', { folds: 2 }).features((c) => ({ tenure: c.tenure, bill: c.bill }));
  const bounded = model('bounded', table2, { limits: { sizeBytes: 3000, latencyMs: 1 } });

  it('are kept by a search, unless the run says otherwise, and told where none was made', async () => {
    const opened = await openRun();
    const settings = { ...small, params: { bins: 15 } };
    try {
      const searched = await train(bounded, { ...opened.run, ...settings, tuning: { trials: 6 } });
      expect(searched.study!.over).toBeGreaterThan(0);
      const chosen = searched.leaderboard.find((line) => 'chosen' in line && line.chosen);
      expect(chosen).toMatchObject({ cost: { bytes: expect.toSatisfy((bytes: number) => bytes <= 3000) } });
      const loose = await train(bounded, { ...opened.run, ...settings, tuning: { trials: 3, maxBytes: 1_000_000 } });
      expect(loose.study!.over).toBe(0);
      const plain = await train(bounded, { ...opened.run, ...settings });
      expect(plain.notes.find((note) => note.includes('does not keep to the limits'))).toMatch(/above 2\.93 KB.*--budget/);
      const { digest } = await train(model('bounded', table2), { ...opened.run, ...settings });
      expect(plain.digest).toBe(digest);
    } finally {
      await opened.close();
    }
  });

  it('are refused where they cannot be', () => {
    expect(() => model('bounded', table2, { limits: { latencyMs: 0 } })).toThrow('limits.latencyMs must be a number above 0, got 0');
    expect(() => model('bounded', table2, { limits: { latency: 1 } as never })).toThrow('Did you mean "latencyMs"?');
    expect(() => model('bounded', table2, { limits: { sizeBytes: '5mb' as never } })).toThrow('bytes, such as 5_000_000');
    expect(() =>
      model(
        'odd',
        table.outliers().features((c) => ({ bill: c.bill })),
        { limits: { latencyMs: 1 } as never },
      ),
    ).toThrow(/needs a target/);
  });
});

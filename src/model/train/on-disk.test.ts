import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows, type ColumnsOf } from '../../features/index.js';
import { gbdt, kmeans, knn } from '../../learn/index.js';
import { checkRows, memoryShares } from '../memory.js';
import { model, openModel, promoteVersion, train, type Model, type TrainOptions } from '../index.js';

const MIB = 2 ** 20;
const ROWS = 8000;
const schema = {
  grade: t.int(),
  tenure: t.int(),
  bill: t.number(),
  pay: t.number(),
  plan: t.category().nullable(),
  left: t.bool({ true: 'Yes', false: 'No' }),
};
const list = people(ROWS).map(({ tenure, bill, plan, left }, i) => ({
  tenure,
  bill,
  plan,
  left,
  grade: (i * 7919) % 5,
  pay: 13 * ((i * 7919) % 4001) + tenure,
}));
const table = rows(list as never, schema);

/** Twelve numbers: 96 bytes of a row in memory, and few bins. */
const numbers = (c: Pick<ColumnsOf<typeof schema>, 'tenure' | 'grade'>) =>
  Object.fromEntries(Array.from({ length: 12 }, (_, k) => [`n${k}`, k === 0 ? c.tenure : c.grade.mul(k)]));
const churn = model(
  'churn',
  table.target('left').features((c) => ({
    ...numbers(c),
    big: c.bill.gt(learn.quantile(c.bill, 0.8)),
    scaled: learn.scale(c.pay),
    plan: learn.category(c.plan),
    risk: learn.targetMean(c.plan),
  })),
  { decide: { act: 'call', cost: 5, valueIfRight: 30 }, slices: (c) => ({ 'new ones': c.tenure.lt(12) }) },
) as Model;
const pay = model(
  'pay',
  table.target('pay').features((c) => ({ ...numbers(c), hot: learn.oneHot(c.plan), plan: learn.category(c.plan) })),
) as Model;

/** So much that an eighth of it is less than the numbers of all rows. */
const memoryMb = 6;
const boosted = { learner: 'gbdt', params: { trees: 4, leaves: 7, bins: 31 } };

async function withRun<V>(work: (run: TrainOptions) => Promise<V>): Promise<V> {
  const { run, close } = await openRun();
  try {
    return await work(run);
  } finally {
    await close();
  }
}

const refusal = (definition: unknown): Promise<unknown> =>
  withRun((run) =>
    train(definition as Model, { ...run, memoryMb }).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

it('memory is shared out: an eighth of it for a table in memory', () => {
  expect(memoryShares({ memoryMb: 2048 })).toEqual({ engine: 512 * MIB, table: 256 * MIB, fit: 512 * MIB, rows: 1024 * MIB });
  expect(memoryShares({ memoryMb })).toMatchObject({ engine: 64 * MIB, table: 0.75 * MIB });
  expect((12 * 8 + 4) * ROWS).toBeGreaterThan(0.75 * MIB);
});

it.each([
  ['classes, with target means of other rows', churn],
  ['numbers, with one-hot levels', pay],
])('rows on disk give the model and the figures of rows in memory, to the bit: %s', async (_, definition) => {
  const [held, read] = await Promise.all(
    [{}, { memoryMb }].map((memory) =>
      withRun(async (run) => {
        const { seconds: _seconds, leaderboard: _leaderboard, ...answer } = await train(definition, { ...run, ...boosted, ...memory });
        const { evaluation, effects, warnings } = (await openModel(definition.name, run)).record;
        return { answer, evaluation, effects, warnings };
      }),
    ),
  );
  expect(read).toEqual(held);
});

it('rows on disk meet the champion', () =>
  withRun(async (run) => {
    await train(churn, { ...run, ...boosted });
    await promoteVersion('churn@1', 'champion', { force: false }, run);
    const versions = [await train(churn, { ...run, ...boosted }), await train(churn, { ...run, ...boosted, memoryMb })];
    const files = await Promise.all(versions.map(({ version }) => run.workspace.registry.resolve(`churn@${version}`)));
    const [held, read] = files.map((version) => Object.entries(version.files).find(([name]) => name.startsWith('holdout'))![1]);
    expect(read).toEqual(held);
  }));

describe('a learner that needs its rows in memory', () => {
  it('is not compared, and a note says so', () =>
    withRun(async (run) => {
      const { learner, leaderboard, notes } = await train(pay, { ...run, memoryMb });
      expect([learner, leaderboard.length]).toEqual(['gbdt', 1]);
      expect(notes).toEqual([
        '8,000 rows of 14 features are more than this run may hold in memory, where linear would need them: gbdt alone is fitted. More memory (`--memory`) would compare them.',
      ]);
    }));

  it('is refused with what there is to do', async () => {
    expect(await refusal({ ...churn, learner: knn() })).toMatchObject({
      code: 'MW_MODEL_MEMORY',
      message: expect.stringMatching(/"knn" needs all 8000 rows in memory: 0.\d+ MB at least, of which this run may use 0.75 MB/),
      fix: expect.stringContaining('reads rows from disk: "gbdt"'),
    });
    const groups = model(
      'groups',
      table.segments().features((c) => ({ ...numbers(c), bill: c.bill })),
      { learner: kmeans({ segments: 3 }) },
    );
    expect(await refusal(groups)).toMatchObject({ code: 'MW_MODEL_MEMORY', params: { learner: 'kmeans', instead: [] } });
  });
});

it('more rows than the memory allows for are refused before anything is learned', async () => {
  expect(() => checkRows(13_421_772, { memoryMb: 2048 })).not.toThrow();
  expect(() => checkRows(13_421_773, { memoryMb: 2048 })).toThrow(expect.objectContaining({ code: 'MW_MODEL_ROWS' }));
  expect(() => checkRows(1e9, {})).not.toThrow();
  await withRun((run) =>
    expect(train(pay, { ...run, memoryMb: 1 })).rejects.toMatchObject({ code: 'MW_MODEL_ROWS', params: { most: 6553 } }),
  );
});

it('a stopped training leaves no files of the engine behind', () =>
  withRun(async (run) => {
    const stop = new AbortController();
    const own = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`millwright-engine-${process.pid}-`));
    let during = 0;
    const progress = (words: string): void => {
      if (!words.includes('growing trees')) return;
      during = own().length;
      stop.abort();
    };
    const training = train({ ...churn, learner: gbdt({ leaves: 7, bins: 31 }) } as Model, {
      ...run,
      memoryMb,
      signal: stop.signal,
      progress,
    });
    await expect(training).rejects.toThrow();
    expect([during, own()]).toEqual([1, []]);
  }));

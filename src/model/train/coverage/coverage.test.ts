import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockRun, openRun } from '../../../../test/support/model-run.js';
import { random } from '../../../core/index.js';
import { openEngine, t } from '../../../data/index.js';
import { rows, type ColumnsOf } from '../../../features/index.js';
import { gbdt, linear } from '../../../learn/index.js';
import { evaluateVersion, model, openModel, predictFile, predictRows, train, type Model, type TrainOptions } from '../../index.js';
import { knownErrors } from './learn-coverage.js';

const schema = {
  id: t.id(),
  x: t.number(),
  z: t.number(),
  town: t.category().nullable(),
  y: t.number(),
  won: t.bool({ true: 'Yes', false: 'No' }),
  kind: t.category(),
  at: t.timestamp(),
};

/** y is 3x with an error ten times as large in the west; who wins and which kind follow x. A few towns have too few rows, or no name. */
function made(count: number) {
  const draw = random(11, 'coverage');
  return Array.from({ length: count }, (_, i) => {
    const [x, z, place, luck] = [10 * draw.uniform(), draw.uniform(), draw.int(20), draw.normal()];
    const town = place < 9 ? 'east' : place < 18 ? 'west' : place === 18 ? null : `hamlet ${i % 7}`;
    const score = x - 5 + 2 * draw.normal();
    const y = 3 * x + (town === 'west' ? 10 : 1) * luck;
    return {
      id: `R${i}`,
      x,
      z,
      town,
      y,
      won: score > 0 ? 'Yes' : 'No',
      kind: score > 3 ? 'c' : score > -2 ? 'b' : 'a',
      at: new Date(Date.UTC(2025, 0, 1, i)).toISOString(),
    };
  });
}

const list = made(1500);
const block = blockRun();
type Target = 'y' | 'won' | 'kind';
const byTown = (c: ColumnsOf<typeof schema>) => c.town;

function defined(name: string, target: Target, options: object = {}, from: readonly object[] = list, split: object = { folds: 3 }): Model {
  const features = rows(from as never, schema)
    .target(target, split as never)
    .features((c) => ({ x: (c as ColumnsOf<typeof schema>).x, z: (c as ColumnsOf<typeof schema>).z }));
  return model(name, features as never, { learner: linear(), ...options } as never) as never;
}
const covered = (definition: Model, options: Partial<TrainOptions> = {}) => train(definition, { ...block.run, ...options });

describe('intervals', { timeout: 120_000 }, () => {
  it('hold what they promise in each segment, and over all rows', async () => {
    const level = 0.8;
    const { coverage } = await covered(defined('towns', 'y', { coverage: { level, method: 'absolute', by: byTown } }));
    expect(coverage!.rows).toBe(300);
    expect(Math.abs(coverage!.coverage.value - level)).toBeLessThan(0.06);
    const [east, west, others] = ['east', 'west', 'all others'].map((name) => coverage!.segments.find((one) => one.name === name)!);
    expect([east, west, others].map(({ own }) => own)).toEqual([true, true, false]);
    for (const { coverage: share } of [east, west]) expect(Math.abs(share.value - level)).toBeLessThan(0.1);
    // The 90th percentile of a standard normal is 1.28: 2.56 errors are the width of 80%.
    expect(Math.abs(east.width!.value - 2.56)).toBeLessThan(0.4);
    expect(Math.abs(west.width!.value - 25.6)).toBeLessThan(4);
    expect(coverage!.segments.reduce((sum, one) => sum + one.rows, 0)).toBe(300);

    const { coverage: plain } = await covered(defined('all', 'y', { coverage: { level, method: 'absolute' } }));
    expect(plain!.segments).toEqual([]);
    expect(Math.abs(plain!.coverage.value - level)).toBeLessThan(0.06);
  });

  it.each(['scaled', 'quantile'])('hold it by the method %s', async (method) => {
    const learner = gbdt({ trees: 30, leaves: 6 });
    const { coverage } = await covered(defined(method, 'y', { learner, coverage: { level: 0.8, method } }));
    expect(coverage).toMatchObject({ method, rows: 300 });
    expect(Math.abs(coverage!.coverage.value - 0.8)).toBeLessThan(0.07);
  });

  it('are the same in a file, from rows in memory and in an evaluation, and hold the prediction', async () => {
    await covered(defined('answers', 'y', { coverage: { level: 0.9, by: byTown } }));
    const fresh = made(200).map((row) => ({ ...row, id: `F${row.id}` }));
    const names = Object.keys(schema) as (keyof (typeof fresh)[number])[];
    const input = join(block.root, 'fresh.csv');
    writeFileSync(input, [names.join(','), ...fresh.map((row) => names.map((name) => row[name] ?? '').join(','))].join('\n'));
    const out = join(block.root, 'scores.parquet');
    await predictFile('answers', { in: input, out }, block.run);
    await using engine = await openEngine();
    const inFile = await engine.rows(`SELECT * FROM '${out}'`);
    const { rows: inMemory } = await predictRows(
      'answers',
      fresh.map(({ id, x, z, town }) => ({ id, x, z, town })),
      block.run,
    );
    expect(Object.keys(inFile[0])).toEqual(['id', 'prediction', 'low', 'high']);
    expect(inFile).toEqual(inMemory);
    for (const row of inMemory)
      expect((row['low'] as number) <= (row.prediction as number) && (row.prediction as number) <= (row['high'] as number)).toBe(true);
    const within = inMemory.filter((row, i) => (row['low'] as number) <= fresh[i].y && fresh[i].y <= (row['high'] as number));
    const { coverage } = await evaluateVersion('answers', input, block.run);
    expect(coverage!.coverage.value).toBeCloseTo(within.length / 200, 12);
    await expect(predictRows('answers', [{ x: 1, z: 1 }], block.run)).rejects.toMatchObject({ message: expect.stringContaining('town') });
    // A town that training never saw, and none at all, share the threshold of all rows.
    const {
      rows: [unseen, none],
    } = await predictRows(
      'answers',
      ['elsewhere', null].map((town) => ({ id: 'a', x: 1, z: 1, town })),
      block.run,
    );
    expect(unseen).toEqual(none);
  });

  it('come of later rows than a fit saw where rows have a time, and need no error of the earliest', async () => {
    const { coverage, rows: told } = await covered(defined('later', 'y', { coverage: { level: 0.9 } }, list, { folds: 3, time: 'at' }));
    expect([coverage!.rows, told.train]).toEqual([300, 1200]);
    expect(Math.abs(coverage!.coverage.value - 0.9)).toBeLessThan(0.06);
  });

  it('come of the same folds and thresholds for a named learner, a comparison and a study', async () => {
    const definition = defined('ways', 'y', { learner: undefined, coverage: { level: 0.9, method: 'absolute' } }, list.slice(0, 400), {
      folds: 2,
    });
    const named = await covered(definition, { learner: 'linear' });
    const thresholdOf = async (version: number) => (await openModel(`ways@${version}`, block.run)).content.coverage!.thresholds;
    const compared = await covered(definition);
    expect([named.leaderboard.length, compared.leaderboard.length, compared.learner]).toEqual([1, 2, 'linear']);
    expect(await thresholdOf(compared.version)).toEqual(await thresholdOf(named.version));
    const searched = await covered(definition, { tuning: { trials: 3 } });
    expect(searched.study).toMatchObject({ trials: 3 });
    for (const { coverage } of [named, compared, searched]) expect(Math.abs(coverage!.coverage.value - 0.9)).toBeLessThan(0.11);
  });
});

describe('sets of labels', { timeout: 120_000 }, () => {
  it('hold the truth, stand beside money, and are a JSON list', async () => {
    const decide = { act: 'call', cost: 5, valueIfRight: 30 };
    const { coverage } = await covered(defined('won', 'won', { decide, coverage: { level: 0.9, method: 'lac', by: byTown } }));
    expect(Math.abs(coverage!.coverage.value - 0.9)).toBeLessThan(0.06);
    expect([coverage!.size!.value > 1, coverage!.size!.value < 2, coverage!.width]).toEqual([true, true, undefined]);
    const { rows: answered } = await predictRows('won', list.slice(0, 50), block.run);
    for (const { prediction, probability, decision, set } of answered) {
      expect(JSON.parse(set as string)).toContain(prediction);
      expect(decision).toBe((probability as number) >= 5 / 30 ? 'call' : '');
    }
    expect(new Set(answered.map(({ set }) => set)).size).toBe(3);
  });

  it.each(['aps', 'raps'])('of three labels by the method %s', async (method) => {
    const { coverage } = await covered(defined(`kind-${method}`, 'kind', { coverage: { level: 0.8, method } }));
    expect(coverage!.coverage.value).toBeGreaterThan(0.74);
    expect(coverage!.size!.value).toBeLessThan(3);
  });
});

describe('what is kept', { timeout: 120_000 }, () => {
  it('does not depend on the number of threads, and leaves the model as it is', async () => {
    const digestOf = async (options: Partial<TrainOptions>, coverage?: object): Promise<readonly [string, unknown]> => {
      const { run, close } = await openRun();
      try {
        const { digest } = await train(defined('m', 'y', { coverage }), { ...run, ...options });
        return [digest, (await openModel('m', run)).content.predictor];
      } finally {
        await close();
      }
    };
    const coverage = { level: 0.9, by: byTown };
    const [one, two, none] = [await digestOf({ threads: 1 }, coverage), await digestOf({ threads: 2 }, coverage), await digestOf({})];
    expect(two).toEqual(one);
    expect(none[0]).not.toBe(one[0]);
    expect(none[1]).toEqual(one[1]);
  });

  it('takes the level of the run before that of the definition, and the rest from the definition', async () => {
    const trained = await covered(defined('level', 'y', { coverage: { level: 0.6, method: 'absolute', by: byTown } }), { coverage: 0.95 });
    expect(trained.coverage).toMatchObject({ level: 0.95, method: 'absolute' });
    expect(trained.coverage!.segments.length).toBe(3);
  });

  it('learns the last time from the errors of the holdout too', () => {
    const learned = { errors: Float64Array.of(1, NaN, NaN, 2) } as never as Parameters<typeof knownErrors>[0];
    const last = knownErrors(learned, Float64Array.of(0, 5, 7, 0), Int32Array.of(1, 2), Float64Array.of(4, 10));
    expect(last.errors).toEqual(Float64Array.of(1, 1, 3, 2));
    expect(learned.errors).toEqual(Float64Array.of(1, NaN, NaN, 2));
  });
});

describe('too few rows', { timeout: 120_000 }, () => {
  it('cannot promise a level', async () => {
    const few = (count: number, coverage: object) => expect(covered(defined('few', 'y', { coverage }, list.slice(0, count)))).rejects;
    // 40 of the 50 rows train.
    await few(50, { level: 0.99, method: 'absolute' }).toMatchObject({
      code: 'MW_MODEL_COVERAGE_ROWS',
      message: expect.stringContaining('at least 99 training rows that some fold tests, got 40'),
    });
    // 20 of the 25 rows train, so that a fold knows 13 errors beside its own.
    await few(25, { level: 0.8, method: 'scaled' }).toMatchObject({
      code: 'MW_MODEL_COVERAGE_ERRORS',
      message: expect.stringContaining('each fold needs 20 of them among the others, and there are 20 in all'),
    });
    const trained = await covered(defined('few', 'y', { coverage: { level: 0.8, method: 'absolute' } }, list.slice(0, 25)));
    expect(trained.coverage!.rows).toBe(5);
  });

  it('of every town leave one threshold for all', async () => {
    const each = list.slice(0, 150).map((row, i) => ({ ...row, town: `town ${i % 40}` }));
    const { coverage } = await covered(defined('towns', 'y', { coverage: { level: 0.8, by: byTown } }, each));
    expect(coverage!.segments.map(({ name, own, rows: count }) => [name, own, count])).toEqual([['all others', false, 30]]);
  });
});

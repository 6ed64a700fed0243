import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTable, openEngine, t, type Engine, type Schema } from '../data/index.js';
import { rows } from './sources.js';
import type { TargetSettings } from './problem.js';
import { readTarget, type TargetVector } from './target.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine[Symbol.asyncDispose]());

async function targetOf(column: Schema[string], values: readonly unknown[], options: TargetSettings = {}): Promise<TargetVector> {
  const table = rows(
    values.map((y, x) => ({ x, y })),
    { x: t.int(), y: column },
  );
  const problem = (table.target as (name: string, options: object) => { definition: Parameters<typeof readTarget>[2] })(
    'y',
    options,
  ).definition;
  const loaded = await loadTable(engine, problem.table, { mode: 'training', root: '.' });
  return readTarget(engine, loaded.relation, problem);
}

const category = t.category();
const named = async (column: Schema[string], values: readonly unknown[], options?: TargetSettings) => {
  const { labels, y, task } = await targetOf(column, values, options);
  return { task, labels, y: [...y] };
};

describe('the positive class', () => {
  it.each<[string, Schema[string], unknown[], TargetSettings, string[]]>([
    ['is the one that is named', category, ['a', 'b', 'a', 'b', 'b'], { task: 'binary', positive: 'b' }, ['a', 'b']],
    ['else yes, whatever its case', category, ['YES', 'YES', 'no', 'YES', 'no'], { task: 'binary' }, ['no', 'YES']],
    ['else 1 beside 0', category, ['1', '1', '0', '1', '0'], { task: 'binary' }, ['0', '1']],
    ['else 1 beside −1', t.int(), [1, 1, -1, 1, -1], { task: 'binary' }, ['-1', '1']],
    ['else the rarer label', category, ['good', 'good', 'bad', 'good', 'bad'], { task: 'binary' }, ['good', 'bad']],
    [
      'of a yes/no column is its true spelling',
      t.bool({ true: 'stays', false: 'goes' }),
      ['stays', 'stays', 'goes', 'goes'],
      {},
      ['goes', 'stays'],
    ],
    [
      'of a yes/no column may be named too',
      t.bool({ true: 'stays', false: 'goes' }),
      ['stays', 'stays', 'goes', 'goes'],
      { positive: 'goes' },
      ['stays', 'goes'],
    ],
  ])('%s', async (_name, column, values, options, labels) => {
    const found = await named(column, values, options);
    expect(found).toEqual({ task: 'binary', labels, y: values.map((v) => labels.indexOf(String(v))) });
  });
});

describe('labels', () => {
  it('stand in the order of numbers, and are written as the data writes them', async () => {
    expect((await named(t.int(), [10, 9, 10, 9, 2, 2], { task: 'multiclass' })).labels).toEqual(['2', '9', '10']);
    expect((await named(t.number(), [0.5, 1, 0.5, 1, 2, 2], { task: 'multiclass' })).labels).toEqual(['0.5', '1', '2']);
    expect((await named(category, ['<=50K', "d'or", '<=50K', "d'or", 'ß', 'ß'])).labels).toEqual(['<=50K', "d'or", 'ß']);
  });

  it('are trimmed: blanks around them are none of them', async () =>
    expect(await named(category, ['a', ' a', 'b', 'b '], { task: 'binary', positive: 'a' })).toMatchObject({
      labels: ['b', 'a'],
      y: [1, 1, 0, 0],
    }));
});

describe('there is nothing to learn', () => {
  it.each<[string, Schema[string], unknown[], TargetSettings, string]>([
    ['one number', t.number(), [3, 3, 3], {}, 'MW_FEATURES_TARGET_CONSTANT'],
    ['one label', t.bool({ true: 'Y', false: 'N' }), ['N', 'N'], {}, 'MW_FEATURES_TARGET_CONSTANT'],
    ['a label in one row', category, ['a', 'a', 'b'], {}, 'MW_FEATURES_TARGET_RARE'],
    ['three labels of a binary task', category, ['a', 'a', 'b', 'b', 'c', 'c'], { task: 'binary' }, 'MW_FEATURES_TARGET_CLASSES'],
    ['a positive that is no label', category, ['a', 'a', 'b', 'b'], { task: 'binary', positive: 'A' }, 'MW_FEATURES_POSITIVE'],
    [
      'more classes than a task has',
      t.int(),
      Array.from({ length: 2002 }, (_, i) => i >> 1),
      { task: 'multiclass' },
      'MW_FEATURES_TARGET_CLASSES',
    ],
  ])('%s', async (_name, column, values, options, code) => {
    await expect(targetOf(column, values, options)).rejects.toMatchObject({ code });
  });
});

import { describe, expect, it } from 'vitest';
import { t } from '../data/index.js';
import { learn } from '../expr/index.js';
import { rows } from './sources.js';
import { taskOf } from './task.js';
import { joinedSchema } from './joined-schema.js';

const schema = { id: t.id(), n: t.int(), w: t.number(), plan: t.category(), note: t.text(), at: t.timestamp(), left: t.bool() };
const table = rows([], schema);
const loose = table as unknown as {
  target: (name: string, options?: object) => { definition: never; features: (define: (c: Record<string, never>) => object) => never };
};
const code = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a problem', () => {
  it('takes its task from the target unless one is named', () => {
    expect(['left', 'plan', 'n', 'w'].map((name) => taskOf(loose.target(name).definition))).toEqual([
      'binary',
      'multiclass',
      'regression',
      'regression',
    ]);
    expect(taskOf(loose.target('n', { task: 'multiclass' }).definition)).toBe('multiclass');
  });

  it('refuses in plain JavaScript what does not compile in TypeScript, when it is defined', () => {
    expect(code(() => loose.target('lefft'))).toBe('MW_FEATURES_TARGET_UNKNOWN');
    expect(['id', 'note', 'at'].map((name) => code(() => loose.target(name)))).toEqual(Array(3).fill('MW_FEATURES_TARGET_KIND'));
    expect(code(() => loose.target('left', { time: 'when' }))).toBe('MW_FEATURES_OPTION_COLUMN');
    expect(code(() => loose.target('left', { group: 'left' }))).toBe('MW_FEATURES_OPTION_COLUMN');
    expect(code(() => loose.target('left', { holdout: 1 }))).toBe('MW_FEATURES_OPTION');
    expect(code(() => loose.target('left').features(() => ({})))).toBe('MW_FEATURES_NONE');
    expect(code(() => loose.target('left').features((c) => ({ x: c['nn'] })))).toBe('MW_EXPR_COLUMN');
  });

  it('knows neither its target nor its weight as features', () => {
    const features = (name: string) => code(() => loose.target('left', { weight: 'w' }).features((c) => ({ x: c[name] })));
    expect(['n', 'left', 'w'].map(features)).toEqual(['done', 'MW_EXPR_COLUMN', 'MW_EXPR_COLUMN']);
    // @ts-expect-error the weight is no feature
    expect(code(() => table.target('left', { weight: 'w' }).features((c) => ({ x: c.w })))).toBe('MW_EXPR_COLUMN');
  });

  it('has no mean of the target over classes', () => {
    expect(code(() => table.target('plan').features((c) => ({ x: learn.targetMean(c.note) })))).toBe('MW_FEATURES_TARGET_MEAN');
    expect(code(() => table.target('left').features((c) => ({ x: learn.targetMean(c.plan) })))).toBe('done');
  });
});

describe('a table', () => {
  it('is left as it is by its methods, and joins add columns without the key', () => {
    const prices = rows([], { plan_name: t.category(), price: t.number() });
    const joined = table.join(prices, { plan: 'plan_name' });
    expect(Object.keys(joinedSchema(joined.definition))).toEqual([...Object.keys(schema), 'price']);
    expect(table.definition.joins).toEqual([]);
    expect(table.where((c) => c.n.gt(1)).where((c) => c.n.lt(9)).definition.where).toMatchObject({ op: 'and' });
    expect(table.check((c) => ({ small: c.n.lt(3) }), { level: 'warn' }).definition.checks).toMatchObject([
      { rule: 'small', level: 'warn' },
    ]);
  });
});

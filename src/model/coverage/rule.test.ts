import { describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { learn } from '../../expr/index.js';
import { rows } from '../../features/index.js';
import { model, type CoverageRule } from '../index.js';

const homes = rows([], {
  id: t.id(),
  rooms: t.int(),
  town: t.category(),
  sold: t.date(),
  owner: t.category({ protected: true }),
  kind: t.category(),
  isNew: t.bool({ true: 'Y', false: 'N' }),
  price: t.number(),
});

/** As JavaScript may call it: options are not held to their types. */
function ruleOf(target: 'price' | 'kind' | 'isNew', coverage: object, options: object = {}): CoverageRule | undefined {
  const features = homes.target(target, options).features((c) => ({ rooms: c.rooms }));
  return model('homes', features as never, { coverage } as never).coverage;
}
const code = (is: string) => expect.objectContaining({ code: is });
const saying = (is: string, words: string) => expect.objectContaining({ code: is, message: expect.stringContaining(words) as string });

describe('the rule of a coverage', () => {
  it('has a method for each task, unless another is named', () => {
    expect(ruleOf('price', { level: 0.9 })).toEqual({ level: 0.9, method: 'scaled' });
    expect(ruleOf('isNew', { level: 0.9 })).toEqual({ level: 0.9, method: 'lac' });
    expect(ruleOf('kind', { level: 0.8, method: 'raps' })).toEqual({ level: 0.8, method: 'raps' });
  });

  it('refuses a method of another task, and says which was meant', () => {
    expect(() => ruleOf('price', { level: 0.9, method: 'lac' })).toThrow(saying('MW_MODEL_OPTION', 'scaled, quantile, absolute'));
    expect(() => ruleOf('price', { level: 0.9, method: 'scale' })).toThrow(saying('MW_MODEL_OPTION', '"scaled"'));
  });

  it('refuses a level that is no share, and one that is missing', () => {
    for (const level of [0, 1, 90, -0.1, NaN]) expect(() => ruleOf('price', { level })).toThrow(code('MW_EVALUATE_COVERAGE_LEVEL'));
    expect(() => ruleOf('price', {})).toThrow(saying('MW_MODEL_OPTION', 'coverage.level'));
    expect(() => ruleOf('price', { levels: 0.9 })).toThrow(code('MW_MODEL_OPTION_UNKNOWN'));
  });

  it('is refused where there is no truth', () => {
    const found = homes.segments().features((c) => ({ rooms: c.rooms }));
    expect(() => model('homes', found, { coverage: { level: 0.9 } } as never)).toThrow(code('MW_MODEL_COVERAGE_TASK'));
  });

  it('tells segments apart by a text or a yes/no that is not learned', () => {
    type Columns = Readonly<Record<string, { readonly gt: (n: number) => object; readonly node: object }>>;
    const by = (rule: (c: Columns) => unknown) => () => ruleOf('price', { level: 0.9, by: rule });
    expect(by((c) => c['town'])()?.by).toMatchObject({ kind: 'column', name: 'town' });
    expect(by((c) => c['rooms'].gt(3))()?.by).toMatchObject({ kind: 'call', op: 'gt' });
    expect(by((c) => c['rooms'])).toThrow(saying('MW_MODEL_OPTION', 'a number'));
    expect(by((c) => c['sold'])).toThrow(saying('MW_MODEL_OPTION', 'a time'));
    expect(by((c) => c['rooms'].gt(learn.mean(c['rooms'] as never) as never))).toThrow(saying('MW_MODEL_OPTION', 'learned'));
    expect(by(() => undefined)).toThrow(saying('MW_MODEL_OPTION', 'coverage.by'));
  });

  it('goes by a protected column only where the definition allows it', () => {
    const by = (c: Readonly<Record<string, { readonly eq: (v: string) => object }>>): object => c['owner'].eq('a');
    expect(() => ruleOf('price', { level: 0.9, by })).toThrow(saying('MW_MODEL_COVERAGE_PROTECTED', '"owner"'));
    expect(ruleOf('price', { level: 0.9, by }, { allowProtected: ['owner'] })?.by).toMatchObject({ op: 'eq' });
  });

  it('refuses an id by the name of a column of the answer', () => {
    for (const name of ['low', 'High', 'SET']) {
      const features = rows([], { [name]: t.id(), a: t.int(), y: t.number() } as never).target('y' as never) as never as typeof homes;
      const defined = (features as never as { features: (f: object) => never }).features((c: Readonly<Record<string, object>>) => ({
        a: c['a'],
      }));
      expect(() => model('m', defined, { coverage: { level: 0.9 } } as never)).toThrow(code('MW_MODEL_COLUMN_NAME'));
      expect(model('m', defined).coverage).toBeUndefined();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { t } from '../data/index.js';
import { learn, type NumberExpr } from '../expr/index.js';
import { rows } from './sources.js';

const people = rows([], {
  sex: t.category({ protected: true }),
  age: t.int({ protected: { bands: [25, 60] } }).nullable(),
  foreign: t.bool({ true: 'Y', false: 'N', protected: true }),
  skill: t.number(),
  hired: t.bool(),
});
/** As JavaScript sees the columns. */
type Any = Readonly<Record<string, NumberExpr>>;
const refusedBy = (feature: (c: Any) => object): (() => unknown) => {
  return () => people.target('hired').features(((c: Any) => ({ skill: c['skill'], x: feature(c) })) as never);
};
const code = (column: string) =>
  expect.objectContaining({ code: 'MW_FEATURES_PROTECTED', message: expect.stringContaining(`"x" reads "${column}"`) as string });

describe('a protected column', () => {
  it('is no feature, nor part of one, nor within what a feature learns', () => {
    expect(refusedBy((c) => learn.category(c['sex'] as never))).toThrow(code('sex'));
    expect(refusedBy((c) => c['skill'].add(c['age'].mul(2)))).toThrow(code('age'));
    expect(refusedBy((c) => c['skill'].gt(learn.mean(c['age'])))).toThrow(code('age'));
    expect(refusedBy((c) => c['foreign'])).toThrow(code('foreign'));
  });

  it('does not come in by an expression that was made elsewhere', () => {
    let age: NumberExpr | undefined;
    people.check((c) => ({ 'age is known': (age = c.age).gte(0) }));
    expect(() => people.target('hired').features((c) => ({ skill: c.skill, x: age!.add(c.skill) }))).toThrow(code('age'));
    expect(() => people.segments().features(() => ({ x: age! }))).toThrow(code('age'));
  });

  it('is a feature where the definition allows it, and only that one', () => {
    const open = people.target('hired', { allowProtected: ['age'] });
    expect(Object.keys(open.features((c) => ({ age: c.age })).nodes)).toEqual(['age']);
    expect(open.definition.allowProtected).toEqual(['age']);
    expect(() => open.features((c) => ({ x: (c as unknown as Any)['foreign'] }))).toThrow(code('foreign'));
    expect('allowProtected' in people.target('hired').definition).toBe(false);
  });

  it('stays one behind a join and behind every method of a column', () => {
    const homes = rows([], { home: t.id(), town: t.category({ protected: true }).optional().describe('where') });
    const joined = rows([], { home: t.id(), y: t.number(), x: t.number() }).join(homes, { home: 'home' });
    expect(() => joined.target('y').features(((c: Any) => ({ x: learn.category(c['town'] as never) })) as never)).toThrow(code('town'));
  });
});

it('only protected columns can be allowed', () => {
  const refused = (allowProtected: unknown) => () => people.target('hired', { allowProtected } as never);
  expect(refused(['skill'])).toThrow(/"allowProtected" names "skill", which is no protected column/);
  expect(refused(['agee'])).toThrow(/Did you mean "age"/);
  expect(refused('age')).toThrow(expect.objectContaining({ code: 'MW_FEATURES_ALLOW' }));
});

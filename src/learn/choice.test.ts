import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  blend,
  constant,
  gbdt,
  kmeans,
  linear,
  naiveBayes,
  stack,
  type BlendParams,
  type ClassTask,
  type LearnerChoice,
  type LinearParams,
  type Task,
} from './index.js';

describe('a choice of a learner', () => {
  it('is plain frozen data with the given parameters only', () => {
    expect(gbdt({ trees: 300 })).toEqual({ learner: 'gbdt', params: { trees: 300 } });
    expect(constant()).toEqual({ learner: 'constant', params: {} });
    expect(Object.isFrozen(gbdt())).toBe(true);
  });

  it('knows its tasks', () => {
    expectTypeOf(gbdt({ trees: 300 })).toEqualTypeOf<LearnerChoice<Task>>();
    expectTypeOf(gbdt({ balance: true })).toEqualTypeOf<LearnerChoice<ClassTask>>();
    const forRegression: LearnerChoice<'regression'> = gbdt({ trees: 300 });
    const forBinary: LearnerChoice<'binary'> = gbdt({ balance: true });
    // @ts-expect-error balancing classes is no option of a regression
    const refused: LearnerChoice<'regression'> = gbdt({ balance: true });
    expect([forRegression, forBinary, refused].map((c) => c.learner)).toEqual(['gbdt', 'gbdt', 'gbdt']);
  });

  it('of a regression does not fit a classification', () => {
    expectTypeOf(linear({ l2: 10, nonNegative: true })).toEqualTypeOf<LearnerChoice<'regression'>>();
    expectTypeOf(linear({ classWeight: 'balanced' })).toEqualTypeOf<LearnerChoice<ClassTask>>();
    // @ts-expect-error a bound on coefficients is an option of regressions only
    const refused: LearnerChoice<'binary'> = linear({ nonNegative: true });
    expect(refused.params).toEqual({ nonNegative: true });
  });

  it('of all parameters at once, from a variable, is left to the check at run time', () => {
    const given: LinearParams = { l2: 2 };
    expectTypeOf(linear(given)).toEqualTypeOf<LearnerChoice<Task>>();
  });

  it('refuses parameters that are not there', () => {
    // @ts-expect-error misspelt
    gbdt({ treees: 300 });
    // @ts-expect-error the baseline has no parameters
    constant({ trees: 1 });
    // @ts-expect-error text where a number is due
    gbdt({ trees: '300' });
  });

  it('of an ensemble holds those of its members, for the tasks that all of them do', () => {
    const choice = blend({ members: [linear(), gbdt({ trees: 50 })], folds: 3 });
    expect(choice).toEqual({
      learner: 'blend',
      params: {
        members: [
          { learner: 'linear', params: {} },
          { learner: 'gbdt', params: { trees: 50 } },
        ],
        folds: 3,
      },
    });
    expectTypeOf(choice).toEqualTypeOf<LearnerChoice<Task>>();
    expectTypeOf(stack()).toEqualTypeOf<LearnerChoice<Task>>();
    expectTypeOf(blend({ members: [gbdt(), naiveBayes()] })).toEqualTypeOf<LearnerChoice<ClassTask>>();
    expectTypeOf(blend({ members: [linear({ nonNegative: true }), naiveBayes()] })).toEqualTypeOf<LearnerChoice<never>>();
    const given: BlendParams = { folds: 2 };
    expectTypeOf(blend(given)).toEqualTypeOf<LearnerChoice<Task>>();
    // @ts-expect-error naive Bayes does no regressions
    const forRegression: LearnerChoice<'regression'> = stack({ members: [gbdt(), naiveBayes()] });
    // @ts-expect-error segments are no answers
    const ofSegments: LearnerChoice<'binary'> = stack({ members: [gbdt(), kmeans()] });
    // @ts-expect-error misspelt
    blend({ membrs: [] });
    expect([forRegression, ofSegments].map((c) => c.learner)).toEqual(['stack', 'stack']);
  });
});

import { describe, expect, it } from 'vitest';
import { t } from '../data/index.js';
import { learn } from '../expr/index.js';
import { csv } from './sources.js';
import { refusal } from '../../test/support/refusal.js';

const rows = csv('shop.csv', { id: t.id(), at: t.date(), city: t.category(), spent: t.number(), left: t.bool() });
/** As JavaScript sees it: nothing is known of what is passed. */
const loose = rows as unknown as {
  target: (column: unknown, options?: unknown) => { features: (define: (c: never) => unknown) => unknown };
};

describe('what TypeScript refuses is refused in JavaScript too', () => {
  it.each<[string, unknown, unknown, string, RegExp]>([
    ['a target that is not there', 'lef', {}, 'MW_FEATURES_TARGET_UNKNOWN', /"lef" to predict\. Did you mean "left"\?/],
    ['a target that objects have', 'constructor', {}, 'MW_FEATURES_TARGET_UNKNOWN', /"constructor"/],
    ['no target', undefined, {}, 'MW_FEATURES_TARGET_UNKNOWN', /"undefined"/],
    ['an id as target', 'id', {}, 'MW_FEATURES_TARGET_KIND', /"id"/],
    ['an option with a typing error', 'left', { tiem: 'at' }, 'MW_FEATURES_OPTION_UNKNOWN', /no option "tiem"\. Did you mean "time"\?/],
    ['a time that is not there', 'left', { time: 'when' }, 'MW_FEATURES_OPTION_COLUMN', /"time" names "when"/],
    ['a group that objects have', 'left', { group: 'toString' }, 'MW_FEATURES_OPTION_COLUMN', /"group" names "toString"/],
    [
      'a time that is a number',
      'left',
      { time: 'spent' },
      'MW_FEATURES_OPTION_KIND',
      /"spent" is of the type number, but "time" needs "timestamp" and "date"/,
    ],
    ['a weight that is a text', 'left', { weight: 'city' }, 'MW_FEATURES_OPTION_KIND', /"weight" needs "int" and "number"/],
    ['a share beyond its range', 'left', { holdout: 2 }, 'MW_FEATURES_OPTION', /"holdout" must be a number from 0\.01 to 0\.9, got 2/],
    ['a number as text', 'left', { folds: '5' }, 'MW_FEATURES_OPTION', /"folds"/],
    ['half a fold', 'left', { folds: 2.5 }, 'MW_FEATURES_OPTION', /got 2\.5/],
    ['purged folds without a time', 'left', { split: 'purged' }, 'MW_FEATURES_OPTION_NEEDS', /"split: purged" says nothing without time/],
    ['slow labels without a time', 'left', { labelsWithin: '9d' }, 'MW_FEATURES_OPTION_NEEDS', /"labelsWithin" says nothing without time/],
    ['an embargo of folds that look forward', 'left', { time: 'at', embargo: '1d' }, 'MW_FEATURES_OPTION_NEEDS', /split: 'purged'/],
    ['a span without a unit', 'left', { time: 'at', labelsWithin: 9 }, 'MW_DATA_RULE', /90d/],
    [
      'a task that there is not',
      'left',
      { task: 'binry' },
      'MW_FEATURES_OPTION_CHOICE',
      /"task" is binry, which is not one of "binary", "multiclass" and "regression"/,
    ],
  ])('%s', (_, target, options, code, words) => {
    const found = refusal(() => loose.target(target, options));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(words);
  });

  it.each<[string, (c: Record<string, never>) => unknown, string, RegExp]>([
    ['a number', () => ({ a: 5 }), 'MW_FEATURES_VALUE', /the feature "a" is 5, which is no expression/],
    ['nothing', (c) => ({ a: c['at'], b: undefined }), 'MW_FEATURES_VALUE', /"b" is undefined/],
    ['a function', () => ({ a: () => 1 }), 'MW_FEATURES_VALUE', /"a" is a function/],
    [
      'a rule over another type',
      (c) => ({ a: learn.category(c['spent']) }),
      'MW_EXPR_ILLEGAL',
      /learn\.category takes \(text\), not \(number\)/,
    ],
    ['none at all', () => ({}), 'MW_FEATURES_NONE', /no features/],
  ])('a feature that is %s', (_, define, code, words) => {
    const found = refusal(() => loose.target('left').features(define as never));
    expect(found.code).toBe(code);
    expect(found.message).toMatch(words);
  });
});

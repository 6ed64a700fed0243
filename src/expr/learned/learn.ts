import { exprOf } from '../build/expr.js';
import type { Expr, Typed } from '../build/typed.js';
import { learnedNode } from '../construct.js';
import { mwError } from '../../core/index.js';
import { checkedOptions } from './options.js';
import type { RuleName } from './index.js';
import type { ValueType } from '../node.js';

/** Options of the rules that learn which texts occur. */
export interface LevelOptions {
  /** Levels to keep, the most frequent ones: 1 … 10,000, default 50. The rest counts as unseen. */
  readonly max?: number;
  /** Rows that a level must have, default 1. Rarer ones count as unseen. */
  readonly minRows?: number;
  /** What a text without a level becomes: a level of its own (default), or missing. */
  readonly unseen?: 'other' | 'missing';
  /** What null becomes: missing (default), or a level of its own. */
  readonly missing?: 'missing' | 'level';
}

/** Options of target means. */
export interface TargetMeanOptions {
  /** Rows that the overall mean weighs in each group's mean: 0 … 1,000,000, default 20. */
  readonly smoothing?: number;
  /** Folds that give the training rows their out-of-fold values: 2 … 100, default 5. */
  readonly folds?: number;
}

/** Options of the rules that put numbers together. */
export interface ComponentOptions {
  /** How many numbers to make: 1 … as many as there are, 256 at most; default 2. */
  readonly components?: number;
}

/** Numbers that can be put together: what is learned grows with the square, the time with the cube. */
const MOST_NUMBERS = 256;

function hole<T extends ValueType>(rule: RuleName, x: Typed, options: object = {}): Expr<T> {
  return exprOf(learnedNode(rule, [x.node], checkedOptions(rule, options)));
}

function directions(name: 'pca' | 'svd', numbers: readonly Expr<'number'>[], options: ComponentOptions): Expr<'numbers'> {
  if (numbers.length < 1 || numbers.length > MOST_NUMBERS)
    throw mwError('MW_EXPR_NUMBERS', { rule: name, got: numbers.length, most: MOST_NUMBERS });
  const checked = checkedOptions('svd', options);
  if ((checked['components'] as number) > numbers.length)
    throw mwError('MW_EXPR_OPTION', {
      rule: name,
      option: 'components',
      due: `a whole number from 1 to ${numbers.length}, one per number at most`,
      got: String(checked['components']),
    });
  return exprOf<'numbers'>(
    learnedNode(
      'svd',
      numbers.map(({ node }) => node),
      checked,
    ),
  );
}

/**
 * Values that `fit` learns from the training rows, and from no others. Each is a hole in the expression until then.
 * Nulls do not count; a rule without any value left is null.
 *
 * ```ts
 * c.MonthlyCharges.gt(learn.quantile(c.MonthlyCharges, 0.9))
 * ```
 */
export const learn = Object.freeze({
  /** The arithmetic mean. */
  mean: (x: Typed<'number'>): Expr<'number'> => hole<'number'>('mean', x),
  /** The median; between the two middle values, their mean. */
  median: (x: Typed<'number'>): Expr<'number'> => hole<'number'>('median', x),
  /** The p-quantile, 0 ≤ p ≤ 1, linear between the two nearest values. */
  quantile: (x: Typed<'number'>, p: number): Expr<'number'> => hole<'number'>('quantile', x, { p }),
  /** The edges of `bins` bins with about the same number of rows; ascending, without repetition. For `bin`. */
  quantiles: (x: Typed<'number'>, bins: number): Expr<'numbers'> => hole<'numbers'>('quantiles', x, { bins }),
  /** The standard deviation of the population (divides by n). */
  std: (x: Typed<'number'>): Expr<'number'> => hole<'number'>('std', x),
  /** The smallest value, or the earliest. */
  min: <T extends 'number' | 'time'>(x: Typed<T>): Expr<T> => hole<T>('min', x),
  /** The largest value, or the latest. */
  max: <T extends 'number' | 'time'>(x: Typed<T>): Expr<T> => hole<T>('max', x),
  /** The most frequent text; of equally frequent ones the first by code unit. */
  mode: (x: Typed<'text'>): Expr<'text'> => hole<'text'>('mode', x),
  /** `(x − mean) / std`; 0 where all values are equal. */
  scale(x: Typed<'number'>): Expr<'number'> {
    const number = exprOf<'number'>(x.node);
    return number.sub(learn.mean(x)).div(learn.std(x).nullIf(0).coalesce(1));
  },
  /** The number, with the median (or the mean) where it is missing. */
  impute: (x: Typed<'number'>, by: 'median' | 'mean' = 'median'): Expr<'number'> => exprOf<'number'>(x.node).coalesce(learn[by](x)),
  /** A category column: which of the levels that training saw. A feature by itself, not a number to reckon with. */
  category: (x: Typed<'text'>, options?: LevelOptions): Typed<'number'> => hole<'number'>('category', x, options),
  /** One 0/1 number per level that training saw. A feature by itself. */
  oneHot: (x: Typed<'text'>, options?: LevelOptions): Typed<'numbers'> => hole<'numbers'>('oneHot', x, options),
  /** The share of the training rows with the same text; 0 for an unseen one, null for null. */
  frequency: (x: Typed<'text'>): Expr<'number'> => hole<'number'>('frequency', x),
  /**
   * Principal components: a few numbers that hold most of what many numbers say together. A feature of one column per component, called `name[0]`,
   * `name[1]`, …; `.element(0)` is one of them as a number. Numbers count in standard deviations unless `scale` is false; a missing one as the mean.
   *
   * ```ts
   * learn.pca([c.tenure, c.MonthlyCharges, c.TotalCharges], { components: 2 })
   * ```
   */
  pca(
    numbers: readonly Typed<'number'>[],
    { scale = true, ...options }: ComponentOptions & { readonly scale?: boolean } = {},
  ): Expr<'numbers'> {
    const centred = numbers.map(({ node }) => {
      const number = exprOf<'number'>(node);
      return scale ? learn.scale(number) : number.sub(learn.mean(number));
    });
    return directions('pca', centred, options);
  },
  /**
   * Truncated singular value decomposition: as {@link learn.pca}, but of the numbers as they are, neither centred nor scaled; for counts and
   * amounts where 0 means nothing. A missing number counts as the mean.
   */
  svd: (numbers: readonly Typed<'number'>[], options: ComponentOptions = {}): Expr<'numbers'> =>
    directions(
      'svd',
      numbers.map((x) => learn.impute(x, 'mean')),
      options,
    ),
  /** The smoothed mean of the target among rows with the same text; training rows get it out of fold. */
  targetMean: (x: Typed<'text'>, options?: TargetMeanOptions): Expr<'number'> => hole<'number'>('targetMean', x, options),
});

import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `naive_bayes`, all optional. The table {@link naiveBayesParams} gives each one's range, default and meaning. */
export interface NaiveBayesParams {
  readonly smoothing?: number;
  readonly varianceSmoothing?: number;
  readonly prior?: 'shares' | 'equal';
}

/** Every setting with a value. */
export type NaiveBayesSettings = Required<NaiveBayesParams>;

/** Parameters of `naive_bayes`. */
export const naiveBayesParams = {
  smoothing: {
    type: 'number',
    low: 1e-10,
    high: 1e6,
    scale: 'log',
    default: 1,
    search: { low: 0.01, high: 100 },
    doc: 'Laplace smoothing of flags and categories: so many rows are added to each level of each class. alpha of scikit-learn.',
  },
  varianceSmoothing: {
    type: 'number',
    low: 1e-12,
    high: 1e3,
    scale: 'log',
    default: 0.3,
    search: { low: 0.0001, high: 10 },
    doc: "Numbers: this share of the column's variance is added to the variance of each class. var_smoothing of scikit-learn, on standardised columns.",
  },
  prior: {
    type: 'choice',
    choices: ['shares', 'equal'],
    default: 'shares',
    doc: 'Chances of the classes before a row is seen: their shares of the training rows, or all the same.',
  },
} as const satisfies Record<keyof NaiveBayesParams, Param>;

/** The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`. */
export function settingsOf(params: Params): NaiveBayesSettings {
  return resolveParams('naive_bayes', naiveBayesParams, params) as unknown as NaiveBayesSettings;
}

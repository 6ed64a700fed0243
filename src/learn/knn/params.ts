import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `knn`, all optional. The table {@link knnParams} gives each one's range, default and meaning. */
export interface KnnParams {
  readonly neighbours?: number;
  readonly metric?: 'euclidean' | 'manhattan';
  readonly votes?: 'rank' | 'uniform' | 'distance';
  readonly smoothing?: number;
}

/** Every setting with a value. */
export type KnnSettings = Required<KnnParams>;

/** Parameters of `knn`. */
export const knnParams = {
  neighbours: {
    type: 'int',
    low: 1,
    high: 1000,
    scale: 'log',
    default: 25,
    search: { low: 3, high: 200 },
    doc: 'How many of the nearest training rows vote. More is smoother. n_neighbors of scikit-learn.',
  },
  metric: {
    type: 'choice',
    choices: ['euclidean', 'manhattan'],
    default: 'euclidean',
    search: ['euclidean', 'manhattan'],
    doc: 'How far rows are apart, in standard deviations; unequal flags or categories are as far apart as one-hot columns make them.',
  },
  votes: {
    type: 'choice',
    choices: ['rank', 'uniform', 'distance'],
    default: 'rank',
    search: ['rank', 'uniform', 'distance'],
    doc: 'The n-th of k neighbours counts k + 1 − n, or all count the same, or by 1 / distance, where rows at distance zero decide alone.',
  },
  smoothing: {
    type: 'number',
    low: 0,
    high: 1000,
    scale: 'linear',
    default: 1,
    doc: 'Classification only: so many neighbours with the shares of all training rows are added to the vote.',
  },
} as const satisfies Record<keyof KnnParams, Param>;

/** The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`. */
export function settingsOf(params: Params): KnnSettings {
  return resolveParams('knn', knnParams, params) as unknown as KnnSettings;
}

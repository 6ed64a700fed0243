import { chooser, type ClassTask } from './choice.js';
import type { GbdtParams } from './gbdt/index.js';
import type { IsolationForestParams } from './isolation_forest/index.js';
import type { KmeansParams } from './kmeans/index.js';
import type { LinearParams } from './linear/index.js';

/** Chooses the baseline: the mean, or the class shares. */
export const constant = chooser<'constant', {}>('constant');

/**
 * Chooses gradient-boosted trees.
 *
 * ```ts
 * import { gbdt } from 'millwright/learn';
 *
 * gbdt({ trees: 300, monotone: { tenure: 'decreasing' } });
 * ```
 */
export const gbdt = chooser<'gbdt', GbdtParams, { balance: ClassTask }>('gbdt');

/**
 * Chooses a linear model: logistic, multinomial, or linear regression with ridge and lasso.
 *
 * ```ts
 * import { linear } from 'millwright/learn';
 *
 * linear({ l2: 10 });
 * ```
 */
export const linear = chooser<'linear', LinearParams, { classWeight: ClassTask; nonNegative: 'regression' }>('linear');

/**
 * Chooses segments around centres.
 *
 * ```ts
 * import { kmeans } from 'millwright/learn';
 *
 * kmeans({ segments: 5 });
 * ```
 */
export const kmeans = chooser<'kmeans', KmeansParams, {}, 'segment'>('kmeans');

/** Chooses the tails of the columns, which say how odd a row is without any setting. */
export const ecod = chooser<'ecod', {}, {}, 'outlier'>('ecod');

/**
 * Chooses an isolation forest, which says how odd a row is.
 *
 * ```ts
 * import { isolationForest } from 'millwright/learn';
 *
 * isolationForest({ trees: 200 });
 * ```
 */
export const isolationForest = chooser<'isolation_forest', IsolationForestParams, {}, 'outlier'>('isolation_forest');

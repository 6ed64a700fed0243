import type { AgglomerativeParams } from './agglomerative/index.js';
import type { DbscanParams } from './dbscan/index.js';
import type { BlendParams } from './blend/index.js';
import { chooser, ensembleChooser, type ClassTask } from './choice.js';
import type { EbmParams } from './ebm/index.js';
import type { ForestParams } from './forest/index.js';
import type { GbdtParams } from './gbdt/index.js';
import type { GlmParams } from './glm/index.js';
import type { GmmParams } from './gmm/index.js';
import type { HdbscanParams } from './hdbscan/index.js';
import type { IsolationForestParams } from './isolation_forest/index.js';
import type { KmeansParams } from './kmeans/index.js';
import type { KnnParams } from './knn/index.js';
import type { LinearParams } from './linear/index.js';
import type { LofParams } from './lof/index.js';
import type { MlpParams } from './mlp/index.js';
import type { NaiveBayesParams } from './naive_bayes/index.js';
import type { StackParams } from './stack/index.js';
import type { SvmParams } from './svm/index.js';
import type { RLearnerParams, TLearnerParams, XLearnerParams } from './uplift/index.js';

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

/**
 * Chooses segments as a mixture of normal distributions.
 *
 * ```ts
 * import { gmm } from 'millwright/learn';
 *
 * gmm({ segments: 4, covariance: 'diagonal' });
 * ```
 */
export const gmm = chooser<'gmm', GmmParams, {}, 'segment'>('gmm');

/**
 * Chooses segments where rows lie close, with rows that belong to none.
 *
 * ```ts
 * import { dbscan } from 'millwright/learn';
 *
 * dbscan({ eps: 0.5, minRows: 10 });
 * ```
 */
export const dbscan = chooser<'dbscan', DbscanParams, {}, 'segment'>('dbscan');

/**
 * Chooses segments of any density, with rows that belong to none.
 *
 * ```ts
 * import { hdbscan } from 'millwright/learn';
 *
 * hdbscan({ minSegmentRows: 50 });
 * ```
 */
export const hdbscan = chooser<'hdbscan', HdbscanParams, {}, 'segment'>('hdbscan');

/**
 * Chooses segments by joining what is nearest.
 *
 * ```ts
 * import { agglomerative } from 'millwright/learn';
 *
 * agglomerative({ segments: 4, join: 'average' });
 * ```
 */
export const agglomerative = chooser<'agglomerative', AgglomerativeParams, {}, 'segment'>('agglomerative');

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

/**
 * Chooses the local outlier factor, which says how much thinner a row lies than its neighbours.
 *
 * ```ts
 * import { lof } from 'millwright/learn';
 *
 * lof({ neighbours: 50 });
 * ```
 */
export const lof = chooser<'lof', LofParams, {}, 'outlier'>('lof');

/**
 * Chooses a model of the outcome per arm, whose difference is the uplift.
 *
 * ```ts
 * import { gbdt, tLearner } from 'millwright/learn';
 *
 * tLearner({ outcome: gbdt({ trees: 100 }) });
 * ```
 */
export const tLearner = chooser<'t_learner', TLearnerParams, {}, 'uplift'>('t_learner');

/**
 * Chooses effects imputed from the other arm's model, for arms of very different size.
 *
 * ```ts
 * import { gbdt, linear, xLearner } from 'millwright/learn';
 *
 * xLearner({ outcome: linear(), effect: gbdt({ trees: 30, leaves: 6 }) });
 * ```
 */
export const xLearner = chooser<'x_learner', XLearnerParams, {}, 'uplift'>('x_learner');

/**
 * Chooses what outcome and assignment leave unexplained, for effects that are simpler than the outcome.
 *
 * ```ts
 * import { gbdt, linear, rLearner } from 'millwright/learn';
 *
 * rLearner({ outcome: gbdt(), effect: linear() });
 * ```
 */
export const rLearner = chooser<'r_learner', RLearnerParams, {}, 'uplift'>('r_learner');

/**
 * Chooses naive Bayes, for classifications.
 *
 * ```ts
 * import { naiveBayes } from 'millwright/learn';
 *
 * naiveBayes({ prior: 'equal' });
 * ```
 */
export const naiveBayes = chooser<'naive_bayes', NaiveBayesParams, {}, ClassTask>('naive_bayes');

/**
 * Chooses nearest neighbours.
 *
 * ```ts
 * import { knn } from 'millwright/learn';
 *
 * knn({ neighbours: 50, votes: 'distance' });
 * ```
 */
export const knn = chooser<'knn', KnnParams, { smoothing: ClassTask }>('knn');

/**
 * Chooses small neural networks, averaged.
 *
 * ```ts
 * import { mlp } from 'millwright/learn';
 *
 * mlp({ hidden: 128, layers: 3 });
 * ```
 */
export const mlp = chooser<'mlp', MlpParams>('mlp');

/**
 * Chooses a random forest.
 *
 * ```ts
 * import { forest } from 'millwright/learn';
 *
 * forest({ trees: 500, minRowsPerLeaf: 5 });
 * ```
 */
export const forest = chooser<'forest', ForestParams, { balance: ClassTask }>('forest');

/**
 * Chooses extremely randomised trees.
 *
 * ```ts
 * import { extraTrees } from 'millwright/learn';
 *
 * extraTrees({ trees: 500, columnShare: 0.5 });
 * ```
 */
export const extraTrees = chooser<'extra_trees', ForestParams, { balance: ClassTask }>('extra_trees');

/**
 * Chooses a generalised linear model with a log link, for numbers that are never below 0.
 *
 * ```ts
 * import { glm } from 'millwright/learn';
 *
 * glm({ family: 'gamma', l2: 10 });
 * ```
 */
export const glm = chooser<'glm', GlmParams, {}, 'regression'>('glm');

/**
 * Chooses support vector machines.
 *
 * ```ts
 * import { svm } from 'millwright/learn';
 *
 * svm({ kernel: 'linear', cost: 0.1 });
 * ```
 */
export const svm = chooser<'svm', SvmParams, { epsilon: 'regression'; folds: ClassTask }>('svm');

/**
 * Chooses an explainable boosting machine.
 *
 * ```ts
 * import { ebm } from 'millwright/learn';
 *
 * ebm({ bags: 14, pairsPerColumn: 1 });
 * ```
 */
export const ebm = chooser<'ebm', EbmParams>('ebm');

/**
 * Chooses a weighted mean of other learners.
 *
 * ```ts
 * import { blend, gbdt, linear, mlp } from 'millwright/learn';
 *
 * blend({ members: [linear(), gbdt({ trees: 300 }), mlp()] });
 * ```
 */
export const blend = ensembleChooser<'blend', BlendParams>('blend');

/**
 * Chooses a linear model over the answers of other learners.
 *
 * ```ts
 * import { extraTrees, gbdt, linear, stack } from 'millwright/learn';
 *
 * stack({ members: [linear(), gbdt(), extraTrees()], l2: 10 });
 * ```
 */
export const stack = ensembleChooser<'stack', StackParams>('stack');

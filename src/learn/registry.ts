import { agglomerative } from './agglomerative/index.js';
import { didYouMean, hasTarget, mwError } from '../core/index.js';
import { blendOf } from './blend/index.js';
import { constant } from './constant/index.js';
import { dbscan } from './dbscan/index.js';
import { ebm } from './ebm/index.js';
import { ecod } from './ecod/index.js';
import { isEnsemble, withMembers, withParts, type FindLearner } from './ensemble/params.js';
import { extraTrees } from './extra_trees/index.js';
import { forest } from './forest/index.js';
import { gbdt } from './gbdt/index.js';
import { glm } from './glm/index.js';
import { gmm } from './gmm/index.js';
import { hdbscan } from './hdbscan/index.js';
import { isolationForest } from './isolation_forest/index.js';
import { allChecked } from './checked.js';
import { kmeans } from './kmeans/index.js';
import { knn } from './knn/index.js';
import type { AnyLearner, AnyTask, Learner } from './learner.js';
import { linear } from './linear/index.js';
import { lof } from './lof/index.js';
import { mlp } from './mlp/index.js';
import { naiveBayes } from './naive_bayes/index.js';
import { resolveParams, type Params } from './params.js';
import { rLearnerOf } from './r_learner/index.js';
import { stackOf } from './stack/index.js';
import { svm } from './svm/index.js';
import { tLearnerOf } from './t_learner/index.js';
import { xLearnerOf } from './x_learner/index.js';

/** Every learner by its name. */
const table = {
  constant,
  linear,
  gbdt,
  ebm,
  forest,
  extra_trees: extraTrees,
  knn,
  naive_bayes: naiveBayes,
  svm,
  mlp,
  glm,
  kmeans,
  gmm,
  dbscan,
  hdbscan,
  agglomerative,
  isolation_forest: isolationForest,
  ecod,
  lof,
  t_learner: tLearnerOf(learnerFor),
  x_learner: xLearnerOf(learnerFor),
  r_learner: rLearnerOf(learnerFor),
  blend: blendOf(learnerFor),
  stack: stackOf(learnerFor),
} as const satisfies Record<string, AnyLearner>;

/**
 * Every learner by its name, its rows checked before it sees them. The command line, the help, the conformance tests and the search space
 * read this table.
 */
export const learners = allChecked(table);

/** The names of all learners. */
export type LearnerName = keyof typeof learners;

/**
 * The learner of this name. Throws `MW_LEARN_UNKNOWN` with the nearest name.
 *
 * ```ts
 * import { learnerNamed } from 'millwright/learn';
 *
 * learnerNamed('linear').tasks; // ['binary', 'multiclass', 'regression']
 * ```
 */
export function learnerNamed<N extends LearnerName>(name: N): (typeof learners)[N];
export function learnerNamed(name: string): AnyLearner;
export function learnerNamed(name: string): AnyLearner {
  if (!Object.hasOwn(learners, name)) {
    const known = Object.keys(learners);
    throw mwError('MW_LEARN_UNKNOWN', { name, hint: didYouMean(name, known), known });
  }
  return learners[name as LearnerName];
}

/** The learner of this name, for a task. Throws `MW_LEARN_UNKNOWN`, or `MW_LEARN_TASK` when it does not do the task. */
export function learnerFor<T extends AnyTask>(task: T, name: string): Learner<T> {
  const learner = learnerNamed(name);
  const known: readonly AnyTask[] = learner.tasks;
  if (!known.includes(task)) throw mwError('MW_LEARN_TASK', { learner: name, task, tasks: learner.tasks });
  return learner as unknown as Learner<T>;
}

/** The full settings of a learner for a task, those of its members included. Throws where it does not know the task or a parameter. */
export function settingsFor(task: AnyTask, name: string, given: Params): Params {
  const { params } = learnerFor(task, name);
  const settings = resolveParams(name, params, given);
  if (!hasTarget(task)) return withParts(ofAnyTask, () => 'regression', name, params, settings);
  return isEnsemble({ params }) ? withMembers(learnerFor, task, name, settings) : settings;
}

/** What a part of an uplift learner does depends on the outcome, which the fit knows: it refuses one that does not do its part. */
const ofAnyTask: FindLearner = (_, name) => learnerNamed(name) as Learner;

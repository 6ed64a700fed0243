import { didYouMean, mwError } from '../core/index.js';
import { constant } from './constant/index.js';
import { ebm } from './ebm/index.js';
import { extraTrees } from './extra_trees/index.js';
import { forest } from './forest/index.js';
import { gbdt } from './gbdt/index.js';
import { glm } from './glm/index.js';
import { knn } from './knn/index.js';
import type { Learner } from './learner.js';
import { linear } from './linear/index.js';
import { mlp } from './mlp/index.js';
import { naiveBayes } from './naive_bayes/index.js';
import { svm } from './svm/index.js';

/** Every learner by its name. The command line, the help, the conformance tests and the search space read this table. */
export const learners = {
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
} as const satisfies Record<string, Learner>;

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
export function learnerNamed(name: string): Learner {
  if (!Object.hasOwn(learners, name)) {
    const known = Object.keys(learners);
    throw mwError('MW_LEARN_UNKNOWN', { name, hint: didYouMean(name, known), known });
  }
  return learners[name as LearnerName];
}

import type { LearnerName } from '../learn/index.js';
import type { RecommenderName } from '../recommend/index.js';
import type { SamplerName } from '../tune/index.js';

// Names alone: to load what they name would triple what every command reads as it starts.

/** All learners. */
export const LEARNERS = namesOf<LearnerName>({
  constant: true,
  linear: true,
  gbdt: true,
  ebm: true,
  forest: true,
  extra_trees: true,
  knn: true,
  naive_bayes: true,
  svm: true,
  mlp: true,
  glm: true,
  kmeans: true,
  gmm: true,
  dbscan: true,
  hdbscan: true,
  agglomerative: true,
  isolation_forest: true,
  ecod: true,
  lof: true,
  t_learner: true,
  x_learner: true,
  r_learner: true,
  blend: true,
  stack: true,
});

/** All methods of recommending. */
export const RECOMMENDERS = namesOf<RecommenderName>({
  popularity: true,
  item_knn: true,
  user_knn: true,
  ease: true,
  slim: true,
  als: true,
  bpr: true,
  hybrid: true,
  vsknn: true,
  stan: true,
  blend: true,
  ranker: true,
});

/** All samplers of a search. */
export const SAMPLERS = namesOf<SamplerName>({ grid: true, random: true, sobol: true, tpe: true, gp: true, cmaes: true, nsga2: true });

/** Does not compile where a name is missing, or is none. */
function namesOf<Name extends string>(all: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(all) as Name[];
}

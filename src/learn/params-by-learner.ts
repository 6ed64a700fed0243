import type { ClassTask } from './choice.js';
import type { EbmParams } from './ebm/index.js';
import type { ForestParams } from './forest/index.js';
import type { GbdtParams } from './gbdt/index.js';
import type { GlmParams } from './glm/index.js';
import type { KnnParams } from './knn/index.js';
import type { Task } from './learner.js';
import type { LinearParams } from './linear/index.js';
import type { MlpParams } from './mlp/index.js';
import type { NaiveBayesParams } from './naive_bayes/index.js';
import type { SvmParams } from './svm/index.js';

/** The parameters of each learner whose settings can be searched, by its name. */
export interface ParamsByLearner {
  readonly linear: LinearParams;
  readonly glm: GlmParams;
  readonly gbdt: GbdtParams;
  readonly ebm: EbmParams;
  readonly forest: ForestParams;
  readonly extra_trees: ForestParams;
  readonly knn: KnnParams;
  readonly naive_bayes: NaiveBayesParams;
  readonly svm: SvmParams;
  readonly mlp: MlpParams;
}

/** Learners of some tasks alone. */
interface TasksOf {
  readonly glm: 'regression';
  readonly naive_bayes: ClassTask;
}

/** The learners of {@link ParamsByLearner} that do a task. */
export type SearchedLearner<T extends Task = Task> = {
  [L in keyof ParamsByLearner]: L extends keyof TasksOf ? (T extends TasksOf[L] ? L : never) : L;
}[keyof ParamsByLearner];

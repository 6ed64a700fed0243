import type { Params } from '../../learn/index.js';
import type { RecommendLearner } from '../../recommend/index.js';

/** What a promise is checked on. */
export interface RecommenderSubject {
  readonly learner: RecommendLearner;
  /** Parameters for the fits: few factors, say, so that the suite is quick. */
  readonly params: Params;
}

/** A promise before it is bound to a learner. */
export interface RecommenderPromise {
  readonly name: string;
  readonly check: (subject: RecommenderSubject) => Promise<void>;
}

import { mwError } from '../../core/index.js';
import { LIST_LENGTHS, rankingMetricNamed, type RankingMetricAt } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import type { RunOptions } from '../run.js';
import type { Entrants } from './compete.js';
import type { RecommenderModel } from './define.js';
import { methodOf } from './fit.js';
import type { RecommendSearch } from './search.js';

/** Options of one training; what is absent comes from the definition. */
export interface RecommendTrainOptions extends RunOptions {
  /** One method instead of comparing several. */
  readonly learner?: string;
  /** Parameters of that method (without one: of the method that the definition names). */
  readonly params?: Params;
  readonly metric?: string;
  readonly seed?: number;
  /** Learn as if it were this moment, in milliseconds since 1970: later events are left out. What came of lists since then can tell how good the version is. */
  readonly until?: number;
  /** Search for the best method and settings: of the named method, else of several. */
  readonly tuning?: RecommendSearch;
  /** Ends a search, and the training goes on with the best that was found. */
  readonly stop?: AbortSignal;
  /** Told of every trial that ends, in one line. */
  readonly trialEnded?: (line: string) => void;
}

/** What is to be done. */
export interface Plan extends Entrants {
  readonly metric: RankingMetricAt;
  readonly seed: number;
}

/** What is to be done; throws where it cannot, before any data is read. */
export function planOf(model: RecommenderModel, options: RecommendTrainOptions): Plan {
  const learner = options.learner ?? model.learner?.learner;
  if (learner === undefined && Object.keys(options.params ?? {}).length > 0)
    throw mwError('MW_MODEL_RECOMMENDER', {
      name: model.name,
      reason: 'parameters are given, and no method that they are of: several are compared',
      due: 'a learner, too: --learner ease --params \'{"l2": 300}\'',
    });
  const own = model.learner && model.learner.learner === learner ? model.learner.params : {};
  const given = { ...own, ...options.params };
  return {
    metric: rankingMetricNamed(options.metric ?? model.metric, LIST_LENGTHS),
    seed: options.seed ?? model.seed,
    named: learner === undefined ? undefined : methodOf(learner, given),
    given,
  };
}

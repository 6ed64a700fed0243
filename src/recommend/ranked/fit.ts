import { gbdtWith, lambdaRank, resolveParams, type FitRun, type Params, type Predictor } from '../../learn/index.js';
import type { Recommender, RecommendInput } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { featureNames } from './features.js';
import { itemFacts, type ItemFacts } from './item-facts.js';
import { asRead, fitSources, type RankSource } from './sources.js';
import { rankRows, type RankRows } from './training.js';

/** How a ranker is fitted. */
export interface RankerOptions {
  /** Candidates that each source names (default 100). */
  readonly depth?: number;
  /** Most users to learn from (default 5000). */
  readonly users?: number;
  /** Whether items that a user took may be candidates again (default false). */
  readonly repeat?: boolean;
  /** Settings of boosting, instead of 150 trees of 15 leaves. */
  readonly boosting?: Params;
}

/** Everything that the ranker's boosting learned, before it serves. */
export interface LearnedRanks {
  readonly names: readonly string[];
  readonly rows: RankRows;
  readonly boosted: Predictor;
}

const BOOSTING: Params = { trees: 150, leaves: 15, learningRate: 0.05, minRowsPerLeaf: 50, l2: 0, columnShare: 0.7 };

/** Learns to rank candidates from what came after the cut, with all sources and facts as they were at the cut. */
export async function learnRanks(
  input: RecommendInput,
  split: SplitInteractions,
  sources: readonly RankSource[],
  { depth = 100, users = 5000, repeat = false, boosting = {} }: RankerOptions,
  run: FitRun,
): Promise<LearnedRanks> {
  const early: RecommendInput = { ...input, interactions: split.before };
  const fitted = (await fitSources(early, sources, run)).map((one, s) => asRead(one, sources[s]));
  const facts = itemFacts(early, run.seed);
  const names = featureNames(sources, facts, input.userFeatures?.columns ?? []);
  const rows = rankRows(input, split, fitted, facts, names, { depth, users, repeat }, run.seed);
  const learner = gbdtWith(lambdaRank({ groups: rows.groups, truncation: 20 }));
  const params = resolveParams('gbdt', learner.params, { ...BOOSTING, ...boosting });
  const boosted = await learner.fit({ task: 'regression', classes: 1, x: rows.x, y: rows.y }, { ...run, params });
  return { names, rows, boosted };
}

export type { Recommender, ItemFacts };

import { mwError } from '../../core/index.js';
import { gbdtWith, lambdaRank, resolveParams, type FitRun, type Params } from '../../learn/index.js';
import type { RecommendInput } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { featureNames } from './features.js';
import { itemFacts } from './item-facts.js';
import { rankerOf, type Ranker } from './ranker.js';
import { asRead, fitSources, type RankSource } from './sources.js';
import { rankRows, type RankRows } from './training.js';

/** How a ranker is fitted. */
export interface RankerOptions {
  /** Candidates that each source names (default 50). */
  readonly depth?: number;
  /** Most users to learn from (default 5000). */
  readonly users?: number;
  /** Whether items that a user took may be candidates again (default false). */
  readonly repeat?: boolean;
  /** Settings of boosting, instead of 100 trees of 15 leaves at a rate of 0.05. */
  readonly boosting?: Params;
}

const BOOSTING: Params = { trees: 100, leaves: 15, learningRate: 0.05, minRowsPerLeaf: 50, l2: 0, columnShare: 0.7 };

/**
 * The rows that a ranker learns from: candidates as the sources named them at the cut, told by what was known at the cut, and which of them were taken after it. Nothing
 * of `split.after` but those targets enters.
 */
export async function rankerRows(
  input: RecommendInput,
  split: SplitInteractions,
  sources: readonly RankSource[],
  { depth = 50, users = 5000, repeat = false }: RankerOptions,
  run: FitRun,
): Promise<RankRows> {
  const early: RecommendInput = { ...input, interactions: split.before };
  const fitted = await fitSources(early, sources, run);
  const facts = itemFacts(early, run.seed);
  const names = featureNames(sources, facts, input.userFeatures?.columns ?? []);
  const read = fitted.map((one, s) => asRead(one, sources[s]));
  return rankRows(input, split, read, facts, names, { depth, users, repeat }, run.seed);
}

/**
 * A ranker over the candidates of several methods: boosting by LambdaRank (`learn/lambdaRank`) over each method's score and rank, popularity in windows, an item's age,
 * its likeness to what was taken last by takers and by content, distances of numbers such as prices, and what is known of the user. It learns from what came after
 * the cut of `split`, which parts `input.interactions`; then all methods are fitted on all interactions. Costs every method twice, and boosting
 * of some `depth` × methods rows per user. Throws `MW_RECOMMEND_RANKER` where no candidate was taken after the cut.
 */
export async function fitRanker(
  input: RecommendInput,
  split: SplitInteractions,
  sources: readonly RankSource[],
  run: FitRun,
  options: RankerOptions = {},
): Promise<Ranker> {
  const { depth = 50, repeat = false, boosting = {} } = options;
  const { x, y, groups } = await rankerRows(input, split, sources, options, run);
  if (groups.length === 0) throw mwError('MW_RECOMMEND_RANKER', { users: split.before.users.length, depth });
  const learner = gbdtWith(lambdaRank({ groups, truncation: 20 }));
  const params = resolveParams('gbdt', learner.params, { ...BOOSTING, ...boosting });
  const boosted = await learner.fit({ task: 'regression', classes: 1, x, y }, { ...run, params });
  const fitted = await fitSources(input, sources, run);
  return rankerOf({
    sources,
    fitted,
    facts: itemFacts(input, run.seed),
    userColumns: input.userFeatures?.columns ?? [],
    depth,
    repeat,
    boosted,
  });
}

import { headsOf, inTurns, mwError } from '../../core/index.js';
import { gbdtWith, lambdaRank, resolveParams, type FitRun, type Member, type Params } from '../../learn/index.js';
import { fitBefore, fitMembers, heldOut, membersOf, type FindMethod } from '../members/index.js';
import type { RecommendInput } from '../recommender.js';
import type { SplitInteractions } from '../split.js';
import { featureNames } from './features.js';
import { itemFacts } from './item-facts.js';
import type { RankerModel } from './model.js';
import type { RankerParams } from './params.js';
import { rankRows, type RankRows } from './training.js';

/** Users to learn from at most. */
const MOST_USERS = 5000;
const TURN_MS = 10;
/** What of boosting is not to be chosen. */
const BOOSTING: Params = { minRowsPerLeaf: 50, l2: 0, columnShare: 0.7 };

/**
 * The rows that a ranker learns from: candidates as the members named them at the cut, told by what was known at the cut, and which of them were taken after it. Nothing
 * of `split.after` but those targets enters.
 */
export async function rankerRows(
  find: FindMethod,
  input: RecommendInput,
  split: SplitInteractions,
  members: readonly Member[],
  run: FitRun,
  users: number = MOST_USERS,
): Promise<RankRows> {
  const { depth, repeat } = run.params as unknown as RankerParams;
  const early = await fitBefore(find, input, split, members, run);
  const facts = await inTurns(itemFacts({ ...input, interactions: split.before }, run.seed), run.signal, TURN_MS);
  const names = featureNames(members, facts, input.userFeatures?.columns ?? []);
  return inTurns(rankRows(input, split, early, facts, names, { depth, users, repeat }, run.seed), run.signal, TURN_MS);
}

/** Learns from what every user did last, and then fits all members on all interactions. */
export async function fitRanker(find: FindMethod, input: RecommendInput, run: FitRun): Promise<RankerModel> {
  const { depth, repeat, trees, leaves, learningRate } = run.params as unknown as RankerParams;
  const members = membersOf(find, 'ranker', run.params);
  const split = heldOut(input.interactions);
  const { x, y, groups } = await rankerRows(find, input, split, members, run);
  if (groups.length === 0) throw mwError('MW_RECOMMEND_RANKER', { users: split.before.users.length, depth });
  const learner = gbdtWith(lambdaRank({ groups, truncation: 20 }));
  const params = resolveParams('gbdt', learner.params, { ...BOOSTING, trees, leaves, learningRate });
  const boosted = await learner.fit({ task: 'regression', classes: 1, x, y }, { ...run, params });
  const userColumns = input.userFeatures ? headsOf(input.userFeatures) : [];
  const fitted = await fitMembers(find, input, members, run);
  const facts = await inTurns(itemFacts(input, run.seed), run.signal, TURN_MS);
  return { members, fitted, facts, userColumns, depth, repeat, boosted };
}

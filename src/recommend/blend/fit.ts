import { inTurns } from '../../core/index.js';
import { rankingMetricNamed } from '../../evaluate/index.js';
import type { FitRun, Member } from '../../learn/index.js';
import { fitBefore, fitMembers, heldOut, membersOf, type FindMethod } from '../members/index.js';
import type { Recommender, RecommendInput } from '../recommender.js';
import { blendCases } from './cases.js';
import { blended } from './predictor.js';
import { weightedMembers } from './weighted-members.js';
import { blendWeights } from './weights.js';

/** Users by whom weights are found: the standard error of their mean is below the differences that matter. */
const MOST_USERS = 2000;
const TURN_MS = 10;

/** Fits the members that have a weight, or are found to be worth one, on all interactions. */
export async function fitBlend(find: FindMethod, input: RecommendInput, run: FitRun): Promise<Recommender> {
  const given = membersOf(find, 'blend', run.params);
  const members = given[0].weight === undefined ? await weighted(find, input, given, run) : given;
  return blended(members, await fitMembers(find, input, members, run));
}

/** The members that are worth a weight, by what came after a cut which their fits did not see. */
async function weighted(find: FindMethod, input: RecommendInput, members: readonly Member[], run: FitRun): Promise<readonly Member[]> {
  const split = heldOut(input.interactions);
  const early = await fitBefore(find, input, split, members, run);
  const metric = rankingMetricNamed('ndcg@10');
  const again = run.params['repeat'] === true ? { suppressed: () => [] } : {};
  const cases = await inTurns(blendCases(early, split, metric.k, { ...again, most: MOST_USERS }), run.signal, TURN_MS);
  const weights = await inTurns(blendWeights(cases, members.length, metric), run.signal, TURN_MS);
  return weightedMembers(members, weights);
}

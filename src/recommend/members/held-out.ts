import type { FitRun, Member } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { Recommender, RecommendInput } from '../recommender.js';
import { lastOfEachUser, type SplitInteractions } from '../split.js';
import { asRead, fitMembers } from './fit.js';
import type { FindMethod } from './members.js';

/** The newest share of every user's events, by which it is found what members say is worth. */
const HELD_OUT = 0.2;

/** Events to fit members on, and those after them to judge these by. */
export const heldOut = (all: Interactions): SplitInteractions => lastOfEachUser(all, HELD_OUT);

/** All members fitted on what came before a cut alone, as their histories are read. */
export async function fitBefore(
  find: FindMethod,
  input: RecommendInput,
  { before }: SplitInteractions,
  members: readonly Member[],
  run: FitRun,
): Promise<readonly Recommender[]> {
  return asRead(await fitMembers(find, { ...input, interactions: before }, members, run), members);
}

import { setImmediate } from 'node:timers/promises';
import type { FitRun, Member } from '../../learn/index.js';
import { withRecency } from '../recency.js';
import type { Recommender, RecommendInput } from '../recommender.js';
import type { FindMethod } from './members.js';

/** Fitted members, as their histories are read. */
export const asRead = (fitted: readonly Recommender[], members: readonly Pick<Member, 'params'>[]): readonly Recommender[] =>
  fitted.map((one, m) => withRecency(one, Number(members[m].params['recency'] ?? 0)));

/** All members, with all of their settings, fitted on the same interactions, one after the other. */
export async function fitMembers(
  find: FindMethod,
  input: RecommendInput,
  members: readonly Member[],
  run: FitRun,
): Promise<readonly Recommender[]> {
  const fitted: Recommender[] = [];
  for (const { learner, params } of members) {
    await setImmediate();
    fitted.push(await find(learner).fit(input, { ...run, params }));
  }
  return fitted;
}

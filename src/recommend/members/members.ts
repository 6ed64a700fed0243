import { mwError } from '../../core/index.js';
import { resolveParams, type Member, type Param, type Params } from '../../learn/index.js';
import type { RecommendLearner } from '../recommender.js';

/** Finds a method by its name; throws where there is none. The registry hands it in, which is why methods may have members. */
export type FindMethod = (name: string) => RecommendLearner;

/** More of them take longer than a list may. */
const MOST_MEMBERS = 10;

/** The parameter that says what a method is made of. */
export const membersParam = (doc: string): Param & { readonly type: 'learners' } => ({
  type: 'learners',
  most: MOST_MEMBERS,
  default: ['item_knn', 'als', 'stan'].map((learner) => ({ learner, params: {} })),
  doc,
});

/** Whether a method is made of others. */
export const hasMembers = ({ params }: Pick<RecommendLearner, 'params'>): boolean => params['members']?.type === 'learners';

/**
 * The settings of a method with those of its members in full; settings without members stay as they are. Throws `MW_RECOMMEND_LEARNER`, `MW_LEARN_PARAM_UNKNOWN` or
 * `MW_LEARN_PARAM_VALUE`, the last also where some members have a weight and others none, where one is made of others itself, or for a weight that
 * nothing is made of.
 */
export function withMembers(find: FindMethod, name: string, given: Params): Params {
  const learner = find(name);
  const settings = resolveParams(name, learner.params, given);
  return hasMembers(learner) ? { ...settings, members: membersOf(find, name, settings) } : settings;
}

/** The members that settings name, each with all of its settings; throws as {@link withMembers} does. */
export function membersOf(find: FindMethod, name: string, settings: Params): readonly Member[] {
  const members = settings['members'] as readonly Member[];
  const weighted = members.filter(({ weight }) => weight !== undefined).length;
  const refused = (got: string, due: string): Error => mwError('MW_LEARN_PARAM_VALUE', { learner: name, name: 'members', got, due });
  const due = name === 'blend' ? 'a weight for every member, or for none' : 'members without a weight';
  if (name === 'blend' ? weighted % members.length !== 0 : weighted > 0) throw refused(`${weighted} of ${members.length} with one`, due);
  return members.map(({ learner, params, ...weight }) => {
    const method = find(learner);
    if (hasMembers(method)) throw refused(`"${learner}"`, 'methods that are not made of others themselves');
    return { learner, params: resolveParams(learner, method.params, params), ...weight };
  });
}

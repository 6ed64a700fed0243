import type { RecommendLearner } from '../recommender.js';
import { usersByItems } from '../sparse.js';
import { userKnnTable, type UserKnnParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * User-based collaborative filtering (Resnick et al., CSCW 1994) for strangers: a history is compared with all users who share an item with it, found through
 * who took what, and an item's score is what the most alike of them did with it, times how alike they are. Nothing is learned, so a fit takes no time; a list
 * costs the users of the history's items. Stores 8 bytes per user and item taken.
 */
export const userKnn: RecommendLearner = {
  name: 'user_knn',
  summary: 'Users who took the same: nothing to fit, new tastes count at once; for shops with fewer users than items.',
  params: userKnnTable,
  fit: async ({ interactions }, { params, signal }) => {
    signal.throwIfAborted();
    const { similarity, neighbours, shrink } = params as unknown as UserKnnParams;
    const users = usersByItems(interactions);
    return predictorOf({ users: { ...users, value: users.value.map(Math.fround) }, similarity, neighbours, shrink });
  },
  fromParts: (parts, items) => predictorOf(modelFrom(parts, items)),
};

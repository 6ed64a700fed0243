import type { ColumnHead } from '../../core/index.js';
import type { FindLearner } from '../ensemble/params.js';
import { memberParts, membersFrom } from '../ensemble/parts.js';
import type { Parts } from '../learner.js';
import type { BlendModel } from './model.js';

/** How far the weights may be from adding up to 1: they are shares of at most 1000 picks. */
const ROUNDING = 1e-9;

/** A blend as the artifact stores it: 8 bytes per member, and what its members take. */
export const partsOf = ({ weights, columns, ...members }: BlendModel): Parts => memberParts(members, columns, { weights: weights.slice() });

/** The blend again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(find: FindLearner, parts: Parts, heads: readonly ColumnHead[]): BlendModel {
  const { members, checked } = membersFrom(find, 'blend', parts, heads, ['weights']);
  const weights = checked.array('weights', Float64Array, members.learners.length).slice();
  const odd = weights.findIndex((weight) => !(weight > 0 && weight <= 1));
  if (odd >= 0) throw checked.damaged(`"weights" holds ${weights[odd]} at entry ${odd}, not a positive share`);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > ROUNDING) throw checked.damaged(`"weights" adds up to ${sum}, not to 1`);
  return { ...members, weights, columns: heads.length };
}

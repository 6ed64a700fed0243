import { checkedParts, type Parts } from '../../learn/index.js';
import { membersFrom, membersIn, type FindMethod } from '../members/index.js';
import type { Recommender } from '../recommender.js';
import { blended, FORMAT } from './predictor.js';

/** The blend again; throws `MW_LEARN_PARTS` rather than trust a file. */
export function blendFrom(find: FindMethod, parts: Parts, items: number): Recommender {
  const read = checkedParts('blend', parts, FORMAT, items, Object.keys(parts.arrays));
  const members = membersIn(find, read);
  if (!members.every(({ weight = 0 }) => weight > 0 && Number.isFinite(weight))) throw read.damaged('not all of its members have a weight');
  return blended(members, membersFrom(find, read, members, parts, items));
}

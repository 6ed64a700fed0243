import type { Json } from '../../core/index.js';
import type { Member } from '../../learn/index.js';
import { keepingLast } from '../keeping-last.js';
import { asRead, joinedParts, memberOwners } from '../members/index.js';
import { rangeOf } from '../range.js';
import type { History, Recommender } from '../recommender.js';

export const FORMAT = 1;

/** How a member's scores of a history become shares of the way from the least to the best of all items, times its weight. */
interface Scale {
  readonly least: number;
  readonly times: number;
}

/** A blend, and what it is made of. */
export interface BlendedRecommender extends Recommender {
  /** In the order of the members that have a weight, as their histories are read. */
  readonly parts: readonly Recommender[];
}

/**
 * Members that all have a weight, and what they were fitted to. Scores are weighted sums of theirs, and so are reasons; what a member that gives none says of an item, such as
 * how popular it is, no entry of the history is the reason of.
 */
export function blended(members: readonly Member[], fitted: readonly Recommender[]): BlendedRecommender {
  const total = members.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const parts = asRead(fitted, members).map((recommender, m) => ({ recommender, weight: members[m].weight! / total }));
  const [{ items }] = fitted;
  const own = new Float64Array(items);
  const add = (of: Float64Array, weight: number, out: Float64Array): Scale => {
    const [least, range] = rangeOf(of);
    const times = range > 0 ? weight / range : 0;
    for (let item = 0; item < items; item++) out[item] += times * (of[item] - least);
    return { least, times };
  };
  // All scores, and what members without reasons said, hold until the next history is asked about, and no longer.
  const scores = new Float64Array(items);
  const said = parts.map(({ recommender }) => (recommender.because ? own : new Float64Array(items)));
  const scalesOf = keepingLast((history: History) => {
    scores.fill(0);
    return parts.map(({ recommender, weight }, m) => {
      recommender.score(history, said[m]);
      return add(said[m], weight, scores);
    });
  });
  const alike = parts.filter(({ recommender }) => recommender.similar);
  return {
    items,
    parts: parts.map(({ recommender }) => recommender),
    score: (history, out) => {
      scalesOf(history);
      out.set(scores);
    },
    ...(parts.some(({ recommender }) => recommender.because)
      ? {
          because: (history, item) => {
            const effects = new Float64Array(history.items.length);
            let base = 0;
            scalesOf(history).forEach(({ least, times }, m) => {
              const shares = parts[m].recommender.because?.(history, item);
              base += times * ((shares?.base ?? said[m][item]) - least);
              if (shares) for (let h = 0; h < effects.length; h++) effects[h] += times * shares.effects[h];
            });
            return { base, effects };
          },
        }
      : {}),
    ...(alike.length > 0
      ? {
          similar: (item, out) => {
            out.fill(0);
            for (const { recommender, weight } of alike) {
              recommender.similar!(item, own);
              add(own, weight, out);
            }
          },
        }
      : {}),
    toParts() {
      const { metas, arrays } = joinedParts(memberOwners(fitted));
      return { meta: { format: FORMAT, outputs: 1, columns: items, members, metas } as unknown as Json, arrays };
    },
  };
}

/** What a fitted method is a blend of; undefined where it is none. */
export const partsOfBlend = (recommender: Recommender): readonly Recommender[] | undefined =>
  (recommender as Partial<BlendedRecommender>).parts;

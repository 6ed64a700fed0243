import {
  likeness,
  evaluateRecommender,
  makeList,
  type History,
  type Recommender,
  type RecommenderEvaluation,
  type SplitInteractions,
  type SuppressedItems,
} from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendContent } from './content.js';
import type { ItemColumns } from './item-columns.js';
import type { People } from './people.js';
import { popularityFor } from './popularity-of.js';
import { preparedLists } from './prepare-lists.js';
import { servedHistory } from './served-history.js';

/** How lists are made that are judged, and by what. */
export interface Judgement {
  readonly split: SplitInteractions;
  readonly suppressed: SuppressedItems;
  readonly content: Pick<RecommendContent, 'lists' | 'value'>;
  readonly table: ItemColumns | undefined;
  /** What is known of the users: methods and rules read it, and its categories are told apart. */
  readonly people: People | undefined;
  /** Per item 1 where it is reported as removed: it is on no list, and not looked for. */
  readonly removed: Uint8Array | undefined;
  readonly seed: number;
}

/**
 * Judges the lists that would be served by what users did next: made from the newest of what they did and from what is known of them, rules and diversity included,
 * popularity between equal scores as for strangers, and nothing left to chance.
 */
export function judgeServed(
  recommender: Recommender,
  { split, suppressed, content, table, people, removed, seed }: Judgement,
  { signal, progress }: Pick<RunOptions, 'signal' | 'progress'>,
): Promise<RecommenderEvaluation> {
  const segments = people?.segmentsIn(split.before);
  const { rules, diversity, popularity: ofAll } = preparedLists(content, split.before, table);
  const ties = (history: History): Float64Array => popularityFor(ofAll, segments, history);
  const isPlain = !rules && !diversity;
  return evaluateRecommender(recommender, split, {
    seed,
    suppressed: withRemoved(suppressed, removed),
    knownOf: servedHistory(people),
    ...(people ? { userColumns: people.categoriesOf(split.before.users) } : {}),
    signal,
    progress,
    ties,
    ...(diversity ? { similarity: (a: number, b: number) => likeness(diversity.vectors, a, b) } : {}),
    ...(isPlain
      ? {}
      : {
          listOf: (history, leftOut, k, user) => {
            const wish = { history, k, leftOut: (item: number) => leftOut[item] === 1, popularity: ties(history) };
            const own = rules?.for(people?.columnsOf(split.before.users[user]));
            const made = makeList(recommender, { ...wish, ...(own ? { rules: own } : {}), ...(diversity ? { diversity } : {}) });
            return made.items.map(({ item }) => item);
          },
        }),
  });
}

function withRemoved(suppressed: SuppressedItems, removed: Uint8Array | undefined): SuppressedItems {
  if (!removed) return suppressed;
  const places = [...removed.keys()].filter((item) => removed[item] === 1);
  return (before, user) => [...Array.from(suppressed(before, user)), ...places];
}

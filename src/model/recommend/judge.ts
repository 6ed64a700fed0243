import {
  likeness,
  evaluateRecommender,
  makeList,
  type Recommender,
  type RecommenderEvaluation,
  type SplitInteractions,
} from '../../recommend/index.js';
import type { Matrix } from '../../core/index.js';
import type { RunOptions } from '../run.js';
import type { RecommendContent } from './content.js';
import type { ItemColumns } from './item-columns.js';
import type { Suppressed } from './learned-from.js';
import { preparedLists } from './prepare-lists.js';

/** How lists are made that are judged, and by what. */
export interface Judgement {
  readonly split: SplitInteractions;
  readonly suppressed: Suppressed;
  readonly content: Pick<RecommendContent, 'lists' | 'value'>;
  readonly table: ItemColumns | undefined;
  /** What is known of the users: its categories are told apart. */
  readonly userFeatures?: Matrix | undefined;
  readonly seed: number;
}

/**
 * Judges the lists that would be served by what users did next: rules and diversity included, popularity between equal scores as for strangers, and nothing left to
 * chance.
 */
export function judgeServed(
  recommender: Recommender,
  { split, suppressed, content, table, userFeatures, seed }: Judgement,
  { signal, progress }: Pick<RunOptions, 'signal' | 'progress'>,
): Promise<RecommenderEvaluation> {
  const { rules, diversity, popularity } = preparedLists(content, split.before, table);
  const isPlain = !rules && !diversity;
  return evaluateRecommender(recommender, split, {
    seed,
    suppressed,
    ...(userFeatures ? { userColumns: userFeatures.columns.filter((column) => column.kind === 'category') } : {}),
    signal,
    progress,
    ties: popularity,
    ...(diversity ? { similarity: (a: number, b: number) => likeness(diversity.vectors, a, b) } : {}),
    ...(isPlain
      ? {}
      : {
          listOf: (history, leftOut, k) => {
            const wish = { history, k, leftOut: (item: number) => leftOut[item] === 1, popularity };
            const made = makeList(recommender, { ...wish, ...(rules ? { rules: rules.for() } : {}), ...(diversity ? { diversity } : {}) });
            return made.items.map(({ item }) => item);
          },
        }),
  });
}

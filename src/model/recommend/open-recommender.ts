import type { RowRule, Schema } from '../../data/index.js';
import type { Node } from '../../expr/index.js';
import type { ListCost } from '../../recommend/index.js';
import type { EventSelection, ItemRow } from '../../store/index.js';
import type { LateEvents } from './catalogue/extended.js';

/** One thing that a user did, in the data's own spelling. */
export interface Taken {
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at?: number;
  /** `view`, `purchase` …, where the data tells them apart. */
  readonly type?: string;
  /** What it counts (default: what its type does, else 1). */
  readonly weight?: number;
}

/** What is asked of a recommender. */
export interface RecommendWish {
  /** What the user did, the oldest first; items that the version does not know are passed over. */
  readonly history: readonly Taken[];
  /** Every item that the user ever did something with, of all events or of those of a type, where `history` holds only the newest of them. */
  readonly ever?: { readonly all: ReadonlySet<string>; ofType(type: string | null): ReadonlySet<string> };
  /** Who asks, where that is known: what the table of users says of them has its say, and nothing that training knew them to have taken is recommended again. */
  readonly user?: string;
  /** How many items. */
  readonly k: number;
  /** A test of the items' columns: only items that pass it are recommended. */
  readonly filter?: Node;
  /** Most reasons per item; absent: none. */
  readonly reasons?: number;
  /** Names the request: where the definition explores, chance is drawn from it, the same for the same turn. Absent: nothing is left to chance. */
  readonly turn?: string;
  /** Whether to tell what the rules cost the list, which takes as long as the list itself. */
  readonly cost?: boolean;
}

/** Why an item is recommended. */
export interface RecommendReason {
  /** The item of the history that it is owed to; absent for a reason of another kind. */
  readonly item?: string;
  /** Its share of the score. */
  readonly effect: number;
  /** In words: `because you bought Tea pot`. */
  readonly text: string;
}

/** One place of the list. */
export interface Recommended {
  readonly item: string;
  readonly score: number;
  readonly reasons?: readonly RecommendReason[];
  /** The chance with which this item stood at this place, where chance had a say. */
  readonly propensity?: number;
}

/** The list, the best first. */
export interface Recommendation {
  readonly items: readonly Recommended[];
  /** What the user should know of it: a filter that left too few, a fallback. */
  readonly notes: readonly string[];
  /** What the definition's rules change in what the list is expected to bring; absent without rules. */
  readonly cost?: ListCost;
}

/** What became known of items since a version was opened. */
export interface RecommenderNews {
  /** What was reported of them since the version's `itemsSeq`. */
  readonly items?: readonly ItemRow[];
  /** What was done of late with those that are `unseen`; absent: as before. */
  readonly late?: LateEvents;
}

/** A registered recommender, read, verified and ready to recommend. Pure: what users do meanwhile is given with each wish. */
export interface OpenRecommender {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  /** Which of the events that users report are its own. */
  readonly own: EventSelection;
  /** Every item that it can recommend. */
  readonly items: readonly string[];
  readonly knows: (item: string) => boolean;
  /** Whether it knows the item, and no rule over items alone excludes it. */
  readonly offers: (item: string) => boolean;
  /** The columns that filters may test: those of the items' table without the id; absent where there is no table. */
  readonly itemSchema?: Schema;
  /** The checks of the items' table that a report of an item has to pass. */
  readonly itemRules?: readonly RowRule[];
  /** What the items' table says of an item, times in milliseconds since 1970; null where it says nothing, or there is no such item or column. */
  readonly cellOf: (item: string, column: string) => string | number | boolean | null;
  /** What training knew that a user did, the oldest first, at most so many of the newest (default: all); empty for a stranger, and for who was erased before the version was opened. */
  historyOf(user: string, most?: number): readonly Taken[];
  recommend(wish: RecommendWish): Recommendation;
  /**
   * The items most alike one, the most alike first, of those that pass the filter; raises `MW_RECOMMEND_ITEM` for one that it does not know. A filter
   * given again as the same node costs nothing again.
   */
  similar(item: string, k: number, filter?: Node): Recommendation;
  /** What users take together with an item, the surest first; raises `MW_RECOMMEND_ITEM`. Absent where that is not known. */
  together?(item: string, k: number, filter?: Node): Recommendation;
  /** Works out what the first list and the first answer of `together` otherwise wait for, in turns of some milliseconds. */
  prepare?(signal: AbortSignal): Promise<void>;
  /** How far it knows what was reported of its items: the place of the newest change; 0 where nothing was. */
  readonly itemsSeq: number;
  /** Items that training knew no events of: what is done with them of late counts. */
  readonly unseen: readonly string[];
  /** What an event of each type counts; absent where there are no types, and all count 1. */
  readonly eventWeights?: readonly { readonly type: string | null; readonly weight: number }[];
  /** What was done with them of late, as far as it knows. */
  readonly late: LateEvents;
  /**
   * The same version, knowing news of its items; this one stays as it is. Costs a few steps per item, rule and column, and for every new or newly described item
   * a comparison with all others.
   */
  knowing(news: RecommenderNews): OpenRecommender;
}

import type { OpenRecommender } from '../../model/index.js';
import { itemFilters, type ItemFilters } from '../recommend/item-filter.js';
import { trendingLists, type TrendingLists } from '../recommend/trending.js';

/** A version that answers with lists of items: opened, verified, and ready to read filters. */
export interface LiveRecommender {
  readonly kind: 'lists';
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly open: OpenRecommender;
  /** Reads what a request wants of the items' columns. */
  readonly filters: ItemFilters;
  readonly trending: TrendingLists;
}

/** What an opened recommender needs to answer requests; filters that were read for the same version before are known still. */
export const liveRecommender = (open: OpenRecommender, filters: ItemFilters = itemFilters(open)): LiveRecommender => ({
  kind: 'lists',
  model: open.model,
  version: open.version,
  digest: open.digest,
  open,
  filters,
  trending: trendingLists(open),
});

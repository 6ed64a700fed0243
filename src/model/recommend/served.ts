import { vectorsByFeatures, withColdItems, withRecency, type Interactions, type Recommender } from '../../recommend/index.js';
import { recencyOf, type Method } from './fit.js';
import { itemMatrix } from './item-matrix.js';
import type { ItemColumns } from './item-columns.js';
import { popularityOf } from './popularity-of.js';

/** A fitted method as it answers: newer events first, and items without events known by what they are like, where a table says so. */
export function asServed(
  fitted: Recommender,
  method: Pick<Method, 'params'>,
  interactions: Interactions,
  table: ItemColumns | undefined,
): Recommender {
  return withRecency(withColdOnes(fitted, interactions, table), recencyOf(method));
}

/** A cold item in a history stands for several others, so that recency, which counts events, has to be outside. */
function withColdOnes(fitted: Recommender, interactions: Interactions, table: ItemColumns | undefined): Recommender {
  const popularity = popularityOf(interactions);
  if (!table || !popularity.includes(0)) return fitted;
  const features = itemMatrix(table, interactions.items.length);
  return features.columns.length === 0 ? fitted : withColdItems(fitted, { vectors: vectorsByFeatures(features), popularity });
}

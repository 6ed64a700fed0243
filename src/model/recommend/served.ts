import { finished, type Steps } from '../../core/index.js';
import {
  coldItemsInSteps,
  vectorsByFeatures,
  withColdItems,
  withRecency,
  type ColdOptions,
  type Interactions,
  type Recommender,
} from '../../recommend/index.js';
import { recencyOf, type Method } from './fit.js';
import { itemMatrix } from './item-matrix.js';
import type { ItemColumns } from './item-columns.js';
import { popularityOf } from './popularity-of.js';

/** Items without events, and what they are known by. */
export type ColdOnes = Required<Pick<ColdOptions, 'vectors' | 'popularity' | 'cold'>>;

/** Items without events by what they are like, where a table says so. */
export const coldOnes = (interactions: Interactions, table: ItemColumns | undefined): ColdOnes | undefined =>
  finished(coldOnesInSteps(interactions, table));

/** The same, an item a step. */
export function* coldOnesInSteps(interactions: Interactions, table: ItemColumns | undefined): Steps<ColdOnes | undefined> {
  const popularity = popularityOf(interactions);
  if (!table || !popularity.includes(0)) return undefined;
  const features = itemMatrix(table, interactions.items.length);
  if (features.columns.length === 0) return undefined;
  yield;
  const vectors = vectorsByFeatures(features);
  yield;
  return { vectors, popularity, cold: yield* coldItemsInSteps({ vectors, popularity }) };
}

/** A fitted method as it answers: newer events first, and items without events known by what they are like. */
export const asServed = (fitted: Recommender, method: Pick<Method, 'params'>, cold: ColdOnes | undefined): Recommender =>
  withRecency(cold ? withColdItems(fitted, cold) : fitted, recencyOf(method));

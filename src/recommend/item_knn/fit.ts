import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { usersByItems } from '../sparse.js';
import { neighboursOf } from './neighbours.js';
import type { ItemKnnParams } from './params.js';
import { weighings } from './similarity.js';

/** Finds every item's neighbours. */
export async function fitItemKnn(interactions: Interactions, { params, signal }: FitRun): Promise<ItemWeights> {
  signal.throwIfAborted();
  const { similarity, neighbours, shrink } = params as unknown as ItemKnnParams;
  const users = weighings[similarity](usersByItems(interactions));
  const near = neighboursOf(users, (a, b, both) => both / (Math.sqrt(a * b) + shrink), neighbours);
  return { items: interactions.items.length, ...near };
}

import { nearestColumns, startThreads } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { newestItems } from '../newest-items.js';
import { itemsByUsers, transposed } from '../sparse.js';
import type { ItemKnnParams } from './params.js';
import { weighings } from './similarity.js';

/** A thread beside this one has to earn the milliseconds that it takes to start: products of two entries. */
const LEAST_PER_THREAD = 1e7;

/** Finds every item's neighbours. */
export async function fitItemKnn(all: Interactions, { params, threads: most, signal, progress }: FitRun): Promise<ItemWeights> {
  const { similarity, neighbours, shrink, penalty } = params as unknown as ItemKnnParams;
  const interactions = newestItems(all);
  const wanted = Math.min(most, Math.floor(productsOf(interactions) / LEAST_PER_THREAD));
  const threads = wanted > 1 ? startThreads(wanted - 1) : undefined;
  try {
    const items = itemsByUsers(interactions);
    const taken = transposed(items);
    const users = weighings[similarity](taken);
    const { start, column, value } = await nearestColumns(
      users,
      users === taken ? items : transposed(users),
      neighbours,
      similarity === 'bm25' ? { by: 'product', shrink } : { by: 'cosine', shrink, power: penalty },
      { signal, ...(progress ? { progress } : {}), ...(threads ? { threads } : {}) },
    );
    return { items: users.columns, start, column, weight: new Float32Array(value) };
  } finally {
    threads?.close();
  }
}

/** At most so many products of two entries of one user. */
const productsOf = ({ users, start }: Interactions): number => users.reduce((sum, _, u) => sum + (start[u + 1] - start[u]) ** 2 / 2, 0);

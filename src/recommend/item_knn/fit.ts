import { nearestColumns, startThreads } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { transposed, usersByItems, type Sparse } from '../sparse.js';
import type { ItemKnnParams } from './params.js';
import { weighings } from './similarity.js';

/** A thread beside this one has to earn the milliseconds that it takes to start: products of two entries. */
const LEAST_PER_THREAD = 1e7;

/** Finds every item's neighbours. */
export async function fitItemKnn(interactions: Interactions, { params, threads: most, signal, progress }: FitRun): Promise<ItemWeights> {
  const { similarity, neighbours, shrink } = params as unknown as ItemKnnParams;
  const users = weighings[similarity](usersByItems(interactions));
  const wanted = Math.min(most, Math.floor(productsOf(users) / LEAST_PER_THREAD));
  const threads = wanted > 1 ? startThreads(wanted - 1) : undefined;
  try {
    const { start, column, value } = await nearestColumns(
      users,
      transposed(users),
      neighbours,
      { by: similarity === 'bm25' ? 'product' : 'cosine', shrink },
      { signal, ...(progress ? { progress } : {}), ...(threads ? { threads } : {}) },
    );
    return { items: users.columns, start, column, weight: Float32Array.from(value) };
  } finally {
    threads?.close();
  }
}

const productsOf = ({ lines, start }: Sparse): number => {
  let sum = 0;
  for (let u = 0; u < lines; u++) sum += (start[u + 1] - start[u]) ** 2;
  return sum;
};

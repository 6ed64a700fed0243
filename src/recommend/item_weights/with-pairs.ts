import { mwError } from '../../core/index.js';
import { openGram, startThreads, type GramMatrix, type PairsRun } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { transposed, usersByItems } from '../sparse.js';

/** Fewer items are worked through sooner than a thread starts. */
const LEAST_FOR_THREADS = 1000;

/** Works on the products of all pairs of items, on threads where there are many; raises `MW_RECOMMEND_CATALOGUE` where there are too many. */
export async function withPairs<V>(
  learner: string,
  interactions: Interactions,
  { threads: most, signal, progress }: FitRun,
  work: (pairs: GramMatrix) => Promise<V>,
): Promise<V> {
  const threads = most > 1 && interactions.items.length >= LEAST_FOR_THREADS ? startThreads(most - 1) : undefined;
  try {
    return await work(pairsOf(learner, interactions, { signal, ...(progress ? { progress } : {}), ...(threads ? { threads } : {}) }));
  } finally {
    threads?.close();
  }
}

function pairsOf(learner: string, interactions: Interactions, run: PairsRun): GramMatrix {
  const users = usersByItems(interactions);
  try {
    return openGram(users, transposed(users), run);
  } catch (error) {
    if (error instanceof RangeError) throw mwError('MW_RECOMMEND_CATALOGUE', { learner, items: interactions.items.length });
    throw error;
  }
}

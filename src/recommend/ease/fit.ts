import { inTurns, mwError, type Steps } from '../../core/index.js';
import { openGram, startThreads, type DenseMatrix, type GramMatrix, type PairsRun } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import { strongest } from '../item_weights/strongest.js';
import type { ItemWeights } from '../item_weights/model.js';
import { transposed, usersByItems } from '../sparse.js';
import { neighboursOf, type EaseParams } from './params.js';

/** Fewer items are solved sooner than a thread starts. */
const LEAST_FOR_THREADS = 1000;

/** Solves for all items at once. */
export async function fitEase(interactions: Interactions, { params, threads: most, signal, progress }: FitRun): Promise<ItemWeights> {
  const settings = params as unknown as EaseParams;
  const items = interactions.items.length;
  const threads = most > 1 && items >= LEAST_FOR_THREADS ? startThreads(most - 1) : undefined;
  try {
    const pairs = pairsOf(interactions, { signal, ...(progress ? { progress } : {}), ...(threads ? { threads } : {}) });
    await pairs.gram(settings.l2);
    const inverse = await pairs.invert();
    if (!inverse) throw mwError('MW_RECOMMEND_RIDGE', { learner: 'ease', l2: settings.l2 });
    return await inTurns(weightsOf(inverse, neighboursOf(settings, items)), signal, 20);
  } finally {
    threads?.close();
  }
}

/** Room for all pairs of items. */
function pairsOf(interactions: Interactions, run: PairsRun): GramMatrix {
  const users = usersByItems(interactions);
  try {
    return openGram(users, transposed(users), run);
  } catch (error) {
    if (error instanceof RangeError) throw mwError('MW_RECOMMEND_CATALOGUE', { learner: 'ease', items: interactions.items.length });
    throw error;
  }
}

/** −P[i][j] / P[j][j], and nothing for an item itself; of each item only what the `most` others say who say most. */
function weightsOf(inverse: DenseMatrix, most: number): Steps<ItemWeights> {
  const { size, line, values } = inverse;
  const weight = (i: number, j: number): number => -values[j * line + i] / values[j * line + j];
  return most < size - 1
    ? strongest(size, most, (j, out) => out.set(values.subarray(j * line, j * line + size)), weight)
    : everyone(inverse);
}

function* everyone({ size, line, values }: DenseMatrix): Steps<ItemWeights> {
  const weight = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) if (i !== j) weight[i * size + j] = -values[i * line + j] / values[j * line + j];
    if (i % 64 === 63) yield;
  }
  return { items: size, weight };
}

import { inTurns, mwError, type Steps } from '../../core/index.js';
import type { DenseMatrix } from '../../kernel/index.js';
import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { strongest } from '../item_weights/strongest.js';
import { withPairs } from '../item_weights/with-pairs.js';
import { neighboursOf, type EaseParams } from './params.js';

/** A turn of what comes after the inverse. */
const TURN_MS = 20;

/** Solves for all items at once. */
export function fitEase(interactions: Interactions, run: FitRun): Promise<ItemWeights> {
  const settings = run.params as unknown as EaseParams;
  return withPairs('ease', interactions, run, async (pairs) => {
    await pairs.gram(settings.l2);
    const inverse = await pairs.invert();
    if (!inverse) throw mwError('MW_RECOMMEND_RIDGE', { learner: 'ease', l2: settings.l2 });
    return inTurns(weightsOf(inverse, neighboursOf(settings, inverse.size)), run.signal, TURN_MS);
  });
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

import type { FitRun } from '../../learn/index.js';
import type { Interactions } from '../interactions.js';
import type { ItemWeights } from '../item_weights/model.js';
import { withPairs } from '../item_weights/with-pairs.js';
import { transposed } from '../sparse.js';
import type { SlimParams } from './params.js';

/** Regresses each item from all others. */
export function fitSlim(interactions: Interactions, run: FitRun): Promise<ItemWeights> {
  return withPairs('slim', interactions, run, async (pairs) => {
    const { size } = await pairs.gram(0);
    const found = await pairs.regress(run.params as unknown as SlimParams);
    const { start, column, value } = transposed({ lines: size, columns: size, ...found });
    return { items: size, start, column, weight: Float32Array.from(value) };
  });
}

import { logit, neverSure } from '../../core/index.js';
import type { ForestModel } from './model.js';

/**
 * Turns the sums over `trees` trees at `out[at]` … into margins, in place. The prior counts as one more tree, a root alone: no share is ever 0
 * or 1, margins stay finite, and their order is that of the means.
 */
export function finish(
  model: Pick<ForestModel, 'answer' | 'outputs' | 'centre' | 'spread' | 'prior'>,
  trees: number,
  out: Float64Array,
  at: number,
): void {
  if (model.answer === 'mean') out[at] = model.centre + model.spread * (out[at] / trees);
  else if (model.answer === 'odds') out[at] = logit(neverSure((out[at] + model.prior[0]) / (trees + 1)));
  else for (let k = 0; k < model.outputs; k++) out[at + k] = Math.log((out[at + k] + model.prior[k]) / (trees + 1));
}

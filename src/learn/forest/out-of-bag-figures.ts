import { logSumExp, softplus } from '../../core/index.js';
import { finish } from './answer.js';
import type { ForestModel, OutOfBag } from './model.js';
import type { BagWatch } from './out-of-bag.js';

/** Judges the rows that some tree had left out; `null` when there are none. Turns the sums into margins on its way. */
export function judge(
  watch: BagWatch,
  model: Omit<ForestModel, 'outOfBag'>,
  y: Float64Array,
  weights: Float64Array | undefined,
): OutOfBag | null {
  const { answer, outputs } = model;
  let rows = 0;
  let total = 0;
  let loss = 0;
  let right = 0;
  for (let row = 0; row < y.length; row++) {
    if (watch.trees[row] === 0) continue;
    const weight = weights === undefined ? 1 : weights[row];
    const at = row * outputs;
    finish(model, watch.trees[row], watch.sums, at);
    rows++;
    total += weight;
    loss += weight * lossOf(model, watch.sums, at, y[row]);
    right += weight * (answer === 'mean' ? 0 : classOf(outputs, watch.sums, at) === y[row] ? 1 : 0);
  }
  if (rows === 0) return null;
  const mean = loss / total;
  return { rows, figures: answer === 'mean' ? { rmse: Math.sqrt(mean) * model.spread } : { accuracy: right / total, log_loss: mean } };
}

/** Log-loss, or the squared error in standard deviations of the target. */
function lossOf({ answer, outputs, spread }: Omit<ForestModel, 'outOfBag'>, margins: Float64Array, at: number, y: number): number {
  if (answer === 'odds') return softplus(margins[at]) - y * margins[at];
  if (answer === 'shares') return logSumExp(margins, at, outputs) - margins[at + y];
  return (margins[at] / spread - y / spread) ** 2;
}

function classOf(outputs: number, margins: Float64Array, at: number): number {
  if (outputs === 1) return margins[at] > 0 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < outputs; k++) if (margins[at + k] > margins[at + best]) best = k;
  return best;
}

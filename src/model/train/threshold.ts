import { breakEven, chooseThreshold, scoresOf } from '../../evaluate/index.js';
import type { Choice } from './choose.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** Money: the probability from which acting pays, from predictions that no fit saw; without them the break-even of the amounts. */
export function thresholdOf({ prepared, model, plan }: Training, { outOfFold }: Choice): number | undefined {
  if (!model.decide) return undefined;
  if (!outOfFold) return breakEven(model.decide);
  const { rows, margins } = outOfFold;
  const { target, weights } = prepared;
  const forecasts = {
    y: pick(target.y, rows),
    probability: scoresOf('binary', 1, margins),
    ...(weights ? { weights: pick(weights, rows) } : {}),
  };
  return chooseThreshold(model.decide, forecasts, { seed: plan.seed }).threshold;
}

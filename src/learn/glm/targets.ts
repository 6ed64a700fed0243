import { mwError } from '../../core/index.js';
import type { GlmSettings } from './params.js';

/**
 * Refuses targets that the family cannot make, with `MW_LEARN_TARGET`: below 0, for gamma also 0 itself, and nothing but zeros, whose
 * mean has no logarithm.
 */
export function checkTargets(y: Float64Array, { family }: GlmSettings): void {
  const isOdd = family === 'gamma' ? (value: number) => !(value > 0) : (value: number) => !(value >= 0);
  const odd = y.findIndex(isOdd);
  const due = family === 'gamma' ? 'above 0' : 'of at least 0';
  const refusal = (got: string): Error => mwError('MW_LEARN_TARGET', { learner: 'glm', setting: `family "${family}"`, due, got });
  if (odd >= 0) throw refusal(String(y[odd]));
  if (y.every((value) => value === 0))
    throw mwError('MW_LEARN_TARGET', { learner: 'glm', setting: `family "${family}"`, due: `${due}, and not all 0`, got: 'nothing but 0' });
}

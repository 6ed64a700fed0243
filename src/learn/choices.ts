import { chooser, type ClassTask } from './choice.js';
import type { GbdtParams } from './gbdt/index.js';

/** Chooses the baseline: the mean, or the class shares. */
export const constant = chooser<'constant', {}>('constant');

/**
 * Chooses gradient-boosted trees.
 *
 * ```ts
 * import { gbdt } from 'millwright/learn';
 *
 * gbdt({ trees: 300, monotone: { tenure: 'decreasing' } });
 * ```
 */
export const gbdt = chooser<'gbdt', GbdtParams, { balance: ClassTask }>('gbdt');

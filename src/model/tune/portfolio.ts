import type { Task } from '../../core/index.js';
import type { Params } from '../../learn/index.js';
import { workOf, type DataShape } from './shape.js';

/**
 * The learners that a budget is spent on when none is named, the simplest first: each stands for a kind of relation (straight, additive, interacting, smooth). Those that take long per row
 * (machines, neighbours) or are seldom best are left to those who name them.
 */
export const portfolio: Readonly<Record<Task, readonly string[]>> = {
  binary: ['linear', 'gbdt', 'ebm', 'extra_trees', 'mlp'],
  multiclass: ['linear', 'gbdt', 'extra_trees', 'mlp'],
  regression: ['linear', 'gbdt', 'ebm', 'extra_trees', 'mlp'],
};

/** Cells times outputs beyond which a learner's fits take too long for what they find. */
const MOST_WORK: Readonly<Record<string, number>> = { ebm: 1e6, extra_trees: 2e6, mlp: 3e5 };

/** Whether a search of its own accord tries a learner on such data. */
export const suits = (learner: string, shape: DataShape): boolean => workOf(shape) <= (MOST_WORK[learner] ?? Infinity);

/** What to try before the sampler has anything to go by. */
export function firstTrials(_shape: DataShape, learners: readonly string[]): readonly { readonly learner: string; readonly params: Params }[] {
  return learners.map((learner) => ({ learner, params: {} }));
}

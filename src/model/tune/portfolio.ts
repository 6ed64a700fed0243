import type { Task } from '../../core/index.js';

/**
 * The learners that a budget is spent on when none is named, the simplest first: each stands for a kind of relation (straight, additive, interacting, smooth). Those that take long per row
 * (machines, neighbours) or are seldom best are left to those who name them.
 */
export const portfolio: Readonly<Record<Task, readonly string[]>> = {
  binary: ['linear', 'ebm', 'extra_trees', 'mlp', 'gbdt'],
  multiclass: ['linear', 'extra_trees', 'mlp', 'gbdt'],
  regression: ['linear', 'ebm', 'extra_trees', 'mlp', 'gbdt'],
};

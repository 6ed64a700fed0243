import type { Task } from '../../core/index.js';
import type { Params } from '../../learn/index.js';
import { workOf, type DataShape } from './shape.js';

/**
 * The learners that a budget is spent on when none is named, the simplest first: each stands for a kind of relation (straight, interacting, additive, smooth). Those that take long per row
 * (machines, neighbours) or are seldom best are left to those who name them.
 */
export const portfolio: Readonly<Record<Task, readonly string[]>> = {
  binary: ['linear', 'gbdt', 'ebm', 'mlp', 'extra_trees'],
  multiclass: ['linear', 'gbdt', 'mlp', 'extra_trees'],
  regression: ['linear', 'gbdt', 'ebm', 'mlp', 'extra_trees'],
};

/** Work beyond which a learner's fits take too long for what they find. */
const MOST_WORK: Readonly<Record<string, number>> = { ebm: 2e5, mlp: 3e5, extra_trees: 1e6 };

/** Whether a search of its own accord tries a learner on such data. */
export const suits = (learner: string, shape: DataShape): boolean => workOf(shape) <= (MOST_WORK[learner] ?? Infinity);

/** Settings to try. */
export interface FirstTrial {
  readonly learner: string;
  readonly params: Params;
}

const gbdt = (params: Params): FirstTrial => ({ learner: 'gbdt', params });
const slow = { learningRate: 0.05 };

/** Trees of few leaves, in small steps: what rows that say little can bear. */
const SMALL = gbdt({ learningRate: 0.1, leaves: 4, minRowsPerLeaf: 10 });
const SAMPLED = gbdt({ ...slow, leaves: 8, minRowsPerLeaf: 20, rowShare: 0.7, columnShare: 0.5, l2: 5 });
const MIDDLING = gbdt({ ...slow, leaves: 16, rowShare: 0.8, columnShare: 0.6 });
/** Trees as usual that see half of the columns each, so that they differ. */
const FEW_COLUMNS = gbdt({ ...slow, columnShare: 0.5 });
const LARGE = gbdt({ ...slow, leaves: 64, minRowsPerLeaf: 20, rowShare: 0.8, columnShare: 0.7 });

/** Rows from which large trees are tried before small ones. */
const MANY_ROWS = 6000;

/**
 * What is tried before the sampler has anything to go by: every learner at its defaults, straight lines and boosting first, so that a search that is cut short has
 * both; then boosting at settings that suit so many rows.
 */
export function firstTrials({ rows }: DataShape, learners: readonly string[]): readonly FirstTrial[] {
  const [one, two, ...rest] = learners.map((learner): FirstTrial => ({ learner, params: {} }));
  const boosted = rows < MANY_ROWS ? [SMALL, SAMPLED, MIDDLING, FEW_COLUMNS] : [FEW_COLUMNS, MIDDLING, LARGE, SAMPLED];
  const [first, ...others] = learners.includes('gbdt') ? boosted : [];
  return [one, two, first, ...rest, ...others].filter((trial) => trial !== undefined);
}

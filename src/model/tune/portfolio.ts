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
  /** None for the defaults, all of them. */
  readonly params: Params;
}

const gbdt = (params: Params): FirstTrial => ({ learner: 'gbdt', params });
const slow = { learningRate: 0.05 };

/** What few rows can bear: trees of four leaves, */
const STUMPS = gbdt({ learningRate: 0.1, leaves: 4, minRowsPerLeaf: 10 });
/** or larger ones whose leaves are held back and whose columns take turns. */
const HELD_BACK = gbdt({ ...slow, leaves: 64, minRowsPerLeaf: 60, rowShare: 0.7, columnShare: 0.5, l2: 10 });
const SMALL = gbdt({ ...slow, leaves: 8, minRowsPerLeaf: 10, columnShare: 0.7 });
const SMALL_SAMPLED = gbdt({ ...slow, leaves: 8, minRowsPerLeaf: 20, rowShare: 0.7, columnShare: 0.5, l2: 5 });
const MIDDLING = gbdt({ ...slow, leaves: 16, rowShare: 0.8, columnShare: 0.6 });
const FEW_COLUMNS = gbdt({ ...slow, columnShare: 0.5 });
/** Trees that look closely: for relations without noise. */
const FINE = gbdt({ ...slow, leaves: 128, minRowsPerLeaf: 5, rowShare: 0.8, columnShare: 0.5 });

/** Boosting by the rows below which it suits, in the order of what each adds to those before it. See `bench/tune-portfolio.mjs`. */
const BOOSTED = [
  { below: 1500, trials: [STUMPS, HELD_BACK, FINE, SMALL_SAMPLED, MIDDLING] },
  { below: 6000, trials: [MIDDLING, SMALL_SAMPLED, FINE, STUMPS, FEW_COLUMNS] },
  { below: Infinity, trials: [MIDDLING, SMALL, FEW_COLUMNS, FINE, SMALL_SAMPLED] },
];

/** Defaults that come first, whatever else there is to try, and that no deadline ends: a search is never worse than the better of them by its own measure. */
export const DEFAULTS_FIRST = 2;

/**
 * What is tried before the sampler has anything to go by: every learner at its defaults, those of straight lines and boosting first (`DEFAULTS_FIRST`); between the
 * others, boosting at settings that suit so many rows.
 */
export function firstTrials({ rows }: DataShape, learners: readonly string[]): readonly FirstTrial[] {
  const [one, two, ...others] = learners.map((learner): FirstTrial => ({ learner, params: {} }));
  const boosted = learners.includes('gbdt') ? BOOSTED.find(({ below }) => rows < below)!.trials : [];
  const turns = Array.from({ length: Math.max(boosted.length, others.length) }, (_, i) => [boosted[i], others[i]]).flat();
  return [one, two, ...turns].filter((trial) => trial !== undefined);
}

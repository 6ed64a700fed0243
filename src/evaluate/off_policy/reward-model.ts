import { random } from '../../core/index.js';
import { refuse, type ModelledRewards } from './rows.js';

/** What a policy does in a situation: actions by their places, each with its chance. */
export interface ActionChances {
  readonly actions: ArrayLike<number>;
  readonly chances: ArrayLike<number>;
}

/** A log whose actions have places. */
export interface LoggedActions {
  /** Per row the place of the action that was taken, from 0. */
  readonly action: ArrayLike<number>;
  readonly reward: ArrayLike<number>;
  /** Rows that belong together stay in one fold; absent: each row is its own. */
  readonly slate?: ArrayLike<number>;
}

/**
 * The simplest reward model for the doubly robust estimate: the mean reward of each action in the other folds, drawn towards the mean of all as if `shrink` more rows had it.
 * `wanted` gives what the new policy does in a row's situation; an action that it does not name has the chance 0. Never from the row's own fold, so that the estimate stays unbiased. O(rows × actions named).
 */
export function meanRewards(
  { action, reward, slate }: LoggedActions,
  wanted: (row: number) => ActionChances,
  { seed, folds = 5, shrink = 10 }: { readonly seed: number; readonly folds?: number; readonly shrink?: number },
): ModelledRewards {
  if (!(Number.isInteger(folds) && folds >= 2)) throw refuse('number of folds', String(folds), 'a whole number from 2 on');
  const actions = Array.from(action).reduce((most, a) => Math.max(most, a + 1), 0);
  const foldOf = Int32Array.from({ length: reward.length }, (_, row) => random(seed, 'folds', slate ? slate[row] : row).int(folds));
  const [sums, rows] = [new Float64Array(folds * actions), new Float64Array(folds * actions)];
  for (let row = 0; row < reward.length; row++) {
    sums[foldOf[row] * actions + action[row]] += reward[row];
    rows[foldOf[row] * actions + action[row]]++;
  }
  const means = Array.from({ length: folds }, (_, fold) => meansBeside(fold, { sums, rows, actions, folds }, shrink));
  const [taken, expected] = [new Float64Array(reward.length), new Float64Array(reward.length)];
  for (let row = 0; row < reward.length; row++) {
    const mean = means[foldOf[row]];
    taken[row] = mean[action[row]];
    const does = wanted(row);
    for (let i = 0; i < does.actions.length; i++) expected[row] += does.chances[i] * mean[Math.min(does.actions[i], actions)];
  }
  return { taken, wanted: expected };
}

interface FoldSums {
  readonly sums: Float64Array;
  readonly rows: Float64Array;
  readonly actions: number;
  readonly folds: number;
}

/** Per action its mean in all folds but one, and last the mean of all, for actions that nobody took. */
function meansBeside(fold: number, { sums, rows, actions, folds }: FoldSums, shrink: number): Float64Array {
  const [sum, count] = [new Float64Array(actions + 1), new Float64Array(actions + 1)];
  for (let other = 0; other < folds; other++) {
    if (other === fold) continue;
    for (let a = 0; a < actions; a++) {
      for (const at of [a, actions]) {
        sum[at] += sums[other * actions + a];
        count[at] += rows[other * actions + a];
      }
    }
  }
  const all = count[actions] === 0 ? 0 : sum[actions] / count[actions];
  return sum.map((s, a) => (s + shrink * all) / (count[a] + shrink || 1));
}

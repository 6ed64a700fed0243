import type { Task } from '../learner.js';
import type { OutOfFold } from '../ensemble/out-of-fold.js';
import type { Pace } from '../pace.js';
import { rowLoss } from '../row-loss.js';

/** Multiplications that one loss is worth. */
const LOSS_WORK = 20;

/** How members are picked. */
export interface Selection {
  /** Picks, each of the member that helps most. */
  readonly rounds: number;
  /** Whether a member may join those that were picked before, given by their numbers, each once. Absent: any may. */
  readonly mayJoin?: (picked: readonly number[], member: number) => boolean;
}

/**
 * Weights of members by greedy selection with replacement (Caruana, Niculescu-Mizil, Crew and Ksikes, "Ensemble selection from libraries
 * of models", ICML 2004): in each round the member is picked that lowers the loss of the mean of all picks the most, the first of equals;
 * the picks up to the lowest loss count. The loss is log-loss, or squared error for numbers. All weights are 0 where no member may be picked.
 * Cost: rounds × members × rows.
 */
export async function selectWeights(
  task: Task,
  outputs: number,
  of: OutOfFold,
  { rounds, mayJoin = () => true }: Selection,
  pace: Pace,
): Promise<Float64Array> {
  const members = of.margins.length;
  const sum = new Float64Array(of.y.length * outputs);
  const picks = new Float64Array(members);
  let best = { loss: Infinity, picks: picks.slice(), count: 1 };
  for (let count = 1; count <= rounds; count++) {
    const before = [...picks.keys()].filter((m) => picks[m] > 0);
    let [chosen, least] = [-1, Infinity];
    for (let m = 0; m < members; m++) {
      if (picks[m] === 0 && !mayJoin(before, m)) continue;
      await pace(of.y.length * outputs * LOSS_WORK);
      const loss = lossWith(task, outputs, of, sum, m, count);
      if (loss < least) [chosen, least] = [m, loss];
    }
    if (chosen < 0) break;
    picks[chosen]++;
    of.margins[chosen].forEach((margin, i) => (sum[i] += margin));
    if (count === 1 || least < best.loss) best = { loss: least, picks: picks.slice(), count };
  }
  return best.picks.map((times) => times / best.count);
}

/** Total loss of the mean of `count` margins: those in `sum`, and one of member `m`. */
function lossWith(task: Task, outputs: number, { y, weights, margins }: OutOfFold, sum: Float64Array, m: number, count: number): number {
  const own = margins[m];
  const mean = new Float64Array(outputs);
  let loss = 0;
  for (let i = 0, at = 0; i < y.length; i++, at += outputs) {
    for (let k = 0; k < outputs; k++) mean[k] = (sum[at + k] + own[at + k]) / count;
    loss += weights[i] * rowLoss(task, mean, 0, outputs, y[i]);
  }
  return loss;
}

import { mwError } from '../../core/index.js';
import { meanOf } from '../priors.js';
import type { Objective } from './objective.js';

/** Queries whose rows follow each other. */
export interface RankOptions {
  /** Rows of each query in the training rows, and in the validation rows when there are any. */
  readonly groups: readonly number[];
  readonly validationGroups?: readonly number[];
  /** How far down the list pairs are looked at, and NDCG counts. Default 30. */
  readonly truncation?: number;
}

/**
 * Ranks rows within their query by LambdaMART (Burges, "From RankNet to LambdaRank to LambdaMART", 2010): every pair of rows pulls by the
 * logistic loss of its margins, weighed with the change of NDCG that swapping it would make. Targets are grades 0, 1, 2 …, each worth
 * 2^grade − 1. The loss is 1 − the mean NDCG over queries that have a row of any grade. A row's weight weighs what pulls at it; a query
 * counts in the loss by the mean weight of its rows, as in LightGBM. Throws `MW_LEARN_LENGTH` where the queries have not all rows. Its
 * hessians are small, so that an `l2` of 0 learns in fewer trees.
 *
 * ```ts
 * import { gbdtWith, lambdaRank } from 'millwright/learn';
 *
 * const ranker = gbdtWith(lambdaRank({ groups: [10, 12, 9] }));
 * ```
 */
export function lambdaRank({ groups, validationGroups = groups, truncation = 30 }: RankOptions): Objective {
  return {
    outputs: 1,
    least: { y: 0, isMet: true },
    base(y) {
      checkGroups('groups', groups, y.length);
      return Float64Array.of(0);
    },
    gradients(margins, y, weights, [out]) {
      out.fill(0);
      const discounts = Float64Array.from({ length: groups.reduce((most, rows) => Math.max(most, rows), 0) }, (_, rank) => discount(rank));
      forEachGroup(groups, (from, to) => addPulls(margins, y, from, to, truncation, discounts, out));
      if (weights !== undefined) for (let at = 0; at < out.length; at++) out[at] *= weights[at >> 1];
    },
    loss(margins, y, weights) {
      checkGroups('validationGroups', validationGroups, y.length);
      let [sum, total] = [0, 0];
      forEachGroup(validationGroups, (from, to) => {
        const ideal = idealOf(y, from, to, truncation);
        if (ideal === 0) return;
        const grades = Float64Array.from(ranked(margins, from, to), (row) => y[row]);
        const weight = weights === undefined ? 1 : meanOf(weights.subarray(from, to), undefined);
        sum += (weight * gainOf(grades, truncation)) / ideal;
        total += weight;
      });
      return total === 0 ? 0 : 1 - sum / total;
    },
  };
}

function checkGroups(name: string, groups: readonly number[], rows: number): void {
  const entries = groups.reduce((sum, size) => sum + size, 0);
  if (entries !== rows) throw mwError('MW_LEARN_LENGTH', { learner: 'gbdt', field: `"${name}" of lambdaRank`, entries, rows });
}

function forEachGroup(groups: readonly number[], visit: (from: number, to: number) => void): void {
  let from = 0;
  for (const rows of groups) visit(from, (from += rows));
}

const worth = (grade: number): number => 2 ** grade - 1;
const discount = (rank: number): number => 1 / Math.log2(rank + 2);

/** Discounted gain of grades in their order. */
function gainOf(grades: Float64Array, truncation: number): number {
  let sum = 0;
  for (let rank = 0; rank < Math.min(grades.length, truncation); rank++) sum += worth(grades[rank]) * discount(rank);
  return sum;
}

/** The gain of a query whose best grades come first. */
const idealOf = (y: Float64Array, from: number, to: number, truncation: number): number =>
  gainOf(y.subarray(from, to).toSorted().toReversed(), truncation);

/** Row numbers, best margin first; equal ones in their order. */
function ranked(margins: Float64Array, from: number, to: number): Int32Array {
  let [order, spare] = [new Int32Array(to - from), new Int32Array(to - from)];
  for (let at = 0; at < order.length; at++) order[at] = from + at;
  // A merge of runs: a comparator that a sort calls for every pair costs most of a fit.
  for (let run = 1; run < order.length; run *= 2) {
    for (let start = 0; start < order.length; start += 2 * run) {
      const [middle, end] = [Math.min(start + run, order.length), Math.min(start + 2 * run, order.length)];
      for (let out = start, a = start, b = middle; out < end; out++)
        spare[out] = b >= end || (a < middle && margins[order[a]] >= margins[order[b]]) ? order[a++] : order[b++];
    }
    [order, spare] = [spare, order];
  }
  return order;
}

function addPulls(
  margins: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  truncation: number,
  discounts: Float64Array,
  out: Float64Array,
): void {
  const ideal = idealOf(y, from, to, truncation);
  if (ideal === 0) return;
  const order = ranked(margins, from, to);
  const worths = new Float64Array(order.length);
  for (let rank = 0; rank < order.length; rank++) worths[rank] = worth(y[order[rank]]);
  for (let i = 0; i < Math.min(order.length, truncation); i++) {
    for (let j = i + 1; j < order.length; j++) {
      if (worths[i] === worths[j]) continue;
      const [better, worse] = worths[i] > worths[j] ? [order[i], order[j]] : [order[j], order[i]];
      const swap = (Math.abs(worths[i] - worths[j]) * Math.abs(discounts[i] - discounts[j])) / ideal;
      const doubt = 1 / (1 + Math.exp(margins[better] - margins[worse]));
      out[2 * better] -= swap * doubt;
      out[2 * worse] += swap * doubt;
      out[2 * better + 1] += swap * doubt * (1 - doubt);
      out[2 * worse + 1] += swap * doubt * (1 - doubt);
    }
  }
}

import type { Steps } from '../../core/index.js';
import type { RankingMetricAt } from '../../evaluate/index.js';
import { topItems } from '../top-items.js';
import type { BlendCase } from './cases.js';

/** Picks of members per set of cases. Finer weights follow the luck of the users. */
const ROUNDS = 10;
/** Cases are halved so many times, each time otherwise: one pick that falls by luck changes those after it, and a mean over halves does not follow it. */
const HALVINGS = 2;
/** A member of a smaller weight takes its time for next to nothing. */
const LEAST_WEIGHT = 0.1;

/** Weights of members, and what they are worth to users whom they were not found by. */
export interface FoundBlend {
  /** Per member, 0 for one that is left out; together 1. */
  readonly weights: Float64Array;
  /** Per case the metric of the list by weights that were found on the other half of the cases, and of the list by the one member that is best there. */
  readonly values: Float64Array;
  readonly alone: Float64Array;
}

/**
 * Weights, and whether they pay. Weights that are judged by those they were found by look better than they are, and so does the best of many: each half of the cases is
 * also judged by what the other half finds.
 */
export function* foundBlend(cases: readonly BlendCase[], members: number, metric: RankingMetricAt): Steps<FoundBlend> {
  const [values, alone] = [new Float64Array(cases.length), new Float64Array(cases.length)];
  const weights = yield* blendWeights(cases, members, metric);
  for (const half of [0, 1]) {
    const others = cases.filter((_, c) => c % 2 !== half);
    const own = yield* blendWeights(others, members, metric);
    const single = yield* picked(others, members, metric, 1);
    for (let c = half; c < cases.length; c += 2) {
      values[c] = worthOf(cases[c], mixed(cases[c], own), metric);
      alone[c] = worthOf(cases[c], mixed(cases[c], single), metric);
      yield;
    }
  }
  return { weights, values, alone };
}

/** The weights alone: the mean of what halves of the cases find; where there are no cases, the first member stands alone. */
export function* blendWeights(cases: readonly BlendCase[], members: number, metric: RankingMetricAt): Steps<Float64Array> {
  const sum = new Float64Array(members);
  for (let halving = 0; halving < HALVINGS; halving++)
    for (const half of [0, 1]) {
      const own = cases.filter((_, c) => ((c >> halving) & 1) === half);
      const found = yield* picked(own, members, metric, ROUNDS);
      found.forEach((weight, m) => (sum[m] += weight));
    }
  const total = sum.reduce((all, one) => all + one, 0);
  const kept = sum.map((one) => (one >= LEAST_WEIGHT * total ? one : 0));
  const left = kept.reduce((all, one) => all + one, 0);
  return kept.map((one) => one / left);
}

/** How often each member is picked when the one that raises the mean of the metric most is added, over and over (Caruana et al., ICML 2004); of equal ones that which was picked most, then the first. */
function* picked(cases: readonly BlendCase[], members: number, metric: RankingMetricAt, rounds: number): Steps<Float64Array> {
  const counts = new Float64Array(members);
  const sums = cases.map(({ taken }) => new Float64Array(taken.length));
  for (let round = 0; round < rounds; round++) {
    const worth = new Float64Array(members);
    for (let c = 0; c < cases.length; c++) {
      yield;
      for (let m = 0; m < members; m++) worth[m] += worthOf(cases[c], plus(sums[c], cases[c].shares[m]), metric);
    }
    const best = worth.reduce((a, _, m) => (worth[m] > worth[a] || (worth[m] === worth[a] && counts[m] > counts[a]) ? m : a), 0);
    counts[best]++;
    for (let c = 0; c < cases.length; c++) sums[c] = plus(sums[c], cases[c].shares[best]);
  }
  return counts;
}

function plus(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i];
  return out;
}

function mixed({ shares, taken }: BlendCase, weights: Float64Array): Float64Array {
  const out = new Float64Array(taken.length);
  shares.forEach((own, m) => {
    for (let i = 0; i < out.length; i++) out[i] += weights[m] * own[i];
  });
  return out;
}

const nothing = (): boolean => false;

/** The metric of the best by such scores. */
function worthOf({ taken, sought }: BlendCase, scores: Float64Array, { metric, k }: RankingMetricAt): number {
  const best = topItems(scores, k, nothing);
  const hits = new Uint8Array(best.length);
  for (let place = 0; place < best.length; place++) hits[place] = taken[best[place]];
  return metric.of(hits, sought, k);
}

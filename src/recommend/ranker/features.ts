import type { ColumnHead, Matrix } from '../../core/index.js';
import type { Member } from '../../learn/index.js';
import { rangeOf } from '../range.js';
import type { History } from '../recommender.js';
import type { ItemVectors } from '../vectors/item-vectors.js';
import type { Candidates } from './candidates.js';
import { WINDOWS, type ItemFacts } from './item-facts.js';

/** How many of the newest events a likeness is averaged over. */
const SPANS: readonly number[] = [1, 3, 10, 50];

/** Names of what a candidate is ranked by, in order. */
export function featureNames(
  members: readonly Member[],
  facts: Pick<ItemFacts, 'content' | 'numbers'>,
  userColumns: readonly ColumnHead[],
): readonly string[] {
  return [
    ...members.flatMap(({ learner }, m) => [`score ${m} ${learner}`, `rank ${m} ${learner}`]),
    ...WINDOWS.map((window) => `popularity ${window}`),
    'age',
    'popularity beside the history',
    'history',
    'times taken',
    ...SPANS.map((span) => `takers like the last ${span}`),
    ...(facts.content ? SPANS.map((span) => `content like the last ${span}`) : []),
    ...facts.numbers.map(({ name }) => `distance ${name}`),
    ...userColumns.map(({ name }) => `user ${name}`),
  ];
}

/**
 * A row per candidate. A score is told as a share of the way from the least to the best candidate, so that scores of a fit on more events mean the same; missing
 * where there is nothing to compare with.
 */
export function featureRows(
  candidates: Candidates,
  history: History,
  facts: ItemFacts,
  userColumns: readonly ColumnHead[],
): readonly Float64Array[] {
  const { items, scores, ranks } = candidates;
  const each = (valueOf: (item: number, c: number) => number): Float64Array => Float64Array.from(items, valueOf);
  const took = history.items;
  const meanOver = (values: Float64Array): number => {
    let [sum, count] = [0, 0];
    for (let h = 0; h < took.length; h++) if (!Number.isNaN(values[took[h]])) [sum, count] = [sum + values[took[h]], count + 1];
    return count > 0 ? sum / count : NaN;
  };
  const times = new Map<number, number>();
  for (let h = 0; h < took.length; h++) times.set(took[h], (times.get(took[h]) ?? 0) + 1);
  const usual = meanOver(facts.popularity[0]);
  return [
    ...scores.flatMap((score, s) => {
      const own = each((item) => score[item]);
      const [least, range] = rangeOf(own);
      return [own.map((one) => (range > 0 ? (one - least) / range : NaN)), ranks[s].map(Math.log1p)];
    }),
    ...facts.popularity.map((values) => each((item) => values[item])),
    each((item) => facts.age[item]),
    each((item) => facts.popularity[0][item] - usual),
    each(() => Math.log1p(took.length)),
    each((item) => times.get(item) ?? 0),
    ...likeRecent(facts.takers, took, items),
    ...(facts.content ? likeRecent(facts.content, took, items) : []),
    ...facts.numbers.map(({ values }) => {
      const middle = meanOver(values);
      return each((item) => Math.abs(values[item] - middle));
    }),
    ...userColumns.map((_, j) => each(() => history.user?.[j] ?? NaN)),
  ];
}

/** Per span the product of each candidate's vector with the mean of those taken last. */
function likeRecent({ width, values }: ItemVectors, took: ArrayLike<number>, items: Int32Array): readonly Float64Array[] {
  return SPANS.map((span) => {
    const count = Math.min(span, took.length);
    const mean = new Float64Array(width);
    for (let h = took.length - count; h < took.length; h++) for (let d = 0; d < width; d++) mean[d] += values[took[h] * width + d] / count;
    return Float64Array.from(items, (item) => {
      let sum = count > 0 ? 0 : NaN;
      for (let d = 0; d < width; d++) sum += mean[d] * values[item * width + d];
      return sum;
    });
  });
}

/** Blocks of rows, one below the other. */
export function matrixOf(names: readonly string[], blocks: readonly (readonly Float64Array[])[]): Matrix {
  const rows = blocks.reduce((sum, [first]) => sum + first.length, 0);
  const columns = names.map((name, j) => {
    const values = new Float64Array(rows);
    let at = 0;
    for (const block of blocks) {
      values.set(block[j], at);
      at += block[j].length;
    }
    return { kind: 'number' as const, name, values };
  });
  return { rows, columns };
}

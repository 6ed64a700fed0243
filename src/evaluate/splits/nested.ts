import { foldSplits } from './folds.js';
import type { Split, SplitRows, SplitRule } from './split.js';

/** One outer fold: settings are chosen on the inner folds, which never see its test rows, and judged on those. All are row numbers of the whole. */
export interface NestedSplit extends Split {
  readonly inner: readonly Split[];
}

/**
 * Nested cross-validation (Stone, 1974; Cawley & Talbot, JMLR 2010): `outer` folds by the rule (5 unless said), and within the training rows of each
 * `inner` folds by the same rule (5 unless said), by time, by group or at random as {@link foldSplits} does. The mean over the outer folds is an honest figure of
 * the whole way of choosing, which the best score of a search is not. Costs outer × (inner × settings + 1) fits. Throws as {@link foldSplits}.
 *
 * ```ts
 * const [first] = nestedSplits({ rows: 100 }, { seed: 7, outer: 4, inner: 3 });
 * [first.test.length, first.inner.length, first.inner[0].test.length] // [25, 3, 25]
 * ```
 */
export function nestedSplits(of: SplitRows, rule: SplitRule & { readonly outer?: number; readonly inner?: number }): NestedSplit[] {
  const { outer = 5, inner = 5, ...rest } = rule;
  return foldSplits(of, { ...rest, folds: outer }).map((split) => ({
    ...split,
    inner: foldSplits(rowsOf(of, split.train), { ...rest, folds: inner }).map(({ train, test, unused }) => ({
      train: numbered(train, split.train),
      test: numbered(test, split.train),
      unused: numbered(unused, split.train),
    })),
  }));
}

const numbered = (entries: Int32Array, rows: Int32Array): Int32Array => entries.map((entry) => rows[entry]);

/** What a split may know of some of the rows. */
function rowsOf({ classes, groups, time, until, timeName }: SplitRows, rows: Int32Array): SplitRows {
  const take = (values: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => values[row]);
  return {
    rows: rows.length,
    ...(classes ? { classes: take(classes) } : {}),
    ...(groups ? { groups: take(groups) } : {}),
    ...(time ? { time: take(time) } : {}),
    ...(until ? { until: take(until) } : {}),
    ...(timeName === undefined ? {} : { timeName }),
  };
}

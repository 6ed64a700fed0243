import { mwError } from '../../core/index.js';
import { cutMoments, needTraining, timeSplit } from './by-time.js';
import { classTotals, deal } from './deal.js';
import { checkSpans, needAtLeast, needTwoClasses, splitsByTime } from './rule.js';
import { sidesOf, type Split, type SplitRows, type SplitRule } from './split.js';
import { dealingOrder, splitStream, unitsOf } from './units.js';

const WHAT = 'a holdout';

/**
 * Sets a share of the rows apart for the final test. With a time: the latest rows, whole moments, training rows older by the
 * gap, with an outcome that was known by then. Else at random: every class gives its share (one row at least, when it has two), a group lies on one side only.
 * The same rows and seed give the same split; row order matters, other columns do not. O(rows).
 *
 * Throws `MW_EVALUATE_SPLIT_ROWS`, `MW_EVALUATE_SPLIT_CLASSES`, `MW_EVALUATE_SPLIT_TIME` or `MW_EVALUATE_SPLIT_RULE`.
 *
 * ```ts
 * const { train, test } = holdoutSplit({ rows: 100, classes: y }, { seed: 7, share: 0.2 }); // 80 and 20 rows
 * ```
 */
export function holdoutSplit(of: SplitRows, rule: SplitRule & { readonly share?: number }): Split {
  const { share = 0.2 } = rule;
  if (!(share > 0 && share < 1))
    throw mwError('MW_EVALUATE_SPLIT_RULE', { name: 'share', got: String(share), due: 'a number between 0 and 1' });
  checkSpans(rule);
  needAtLeast(WHAT, 2, 'rows', of.rows);
  if (of.classes) needTwoClasses(WHAT, 2, of.classes);
  if (splitsByTime(of, rule)) {
    const [from] = cutMoments(of, [1 - share, share], WHAT);
    return needTraining(WHAT, timeSplit(of, from, Infinity, rule), rule);
  }
  return dealHoldout(of, share, rule.seed);
}

function dealHoldout(of: SplitRows, share: number, seed: number): Split {
  const units = unitsOf(of);
  needAtLeast(WHAT, 2, 'groups', units.count);
  const totals = classTotals(units);
  const test = totals.map((n) => (n < 2 ? 0 : Math.min(n - 1, Math.max(1, n * share))));
  const due = Float64Array.from([...totals.map((n, c) => n - test[c]), ...test]);
  const part = deal(units, dealingOrder(units, splitStream(seed, 'holdout')), [1 - share, share], due);
  for (const side of [0, 1]) if (!part.includes(side)) part[smallestUnit(units.unitOf, units.count)] = side;
  return sidesOf(units.unitOf.map((u) => part[u]));
}

/** With a few large groups none may fit into a small side; then the smallest group is it. */
function smallestUnit(unitOf: Int32Array, count: number): number {
  const size = new Int32Array(count);
  for (const u of unitOf) size[u]++;
  return size.indexOf(size.reduce((least, n) => Math.min(least, n), Infinity));
}

import { mwError } from '../../core/index.js';
import { cutMoments, needTraining, timeSplit } from './by-time.js';
import { classTotals, deal } from './deal.js';
import { checkSpans, countsOf, needAtLeast, needTwoClasses, splitsByTime } from './rule.js';
import { sidesOf, type Split, type SplitRows, type SplitRule } from './split.js';
import { dealingOrder, splitStream, unitsOf } from './units.js';

/**
 * Cross-validation: `folds` splits (5 unless said) whose test rows do not overlap.
 *
 * Without a time every row is tested exactly once; classes are spread evenly, a group lies in one fold only. With a time the
 * rows are cut into folds + 1 consecutive blocks, and each block but the first is tested by what lies before it ("forward
 * chaining"): the first block is never tested. `purged` cuts as many blocks as folds and tests each by all others, rows with an outcome that overlaps the
 * tested ones and an embargo after them left out (López de Prado's purged cross-validation): every row is tested, by a fit that has seen the future,
 * which the choice of settings may do and an honest figure may not. Deterministic by the seed. O(rows × folds).
 *
 * Throws `MW_EVALUATE_SPLIT_ROWS`, `MW_EVALUATE_SPLIT_CLASSES`, `MW_EVALUATE_SPLIT_TIME` or `MW_EVALUATE_SPLIT_RULE`;
 * {@link mostFolds} tells beforehand how many folds the rows allow.
 */
export function foldSplits(of: SplitRows, rule: SplitRule & { readonly folds?: number }): Split[] {
  const { folds = 5 } = rule;
  if (!Number.isInteger(folds) || folds < 2)
    throw mwError('MW_EVALUATE_SPLIT_RULE', { name: 'folds', got: String(folds), due: 'a whole number, 2 or more' });
  checkSpans(rule);
  const what = `cross-validation in ${folds} folds`;
  needAtLeast(what, folds, 'rows', of.rows);
  if (splitsByTime(of, rule)) {
    const blocks = rule.kind === 'purged' ? folds : folds + 1;
    const cuts = cutMoments(
      of,
      Array.from({ length: blocks }, () => 1 / blocks),
      what,
    );
    const starts = rule.kind === 'purged' ? [-Infinity, ...cuts] : cuts;
    return starts.map((from, f) => needTraining(what, timeSplit(of, from, starts[f + 1] ?? Infinity, rule), rule));
  }
  if (of.classes) needTwoClasses(what, folds, of.classes);
  const units = unitsOf(of);
  needAtLeast(what, folds, 'groups', units.count);
  const shares = Array.from({ length: folds }, () => 1 / folds);
  const totals = classTotals(units);
  const due = Float64Array.from({ length: folds * units.classes }, (_, i) => totals[i % units.classes] / folds);
  const part = deal(units, dealingOrder(units, splitStream(rule.seed, 'folds')), shares, due);
  return shares.map((_, f) => sidesOf(units.unitOf.map((u) => (part[u] === f ? 1 : 0))));
}

/**
 * The most folds, up to `wanted`, that {@link foldSplits} accepts for these rows when it splits at random: bounded by the rows, the groups and the
 * second most frequent class. Below 2 cross-validation is impossible.
 */
export function mostFolds(of: SplitRows, wanted: number): number {
  const units = of.groups ? unitsOf(of).count : of.rows;
  const second = of.classes ? (countsOf(of.classes).toSorted((a, b) => b - a)[1] ?? 0) : Infinity;
  return Math.min(wanted, units, second);
}

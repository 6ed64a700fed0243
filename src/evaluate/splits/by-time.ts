import { durationWords, mwError } from '../../core/index.js';
import { needAtLeast } from './rule.js';
import { sidesOf, type Split, type SplitRows, type SplitRule } from './split.js';

/** Row numbers by time, earliest first, rows of the same moment in row order; rows without a time are left out. */
function rowsByTime(time: ArrayLike<number>, rows: number): Int32Array {
  const known: number[] = [];
  for (let i = 0; i < rows; i++) if (!Number.isNaN(time[i])) known.push(i);
  return Int32Array.from(known).toSorted((a, b) => time[a] - time[b] || a - b);
}

/**
 * One split in time: the rows from moment `from` until before `to` are tested; rows older than `from − gapMs`, with an outcome that was known before
 * `from`, train, unless their group is tested. With `purged`, so do rows that are younger than the last tested outcome by more than the embargo.
 * Every other row is unused. Purging and embargo: M. López de Prado, "Advances in Financial Machine Learning", 2018, chapter 7.
 */
export function timeSplit(of: SplitRows, from: number, to: number, rule: SplitRule): Split {
  const { rows, time, groups } = of;
  const { gapMs = 0, embargoMs = 0 } = rule;
  const at = time!;
  const known = outcomeOf(of, rule);
  const tested = new Set<number>();
  const marks = new Int8Array(rows).fill(-1);
  let last = -Infinity;
  for (let i = 0; i < rows; i++) {
    if (!(at[i] >= from && at[i] < to)) continue;
    marks[i] = 1;
    last = Math.max(last, known(i));
    if (groups && groups[i] >= 0) tested.add(groups[i]);
  }
  const after = rule.kind === 'purged' ? last + embargoMs : Infinity;
  for (let i = 0; i < rows; i++) {
    const isBefore = at[i] < from - gapMs && known(i) < from;
    if (marks[i] < 0 && (isBefore || at[i] > after) && !(groups && tested.has(groups[i]))) marks[i] = 0;
  }
  return sidesOf(marks);
}

/** When the outcome of a row was known: never before the row itself. */
function outcomeOf({ time, until }: SplitRows, { outcomeMs = 0 }: SplitRule): (row: number) => number {
  return (row) => {
    const own = until?.[row] ?? NaN;
    return Number.isNaN(own) ? time![row] + outcomeMs : Math.max(time![row], own);
  };
}

/**
 * The moments that cut the rows into consecutive blocks nearest to the given shares; rows of one moment stay together.
 * Returns one moment per inner cut, strictly rising. Throws `MW_EVALUATE_SPLIT_ROWS` when there are too few moments.
 */
export function cutMoments({ time, rows }: SplitRows, shares: readonly number[], what: string): number[] {
  const order = rowsByTime(time!, rows);
  needAtLeast(what, shares.length, 'rows with a time', order.length);
  const starts = startsOfMoments(order, time!);
  needAtLeast(what, shares.length, 'different times', starts.length);
  const cuts: number[] = [];
  let [due, next] = [0, 1];
  shares.slice(0, -1).forEach((share, i) => {
    due += share * order.length;
    const latest = starts.length - (shares.length - 1 - i);
    while (next < latest && Math.abs(starts[next + 1] - due) <= Math.abs(starts[next] - due)) next++;
    cuts.push(time![order[starts[next]]]);
    next++;
  });
  return cuts;
}

/** Where each distinct moment begins in the order. */
function startsOfMoments(order: Int32Array, time: ArrayLike<number>): number[] {
  const starts: number[] = [];
  order.forEach((row, i) => {
    if (i === 0 || time[row] !== time[order[i - 1]]) starts.push(i);
  });
  return starts;
}

/** Throws `MW_EVALUATE_SPLIT_ROWS` when the gap, open outcomes or tested groups leave nothing to train on. */
export function needTraining(what: string, split: Split, { gapMs = 0, outcomeMs = 0 }: SplitRule): Split {
  if (split.train.length > 0) return split;
  const spans = [
    ...(gapMs > 0 ? [{ name: 'gap', words: `a gap of ${durationWords(gapMs)} (gap)` }] : []),
    ...(outcomeMs > 0 ? [{ name: 'labelsWithin', words: `outcomes that take ${durationWords(outcomeMs)} (labelsWithin)` }] : []),
  ];
  throw mwError('MW_EVALUATE_SPLIT_ROWS', {
    what: spans.length > 0 ? `${what} with ${spans.map(({ words }) => words).join(' and ')}` : what,
    got: 0,
    due: 1,
    of: 'row to train on before the test rows',
    shorten: spans.map(({ name }) => name),
  });
}

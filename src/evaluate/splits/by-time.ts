import { mwError } from '../../core/index.js';
import { needAtLeast } from './rule.js';
import { sidesOf, type Split, type SplitRows } from './split.js';

/** Row numbers by time, earliest first, rows of the same moment in row order; rows without a time are left out. */
function rowsByTime(time: ArrayLike<number>, rows: number): Int32Array {
  const known: number[] = [];
  for (let i = 0; i < rows; i++) if (!Number.isNaN(time[i])) known.push(i);
  return Int32Array.from(known).toSorted((a, b) => time[a] - time[b] || a - b);
}

/**
 * One split in time: the rows from moment `from` until before `to` are tested; rows older than `from − gapMs` train, unless
 * their group is tested. Every other row is unused.
 */
export function timeSplit({ rows, time, groups }: SplitRows, from: number, to: number, gapMs: number): Split {
  const at = time!;
  const tested = new Set<number>();
  const marks = new Int8Array(rows).fill(-1);
  for (let i = 0; i < rows; i++) {
    if (!(at[i] >= from && at[i] < to)) continue;
    marks[i] = 1;
    if (groups && groups[i] >= 0) tested.add(groups[i]);
  }
  for (let i = 0; i < rows; i++) if (at[i] < from - gapMs && !(groups && tested.has(groups[i]))) marks[i] = 0;
  return sidesOf(marks);
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

/** Throws `MW_EVALUATE_SPLIT_ROWS` when the gap, or tested groups, leave nothing to train on. */
export function needTraining(what: string, split: Split, gapMs: number): Split {
  if (split.train.length > 0) return split;
  throw mwError('MW_EVALUATE_SPLIT_ROWS', {
    what: gapMs > 0 ? `${what} with a gap of ${gapMs} ms` : what,
    got: 0,
    due: 1,
    of: 'rows to train on before the test rows',
  });
}

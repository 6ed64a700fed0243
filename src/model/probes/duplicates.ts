import { doublesOf } from '../../core/index.js';
import type { Probe } from './probe.js';

const SUSPICIOUS_SHARE = 0.01;
const LEAST_COLUMNS = 3;

/**
 * The same row on both sides of the split makes the holdout flatter than life. A holdout row is a copy when a training row has all
 * its features and one of its numbers is rare: where all values are common, rows are alike by nature and not by mistake.
 */
export const duplicatesProbe: Probe = (facts) => {
  if (facts.x.columns.length < LEAST_COLUMNS) return [];
  const columns = facts.x.columns.map(doublesOf);
  const seen = new Set<number>();
  for (const row of facts.train) seen.add(rowKey(columns, row));
  const alike = facts.holdout.filter((row) => seen.has(rowKey(columns, row)));
  const most = SUSPICIOUS_SHARE * facts.holdout.length;
  if (alike.length <= most) return [];
  const numbers = columns.filter((_, i) => facts.x.columns[i].kind === 'number');
  const copies = withRareNumber(numbers, alike, facts.train);
  if (copies <= most) return [];
  return [
    {
      probe: 'duplicates',
      message: `${copies.toLocaleString('en')} of ${facts.holdout.length.toLocaleString('en')} holdout rows (${((100 * copies) / facts.holdout.length).toFixed(1)}%) have the same features as a training row. If they are copies, remove them or declare a group.`,
    },
  ];
};

/** A number is rare when at most so many training rows have it: two, or one in a thousand. */
const RARE_ROWS = 2;
const RARE_SHARE = 0.001;

/** How many of `rows` have a number that is rare in `train`. */
function withRareNumber(numbers: readonly Float64Array[], rows: Int32Array, train: Int32Array): number {
  const most = Math.max(RARE_ROWS, RARE_SHARE * train.length);
  const rare = new Uint8Array(rows.length);
  for (const values of numbers) {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(values[row], 0);
    for (const row of train) {
      const count = counts.get(values[row]);
      if (count !== undefined) counts.set(values[row], count + 1);
    }
    rows.forEach((row, i) => {
      if (!Number.isNaN(values[row]) && counts.get(values[row])! <= most) rare[i] = 1;
    });
  }
  return rare.reduce((n, is) => n + is, 0);
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** A 53-bit hash of one row's values: among a million rows, two different ones meet with a chance of about 1 in 18,000. */
function rowKey(columns: readonly Float64Array[], row: number): number {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (const column of columns) {
    bits[0] = column[row] + 0;
    a = Math.imul(a ^ words[0], 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ words[1] ^ (a >>> 7), 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 2097152 + ((b >>> 0) & 0x1fffff);
}

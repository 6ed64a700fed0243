import { doublesOf } from '../../core/index.js';
import type { Probe } from './probe.js';

const SUSPICIOUS_SHARE = 0.01;
const LEAST_COLUMNS = 3;

/** The same row on both sides of the split makes the holdout flatter than life. Rows are compared by all their features. */
export const duplicatesProbe: Probe = (facts) => {
  if (facts.x.columns.length < LEAST_COLUMNS) return [];
  const columns = facts.x.columns.map(doublesOf);
  const seen = new Set<number>();
  for (const row of facts.train) seen.add(rowKey(columns, row));
  const twice = facts.holdout.reduce((n, row) => n + (seen.has(rowKey(columns, row)) ? 1 : 0), 0);
  const share = twice / facts.holdout.length;
  if (share <= SUSPICIOUS_SHARE) return [];
  return [
    {
      probe: 'duplicates',
      message: `${twice.toLocaleString('en')} of ${facts.holdout.length.toLocaleString('en')} holdout rows (${(100 * share).toFixed(1)}%) have the same features as a training row. If they are copies, remove them or declare a group.`,
    },
  ];
};

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

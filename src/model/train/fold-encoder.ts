import type { Split } from '../../evaluate/index.js';
import { memoryShares } from '../memory.js';
import { encodeOn, type EncodedRows } from './encode.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** Bytes of encoded folds to keep for the next candidate; beyond, they are encoded anew. */
const KEPT_BYTES = 2 ** 29;

/**
 * The table encoded by the features of one fold's training side; kept for the next candidate where memory allows.
 * A split numbers the entries of `rows`.
 */
export function foldEncoder(training: Training, rows: Int32Array, folds: number): (side: Split, fold: number) => Promise<EncodedRows> {
  const kept = new Map<number, EncodedRows>();
  const most = Math.min(KEPT_BYTES, memoryShares(training.options).table);
  const affordable = training.prepared.rows * Object.keys(training.model.features).length * 8 * folds <= most;
  return async (side, fold) => {
    const known = kept.get(fold);
    if (known) return known;
    const fresh = await encodeOn(training, pick(rows, side.train));
    if (affordable && fresh.serving.matrix) kept.set(fold, fresh);
    return fresh;
  };
}

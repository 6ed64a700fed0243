import { random } from '../../core/index.js';

/** The rows of one bag: those that it learns from, and after them those that tell it when to end; both ascending. */
export interface BagRows {
  readonly rows: Int32Array;
  /** How many it learns from. */
  readonly train: number;
}

/**
 * Leaves `share` of the rows out, of every class alike; at least one row where there are two. Selection sampling (Knuth, TAOCP 2,
 * 3.4.2, algorithm S) with a stream of its own per bag. `groups` holds a class per row, 0 … `count` − 1.
 */
export function drawBag(groups: Float64Array, count: number, share: number, seed: number, bag: number): BagRows {
  const draw = random(seed, 'ebm', 'bag', bag);
  const left = new Int32Array(count);
  for (const k of groups) left[k]++;
  const due = left.map((n) => Math.min(n - 1, Math.round(n * share)));
  if (!due.some((n) => n > 0)) due[left.indexOf(Math.max(...left))] = groups.length > 1 ? 1 : 0;
  const held = due.reduce((sum, n) => sum + Math.max(0, n), 0);
  const train = groups.length - held;
  const rows = new Int32Array(groups.length);
  let [inside, outside] = [0, train];
  for (let i = 0; i < groups.length; i++) {
    const k = groups[i];
    const isOut = due[k] > 0 && draw.uniform() * left[k] < due[k];
    left[k]--;
    if (isOut) due[k]--;
    rows[isOut ? outside++ : inside++] = i;
  }
  return { rows, train };
}

/** Entries of an array in the order of a bag's rows. */
export function inBag<A extends Uint16Array | Float64Array>(values: A, rows: Int32Array): A {
  const out = values.slice() as A;
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]];
  return out;
}

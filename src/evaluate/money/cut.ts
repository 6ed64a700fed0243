import { rankAscending } from '../metrics/ranked.js';

/**
 * How much acting there may be on some rows: so many acts, so much money spent, or both. Amounts are of all the rows together; with row weights,
 * of weight.
 */
export interface Room {
  readonly acts?: number;
  readonly spend?: number;
}

/** What {@link bestWithin} picked. */
export interface Picked {
  /** Per row 1 where it is acted on. */
  readonly acts: Uint8Array;
  /** Eligible rows that there was no room for. */
  readonly left: number;
  /**
   * The score from which a row that comes alone is acted on, so that rows like these fill the room and never exceed it: of rows
   * that tie where the room ends, none. `-Number.MAX_VALUE` where there was room for all, `Number.MAX_VALUE` for none.
   */
  readonly cut: number;
  /** Share of the first row left out that there would still have been room for, and which row: the rest of a fractional knapsack. */
  readonly next?: { readonly row: number; readonly share: number };
}

/** How much each row is acted on where rooms are filled to the brim: what was picked, and the part of the next row that there was still room for. */
export function filled({ acts, next }: Picked): ArrayLike<number> {
  if (!next || next.share === 0) return acts;
  const out = Float64Array.from(acts);
  out[next.row] = next.share;
  return out;
}

/** Slack for sums of doubles: a room of 0.1 × 30 rows holds 3. */
const SLACK = 1 + 1e-9;

/** Whether there is room for so many acts that cost so much together. */
export const fits = ({ acts = Infinity, spend = Infinity }: Room, count: number, spent: number): boolean =>
  count <= acts * SLACK && spent <= spend * SLACK;

/**
 * The rows with the highest scores that there is room for, of equal scores the earlier rows. It stops at the first row that does not fit, so that a
 * score says it all: the expected worth that it leaves is less than that of one row (Dantzig's bound of the fractional knapsack, 1957, when the
 * score is worth per cost). A score of `-Infinity` is never acted on. O(n log n).
 */
export function bestWithin(score: Float64Array, room: Room, costs: Float64Array, weights?: Float64Array): Picked {
  const acts = new Uint8Array(score.length);
  const order = descending(score);
  let [count, spent] = [0, 0];
  for (let at = 0; at < order.length; at++) {
    const row = order[at];
    const w = weights ? weights[row] : 1;
    if (!fits(room, count + w, spent + w * costs[row])) {
      const { acts: most = Infinity, spend: purse = Infinity } = room;
      const share = Math.min((most - count) / w, costs[row] > 0 ? (purse - spent) / (w * costs[row]) : Infinity, 1);
      return { acts, left: order.length - at, cut: cutAbove(score, order, at), next: { row, share: Math.max(0, share) } };
    }
    acts[row] = 1;
    count += w;
    spent += w * costs[row];
  }
  return { acts, left: 0, cut: -Number.MAX_VALUE };
}

/** Eligible rows by score, highest first; equal scores keep row order. */
function descending(score: Float64Array): Int32Array {
  const { order, starts } = rankAscending(score);
  const out = new Int32Array(score.length);
  let length = 0;
  for (let g = starts.length - 2; g >= 0 && score[order[starts[g]]] > -Infinity; g--)
    for (let i = starts[g]; i < starts[g + 1]; i++) out[length++] = order[i];
  return out.subarray(0, length);
}

/** A score above that of the first row left out, `order[at]`, and not above the next higher one. */
function cutAbove(score: Float64Array, order: Int32Array, at: number): number {
  const out = score[order[at]];
  let above = at - 1;
  while (above >= 0 && score[order[above]] === out) above--;
  return above < 0 ? Number.MAX_VALUE : between(out, Math.min(score[order[above]], Number.MAX_VALUE));
}

/** A number above `low` and not above `high`, midway where doubles allow. */
export function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low && middle <= high ? middle : high;
}

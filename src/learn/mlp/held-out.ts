import { random } from '../../core/index.js';
import { dealRows } from '../deal-rows.js';
import type { Task } from '../learner.js';

/** Fewer rows than this are too few to tell when to stop. */
const LEAST_ROWS = 5;

/** Which rows a member learns from, and which it sets apart. Ascending. */
export interface Share {
  readonly learned: Int32Array;
  readonly heldOut: Int32Array;
}

/**
 * Deals the rows into about 1 / share hands, by class, so that each hand has its part of each, at random within; member m sets hand m
 * apart (they come round again). With too few rows, or a share of 0, everything is learned from.
 */
export function sharesOf(task: Task, y: Float64Array, share: number, members: number, seed: number): readonly Share[] {
  const hands = share > 0 ? Math.max(2, Math.round(1 / share)) : 1;
  const hand = dealRows(task, y, hands, random(seed, 'mlp', 'held out'));
  const few = hands === 1 || y.length / hands < LEAST_ROWS;
  return Array.from({ length: members }, (_, m) => shareOf(hand, few ? -1 : m % hands));
}

/** Sets the rows of one hand apart; -1: none. */
function shareOf(hand: Int32Array, apart: number): Share {
  const heldOut = new Int32Array(hand.reduce((count, one) => count + (one === apart ? 1 : 0), 0));
  const learned = new Int32Array(hand.length - heldOut.length);
  let [kept, set] = [0, 0];
  for (let row = 0; row < hand.length; row++) {
    if (hand[row] === apart) heldOut[set++] = row;
    else learned[kept++] = row;
  }
  return { learned, heldOut };
}

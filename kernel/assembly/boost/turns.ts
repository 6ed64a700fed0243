import { CONTROL, DONE, THREADS, TURN } from '../../../src/kernel/boost/layout';
import { word } from './words';

/** Waits for a turn after `seen`. */
// @ts-ignore: decorator
@inline
export function nextTurn(seen: i32, spins: i32): i32 {
  let turn = atomic.load<i32>(CONTROL + 4 * TURN);
  for (let i = 0; turn == seen && i < spins; i++) turn = atomic.load<i32>(CONTROL + 4 * TURN);
  while (turn == seen) {
    atomic.wait<i32>(CONTROL + 4 * TURN, seen, -1);
    turn = atomic.load<i32>(CONTROL + 4 * TURN);
  }
  return turn;
}

/** Says that this thread has done its share of the turn. */
// @ts-ignore: decorator
@inline
export function endTurn(): void {
  if (atomic.add<i32>(CONTROL + 4 * DONE, 1) == word(THREADS) - 2) atomic.notify(CONTROL + 4 * DONE, 1);
}

/** Sends the other threads off to the phase in the control block. */
export function begin(): void {
  atomic.store<i32>(CONTROL + 4 * DONE, 0);
  atomic.add<i32>(CONTROL + 4 * TURN, 1);
  atomic.notify(CONTROL + 4 * TURN, -1);
}

/** Waits until the other threads are done, at most about `nanoseconds`; says whether they are. */
export function ended(spins: i32, nanoseconds: i64): bool {
  const others = word(THREADS) - 1;
  for (let i = 0; i < spins; i++) if (atomic.load<i32>(CONTROL + 4 * DONE) == others) return true;
  const done = atomic.load<i32>(CONTROL + 4 * DONE);
  if (done == others) return true;
  atomic.wait<i32>(CONTROL + 4 * DONE, done, nanoseconds);
  return atomic.load<i32>(CONTROL + 4 * DONE) == others;
}

/** How threads over one memory take turns: `src/kernel/threads/` starts them and calls this. */
import { CONTROL, DONE, NEXT, PHASE, STOP, THREADS, TURN } from '../../../src/kernel/threads/layout';

// @ts-ignore: decorator
@inline
function at(word: i32): usize {
  return CONTROL + (word << 2);
}

/** Waits for the turn after `seen`, which it gives; -1 when there is to be none. */
export function nextTurn(seen: i32, spins: i32): i32 {
  let turn = atomic.load<i32>(at(TURN));
  for (let i = 0; turn == seen && i < spins; i++) turn = atomic.load<i32>(at(TURN));
  while (turn == seen) {
    atomic.wait<i32>(at(TURN), seen, -1);
    turn = atomic.load<i32>(at(TURN));
  }
  return load<i32>(at(PHASE)) == STOP ? -1 : turn;
}

/** Says that this thread has done its share of the turn. */
export function endTurn(): void {
  if (atomic.add<i32>(at(DONE), 1) == load<i32>(at(THREADS)) - 2) atomic.notify(at(DONE), 1);
}

/** Sends the other threads off to the phase in the control block. */
export function begin(): void {
  atomic.store<i32>(at(DONE), 0);
  atomic.add<i32>(at(TURN), 1);
  atomic.notify(at(TURN), -1);
}

/** Waits until the other threads are done, at most about `nanoseconds`; says whether they are. */
export function ended(spins: i32, nanoseconds: i64): bool {
  const others = load<i32>(at(THREADS)) - 1;
  for (let i = 0; i < spins; i++) if (atomic.load<i32>(at(DONE)) == others) return true;
  const done = atomic.load<i32>(at(DONE));
  if (done == others) return true;
  atomic.wait<i32>(at(DONE), done, nanoseconds);
  return atomic.load<i32>(at(DONE)) == others;
}

/** The next part of the phase that no thread has taken yet. */
// @ts-ignore: decorator
@inline
export function nextPart(): i32 {
  return atomic.add<i32>(at(NEXT), 1);
}

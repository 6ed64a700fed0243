/** Runs work under a limit on the engine's threads. */
export type ThreadLimit = <T>(n: number, work: () => Promise<T>) => Promise<T>;

/**
 * Limits that nest and overlap: the smallest number asked for by work that still runs is set, and when none runs, `normal`.
 * `set` is called one at a time.
 */
export function threadLimit(normal: number, set: (n: number) => Promise<void>): ThreadLimit {
  const asked: number[] = [];
  let [current, settled] = [normal, Promise.resolve()];
  const settle = (): Promise<void> => {
    settled = settled.then(async () => {
      const due = Math.min(normal, ...asked);
      if (due === current) return;
      await set(due);
      current = due;
    });
    return settled;
  };
  return async (n, work) => {
    asked.push(n);
    try {
      await settle();
      return await work();
    } finally {
      asked.splice(asked.indexOf(n), 1);
      await settle();
    }
  };
}

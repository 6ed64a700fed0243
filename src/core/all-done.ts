/**
 * The values of all, like `Promise.all`, but a failure is thrown only when none is under way any more: nothing still works on what the
 * caller then lets go. Of several failures the first in order.
 */
export async function allDone<T extends readonly unknown[]>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(work);
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value as unknown;
  }) as { -readonly [K in keyof T]: Awaited<T[K]> };
}

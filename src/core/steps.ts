import { setImmediate } from 'node:timers/promises';

/** Work that can be left between two of its steps; each `yield` is such a moment. */
export type Steps<V> = Generator<void, V, void>;

/** What the work gives, done at once. */
export function finished<V>(steps: Steps<V>): V {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * What the work gives, done in turns of at most about so many milliseconds (by `now`), so that whatever else the process has to do gets its turn between
 * two of them. An abort ends it with its reason.
 */
export async function inTurns<V>(
  steps: Steps<V>,
  signal: AbortSignal,
  turnMs = 1,
  now: () => number = () => performance.now(),
): Promise<V> {
  for (;;) {
    signal.throwIfAborted();
    for (const from = now(); now() - from < turnMs;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    await setImmediate();
  }
}

/** Items of a step. */
const AT_ONCE = 32;

/** What is answered to each of many items, asked about a part at a time. */
export function* inParts<I, O>(items: readonly I[], ask: (part: readonly I[]) => ArrayLike<O>): Steps<readonly O[]> {
  const out: O[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const answers = ask(items.slice(from, from + AT_ONCE));
    for (let i = 0; i < answers.length; i++) out.push(answers[i]);
    yield;
  }
  return out;
}

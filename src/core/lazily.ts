import { finished, type Steps } from './steps.js';

/** What is worked out once: by whoever needs it first, or in steps before that. */
export interface Lazy<V> {
  /** At once, as far as it is not done yet. */
  now(): V;
  /** Until it is done, by whomever. */
  steps(): Steps<void>;
}

/** Begins nothing yet. What fails is begun anew by who asks next. */
export function lazily<V>(begin: () => Steps<V>): Lazy<V> {
  let work: Steps<V> | undefined;
  let found: { readonly value: V } | undefined;
  const going = (): Steps<V> => (work ??= begin());
  const orAnew = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      work = undefined;
      throw error;
    }
  };
  return {
    now: () => (found ??= { value: orAnew(() => finished(going())) }).value,
    *steps() {
      while (!found) {
        const { done, value } = orAnew(() => going().next());
        if (done) found = { value };
        else yield;
      }
    },
  };
}

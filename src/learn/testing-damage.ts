import { MillwrightError, type ColumnHead, type Json } from '../core/index.js';
import type { Learner, PartArray, Parts } from './learner.js';

/** Ways to damage a predictor's parts, and what its learner says of them. */
export interface Damage {
  readonly withArray: (name: string, array: PartArray) => Parts;
  readonly withCell: (name: string, at: number, value: number) => Parts;
  readonly withMeta: (change: Record<string, Json>) => Parts;
  /** The message of the refusal; throws when the parts are taken, or fail in another way. */
  readonly reason: (bad: Parts) => string;
}

/** For tests of `fromParts`: `parts` gives whole parts, once they are there. */
export function damageOf(learner: Learner, heads: readonly ColumnHead[], parts: () => Parts): Damage {
  const withArray = (name: string, array: PartArray): Parts => ({ ...parts(), arrays: { ...parts().arrays, [name]: array } });
  return {
    withArray,
    withCell: (name, at, value) => {
      const copy = parts().arrays[name].slice();
      copy[at] = value;
      return withArray(name, copy);
    },
    withMeta: (change) => ({ ...parts(), meta: { ...(parts().meta as object), ...change } as Json }),
    reason: (bad) => {
      try {
        learner.fromParts(bad, heads);
      } catch (error) {
        if (error instanceof MillwrightError && error.code === 'MW_LEARN_PARTS') return error.message;
        throw error;
      }
      throw new Error('the parts were taken');
    },
  };
}

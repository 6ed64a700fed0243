import type { Interactions } from '../interactions.js';

/** Interactions that know of each event what kind it was, and its id where it has one, so that more can be added later. */
export interface Behaviour extends Interactions {
  /** Types of events, ascending as text. */
  readonly types: readonly string[];
  /** Per event the place of its type; −1 where it has none. */
  readonly type: Int32Array;
  /** Per event its id, `null` for one without; absent where no event has one. */
  readonly ids?: readonly (string | null)[];
}

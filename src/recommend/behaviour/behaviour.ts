import { mwError } from '../../core/index.js';
import type { Interactions } from '../interactions.js';

/** Stands for an event without a type, or whose type nobody told. */
export const NO_TYPE = 255;

/** Interactions that know of each event what kind it was, and its id where it has one, so that more can be added later. */
export interface Behaviour extends Interactions {
  /** Types of events, ascending as text. */
  readonly types: readonly string[];
  /** Per event the place of its type; {@link NO_TYPE} where it has none. */
  readonly type: Uint8Array;
  /** Per event its id, `null` for one without; absent where no event has one. */
  readonly ids?: readonly (string | null)[];
}

/** Refuses more types than have a place. */
export function checkTypes({ length }: readonly string[]): void {
  if (length > NO_TYPE)
    throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: 'number of types', got: String(length), due: `at most ${NO_TYPE}` });
}

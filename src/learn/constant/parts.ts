import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';

const FORMAT = 1;

/** The margins as the artifact stores them. */
export const partsOfConstant = (base: Float64Array, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: base.length, columns },
  arrays: { base: base.slice() },
});

/** The margins again. Throws `MW_LEARN_PARTS`. */
export function constantFrom(parts: Parts, columns: number): Float64Array {
  const checked = checkedParts('constant', parts, FORMAT, columns, ['base']);
  return checked.array('base', Float64Array, checked.outputs);
}

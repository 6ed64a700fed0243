import type { ColumnHead } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import type { Ecod } from './predictor.js';

const FORMAT = 1;
const ARRAYS = ['first', 'knots', 'left', 'right', 'exact', 'leftSkewed'] as const;
/** −ln of one in a googol: beyond every share of rows. */
const MOST = 1000;

/** The tails as the artifact stores them. */
export const partsOfTails = (ecod: Ecod, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: 1, columns },
  arrays: Object.fromEntries(ARRAYS.map((name) => [name, ecod[name].slice()])),
});

/** Stored tails again. Throws `MW_LEARN_PARTS`. */
export function tailsFrom(parts: Parts, columns: readonly ColumnHead[]): Ecod {
  const checked = checkedParts('ecod', parts, FORMAT, columns.length, ARRAYS);
  const { array, damaged } = checked;
  if (checked.outputs !== 1) throw damaged('"outputs" is not 1');
  const first = array('first', Int32Array, columns.length + 1);
  if (first[0] !== 0 || first.some((at, j) => j > 0 && at < first[j - 1])) throw damaged('"first" does not ascend from 0');
  const count = first[columns.length];
  const ecod: Ecod = {
    first,
    knots: array('knots', Float64Array, count),
    left: array('left', Float64Array, count),
    right: array('right', Float64Array, count),
    exact: array('exact', Uint8Array, columns.length),
    leftSkewed: array('leftSkewed', Uint8Array, columns.length),
  };
  if ([...ecod.left, ...ecod.right].some((v) => v < 0 || v > MOST)) throw damaged('a tail is no share of rows');
  return ecod;
}

import type { ColumnHead } from '../../core/index.js';
import type { CheckedParts } from '../checked-parts.js';
import type { PartArray } from '../learner.js';
import type { Space } from './space.js';

/** Names of the arrays that a stored space has. */
export const SPACE_ARRAYS = ['first', 'mean', 'scale'] as const;

/** The arrays that a stored space has. */
export const spaceArrays = ({ first, mean, scale }: Space): Readonly<Record<(typeof SPACE_ARRAYS)[number], PartArray>> => ({
  first: first.slice(),
  mean: mean.slice(),
  scale: scale.slice(),
});

/** A stored space again: every column has the coordinates that its kind has, or none. Throws `MW_LEARN_PARTS`. */
export function spaceFrom({ array, damaged }: CheckedParts, columns: readonly ColumnHead[]): Space {
  const first = array('first', Int32Array, columns.length + 1);
  if (first[0] !== 0) throw damaged('"first" does not begin with 0');
  columns.forEach((column, j) => {
    const has = first[j + 1] - first[j];
    const due = column.kind === 'category' ? column.levels.length : 1;
    if (has !== 0 && has !== due) throw damaged(`"first" gives column ${j} ${has} coordinates, not ${due}`);
  });
  const dims = first[columns.length];
  if (dims === 0) throw damaged('no column has a coordinate');
  const [mean, scale] = [array('mean', Float64Array, dims), array('scale', Float64Array, dims)];
  if (scale.some((s) => s <= 0)) throw damaged('"scale" holds a number that is not positive');
  return { first, mean, scale };
}

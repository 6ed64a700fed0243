import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { coordinates, wholeSegments } from '../members/index.js';
import { dimensionsOf, SPACE_ARRAYS, spaceArrays, spaceFrom } from '../space/index.js';
import { hdbscanTable } from './params.js';
import type { DensityMap } from './predictor.js';

const FORMAT = 1;
const LEAST_BIRTH = 1e-9;
const ARRAYS = ['points', 'weights', 'core', 'segment', 'birth'] as const;

/** The rows as the artifact stores them: 20 bytes each and 8 more for every coordinate. */
export const partsOfMap = ({ space, minRows, ...map }: DensityMap, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: map.birth.length + 1, columns, rows: map.segment.length, minRows },
  arrays: { ...spaceArrays(space), ...Object.fromEntries(ARRAYS.map((name) => [name, map[name].slice()])) },
});

/** Stored rows again. Throws `MW_LEARN_PARTS`. */
export function mapFrom(parts: Parts, columns: readonly ColumnHead[]): DensityMap {
  const checked = checkedParts('hdbscan', parts, FORMAT, columns.length, [...SPACE_ARRAYS, ...ARRAYS]);
  const { outputs, array, damaged } = checked;
  const meta = parts.meta as { readonly [key: string]: Json };
  const whole = (name: string, least: number, most: number): number => {
    const value = meta[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      throw damaged(`"${name}" is ${JSON.stringify(value)}`);
    return value;
  };
  const rows = whole('rows', 2, hdbscanTable.mostRows.high);
  const minRows = whole('minRows', hdbscanTable.minRows.low, hdbscanTable.minRows.high);
  const space = spaceFrom(checked, columns);
  const [weights, core, birth] = [
    array('weights', Float64Array, rows),
    array('core', Float64Array, rows),
    array('birth', Float64Array, outputs - 1),
  ];
  if (weights.some((w) => w <= 0)) throw damaged('"weights" holds a number that is not positive');
  if (core.some((c) => c < 0)) throw damaged('"core" holds a distance below 0');
  if (birth.some((b) => b < LEAST_BIRTH)) throw damaged('"birth" holds no distance');
  const points = coordinates(array('points', Float64Array, rows * dimensionsOf(space)), 'points', damaged);
  const segment = wholeSegments(array('segment', Int32Array, rows), outputs - 1, -1, damaged);
  return { space, points, weights, core, segment, birth, minRows };
}

import type { ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { forEachRow } from '../for-each-row.js';
import type { Predictor } from '../learner.js';
import { groupsOf, type Group } from '../members/index.js';
import { dimensionsOf, pointOf, type Space } from '../space/index.js';
import { densityOf, type Density } from '../members/density.js';
import { partsOfMap } from './parts.js';

/** All rows that were learned from, with their density, and the segments among them. */
export interface DensityMap {
  readonly space: Space;
  /** Rows × coordinates, in the order of a tree. */
  readonly points: Float64Array;
  /** What each row counts. */
  readonly weights: Float64Array;
  /** Squared distance to the neighbours of each row. */
  readonly core: Float64Array;
  /** The segment of each row, −1 for none. */
  readonly segment: Int32Array;
  /** By segment the distance at which it came to be. */
  readonly birth: Float64Array;
  readonly minRows: number;
}

interface Searches {
  readonly density: Density;
  readonly groups: readonly Group[];
}

const NO_CODES = new Int32Array();

/**
 * A row is in a segment when it is reached from one of its rows at a distance below that at which the segment came to be, distance being the greatest
 * of the two rows' densities and how far they are apart: so every row that was learned from is where learning put it. The score is 1 less that distance over
 * the segment's own, that of no segment 0. The searches are made at the first row, from then on nothing is allocated.
 */
export function densityPredictor(map: DensityMap, columns: readonly ColumnHead[]): Predictor {
  const { space, points, weights, core, segment, birth, minRows } = map;
  const segments = birth.length;
  const outputs = segments + 1;
  const categories = categoriesIn(columns);
  const one = new Float64Array(dimensionsOf(space));
  let made: Searches | undefined;
  const searches = (): Searches =>
    (made ??= {
      density: densityOf(points, one.length, weights, minRows),
      groups: groupsOf(points, one.length, segment, segments, core),
    });
  const scoreInto = (row: Float64Array, out: Float64Array, at: number): void => {
    pointOf(space, row, categories, one);
    const { density, groups } = searches();
    const own = density(one);
    for (let k = 0; k < segments; k++) out[at + k] = 1 - Math.sqrt(Math.max(own, groups[k].search(one, NO_CODES).distance[0])) / birth[k];
    out[at + segments] = 0;
  };
  return {
    outputs,
    outside: segments,
    predict(x, out) {
      forEachRow(x, (row, i) => scoreInto(row, out, i * outputs));
    },
    predictRow: (row, out) => scoreInto(row, out, 0),
    toParts: () => partsOfMap(map, columns.length),
  };
}

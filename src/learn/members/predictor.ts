import type { ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { forEachRow } from '../for-each-row.js';
import type { Predictor } from '../learner.js';
import { dimensionsOf, pointOf, type Space } from '../space/index.js';
import { groupsOf, type Group } from './groups.js';
import { membersParts } from './parts.js';

/** Segments as rows that are kept of each. */
export interface Members {
  readonly space: Space;
  readonly segments: number;
  /** Kept rows × coordinates. */
  readonly points: Float64Array;
  /** The segment of each kept row. */
  readonly segment: Int32Array;
  /** Squared distance from a segment's nearest row beyond which a row belongs to none; `null`: every row belongs to one. */
  readonly reach: number | null;
}

const NO_CODES = new Int32Array();

/**
 * A row belongs to the segment of the nearest kept row m, or to none where all are out of reach. The score of a segment is ‖z‖² − ‖z − m‖²: how much
 * nearer the row is to m than to the average of all rows; that of none is ‖z‖² − reach. Each column's share of it is exact. The searches are
 * made at the first row, from then on nothing is allocated.
 */
export function membersPredictor(members: Members, columns: readonly ColumnHead[]): Predictor {
  const { space, segments, reach } = members;
  const outputs = segments + (reach === null ? 0 : 1);
  const categories = categoriesIn(columns);
  const one = new Float64Array(dimensionsOf(space));
  let made: readonly Group[] | undefined;
  const groups = (): readonly Group[] => (made ??= groupsOf(members.points, one.length, members.segment, segments));
  const scoreInto = (row: Float64Array, out: Float64Array, at: number): void => {
    pointOf(space, row, categories, one);
    let length = 0;
    for (let d = 0; d < one.length; d++) length += one[d] * one[d];
    const near = groups();
    for (let k = 0; k < segments; k++) out[at + k] = length - near[k].search(one, NO_CODES).distance[0];
    if (reach !== null) out[at + segments] = length - reach;
  };
  return {
    outputs,
    ...(reach === null ? {} : { outside: segments }),
    predict(x, out) {
      forEachRow(x, (row, i) => scoreInto(row, out, i * outputs));
    },
    predictRow: (row, out) => scoreInto(row, out, 0),
    contributions(x) {
      const width = x.columns.length;
      const effects = new Float64Array(x.rows * outputs * width);
      forEachRow(x, (row, i) => {
        pointOf(space, row, categories, one);
        addShares(members, groups(), one, effects.subarray(i * outputs * width, (i + 1) * outputs * width));
      });
      const base = new Float64Array(outputs);
      if (reach !== null) base[segments] = -reach;
      return { base, effects };
    },
    toParts: () => membersParts(members, columns.length),
  };
}

/** What each column adds to each score of one row: Σ (2 z m − m²) of its coordinates, and Σ z² to that of none. */
function addShares({ space, segments, points, reach }: Members, groups: readonly Group[], z: Float64Array, effects: Float64Array): void {
  const columns = space.first.length - 1;
  const add = (k: number, m: Float64Array | undefined): void => {
    for (let j = 0; j < columns; j++)
      for (let d = space.first[j]; d < space.first[j + 1]; d++) effects[k * columns + j] += m ? m[d] * (2 * z[d] - m[d]) : z[d] * z[d];
  };
  groups.forEach(({ search, place }, k) => {
    const i = place[search(z, NO_CODES).point[0]];
    add(k, points.subarray(i * z.length, (i + 1) * z.length));
  });
  if (reach !== null) add(segments, undefined);
}

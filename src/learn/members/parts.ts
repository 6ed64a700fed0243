import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { dimensionsOf, SPACE_ARRAYS, spaceArrays, spaceFrom } from '../space/index.js';
import type { Members } from './predictor.js';

const FORMAT = 1;
/** Beyond the furthest that a coordinate can be, and beyond its square. */
const FURTHEST = 1e10;
const MOST_REACH = 1e20;

/** The kept rows as the artifact stores them: 4 bytes each and 8 more for every coordinate. */
export const membersParts = ({ space, segments, points, segment, reach }: Members, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: segments + (reach === null ? 0 : 1), columns, rows: segment.length, reach },
  arrays: { ...spaceArrays(space), points: points.slice(), segment: segment.slice() },
});

/** Stored rows again. Throws `MW_LEARN_PARTS`. */
export function membersFrom(learner: string, parts: Parts, columns: readonly ColumnHead[]): Members {
  const checked = checkedParts(learner, parts, FORMAT, columns.length, [...SPACE_ARRAYS, 'points', 'segment']);
  const { outputs, array, damaged } = checked;
  const { rows, reach } = parts.meta as { readonly [key: string]: Json };
  if (typeof rows !== 'number' || !Number.isInteger(rows) || rows < 0) throw damaged(`"rows" is ${JSON.stringify(rows)}`);
  if (reach !== null && !(typeof reach === 'number' && reach >= 0 && reach <= MOST_REACH))
    throw damaged(`"reach" is ${JSON.stringify(reach)}`);
  const space = spaceFrom(checked, columns);
  const segments = outputs - (reach === null ? 0 : 1);
  const points = coordinates(array('points', Float64Array, rows * dimensionsOf(space)), 'points', damaged);
  const segment = wholeSegments(array('segment', Int32Array, rows), segments, 0, damaged);
  return { space, segments, points, segment, reach };
}

/** Coordinates that a point can have. */
export function coordinates(values: Float64Array, name: string, damaged: (reason: string) => Error): Float64Array {
  if (values.some((v) => Math.abs(v) > FURTHEST)) throw damaged(`"${name}" holds a number beyond every point`);
  return values;
}

/** Numbers of segments from `least` on, each of which has a row. */
export function wholeSegments(segment: Int32Array, segments: number, least: number, damaged: (reason: string) => Error): Int32Array {
  const odd = segment.findIndex((k) => k < least || k >= segments);
  if (odd >= 0) throw damaged(`"segment" holds ${segment[odd]} at entry ${odd}, which is none`);
  const there = new Set(segment);
  for (let k = 0; k < segments; k++) if (!there.has(k)) throw damaged(`segment ${k} has no row`);
  return segment;
}

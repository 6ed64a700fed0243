import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { POINT_NAMES, pointParts, pointsFromParts, SPACE_NAMES, spaceFromParts, spaceParts } from '../mixed/parts.js';
import { MOST_DENSITY } from './density.js';
import { isRelativeWeight } from '../neighbours/weights.js';
import type { LofModel } from './model.js';
import { lofTable } from './params.js';

const FORMAT = 1;
const OWN = ['row', 'weight', 'reach', 'density'] as const;
/** Standardised numbers are at most 1e9 from the mean: no two points of any table are as far apart. */
const FARTHEST = 1e15;

/** The kept rows as the artifact stores them: per row 28 bytes, 8 more for each number and 4 for each flag or category. */
export function partsOf(model: LofModel): Parts {
  const { space, points, neighbours, metric } = model;
  return {
    meta: { format: FORMAT, outputs: 1, columns: space.numbers.length + space.codes.length, rows: points.rows, neighbours, metric },
    arrays: { ...spaceParts(space), ...pointParts(points), ...Object.fromEntries(OWN.map((name) => [name, model[name].slice()])) },
  };
}

/** The kept rows again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): LofModel {
  const checked = checkedParts('lof', parts, FORMAT, heads.length, [...SPACE_NAMES, ...POINT_NAMES, ...OWN]);
  const { outputs, setting, made, damaged } = checked;
  if (outputs !== 1) throw damaged('"outputs" is not 1');
  const rows = setting<number>('rows', (value) => isWhole(value, 2, lofTable.sample.high));
  const space = spaceFromParts(checked, heads);
  return {
    space,
    points: pointsFromParts(checked, space, rows),
    row: made('row', Int32Array, rows, (i) => i >= 0 && i < rows),
    weight: made('weight', Float64Array, rows, isRelativeWeight),
    reach: made('reach', Float64Array, rows, (distance) => distance >= 0 && distance <= FARTHEST),
    density: made('density', Float64Array, rows, (density) => density >= 0.5 / FARTHEST && density <= MOST_DENSITY),
    neighbours: setting<number>('neighbours', (value) => isWhole(value, 1, rows - 1)),
    metric: setting<LofModel['metric']>('metric', (value) => lofTable.metric.choices.some((metric) => metric === value)),
  };
}

const isWhole = (value: Json, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { POINT_NAMES, pointParts, pointsFromParts, SPACE_NAMES, spaceFromParts, spaceParts } from '../mixed/parts.js';
import { isRelativeWeight } from '../neighbours/weights.js';
import type { KnnModel } from './model.js';
import { knnParams } from './params.js';

const FORMAT = 1;
const MOST_ROWS = 2 ** 31 - 1;

/** The training rows as the artifact stores them: per row 20 bytes, 8 more for each number and 4 for each flag or category. */
export function partsOf(model: KnnModel): Parts {
  const { outputs, space, points, row, y, weight, prior, isRegression, neighbours, metric, votes, smoothing } = model;
  const columns = space.numbers.length + space.codes.length;
  return {
    meta: { format: FORMAT, outputs, columns, rows: points.rows, isRegression, neighbours, metric, votes, smoothing },
    arrays: {
      ...spaceParts(space),
      ...pointParts(points),
      row: row.slice(),
      y: y.slice(),
      weight: weight.slice(),
      prior: prior.slice(),
    },
  };
}

/** The training rows again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): KnnModel {
  const checked = checkedParts('knn', parts, FORMAT, heads.length, [...SPACE_NAMES, ...POINT_NAMES, 'row', 'y', 'weight', 'prior']);
  const { outputs, made } = checked;
  const { rows, ...settings } = settingsFrom(checked);
  const classes = settings.isRegression ? 0 : outputs === 1 ? 2 : outputs;
  const isTarget = (value: number) => settings.isRegression || (Number.isInteger(value) && value >= 0 && value < classes);
  const space = spaceFromParts(checked, heads);
  return {
    ...settings,
    outputs,
    space,
    points: pointsFromParts(checked, space, rows),
    row: made('row', Int32Array, rows, (i) => i >= 0 && i < rows),
    y: made('y', Float64Array, rows, isTarget),
    weight: made('weight', Float64Array, rows, isRelativeWeight),
    prior: made('prior', Float64Array, classes, (share) => share >= 0 && share <= 1),
  };
}

type Settings = Pick<KnnModel, 'isRegression' | 'neighbours' | 'metric' | 'votes' | 'smoothing'> & { readonly rows: number };

function settingsFrom({ outputs, setting }: CheckedParts): Settings {
  const rows = setting<number>('rows', (value) => isCount(value, MOST_ROWS));
  return {
    rows,
    isRegression: setting<boolean>('isRegression', (value) => value === false || (value === true && outputs === 1)),
    neighbours: setting<number>('neighbours', (value) => isCount(value, rows)),
    metric: setting<KnnModel['metric']>('metric', (value) => knnParams.metric.choices.some((metric) => metric === value)),
    votes: setting<KnnModel['votes']>('votes', (value) => knnParams.votes.choices.some((votes) => votes === value)),
    smoothing: setting<number>('smoothing', (value) => typeof value === 'number' && value >= 0 && value <= knnParams.smoothing.high),
  };
}

const isCount = (value: Json, most: number): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

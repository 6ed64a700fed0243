import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { POINT_NAMES, pointParts, pointsFromParts, SPACE_NAMES, spaceFromParts, spaceParts } from '../mixed/parts.js';
import { LEAST_WEIGHT, type KnnModel } from './model.js';
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
  const { outputs, array, damaged } = checked;
  const { rows, ...settings } = settingsFrom(parts.meta as Readonly<Record<string, Json>>, checked);
  const classes = settings.isRegression ? 0 : outputs === 1 ? 2 : outputs;
  const read = <A extends Float64Array | Int32Array>(values: A, name: string, isPossible: (value: number) => boolean): A => {
    const odd = values.findIndex((value) => !isPossible(value));
    if (odd >= 0) throw damaged(`"${name}" holds ${values[odd]} at entry ${odd}, which no fit makes`);
    return values.slice() as A;
  };
  const isTarget = (value: number) => settings.isRegression || (Number.isInteger(value) && value >= 0 && value < classes);
  const space = spaceFromParts(checked, heads);
  return {
    ...settings,
    outputs,
    space,
    points: pointsFromParts(checked, space, rows),
    row: read(array('row', Int32Array, rows), 'row', (i) => i >= 0 && i < rows),
    y: read(array('y', Float64Array, rows), 'y', isTarget),
    weight: read(array('weight', Float64Array, rows), 'weight', (weight) => weight >= LEAST_WEIGHT && weight <= 1),
    prior: read(array('prior', Float64Array, classes), 'prior', (share) => share >= 0 && share <= 1),
  };
}

type Settings = Pick<KnnModel, 'isRegression' | 'neighbours' | 'metric' | 'votes' | 'smoothing'> & { readonly rows: number };

function settingsFrom(meta: Readonly<Record<string, Json>>, { outputs, damaged }: CheckedParts): Settings {
  const due = <T extends Json>(name: string, isDue: (value: Json) => boolean): T => {
    if (!isDue(meta[name])) throw damaged(`"${name}" is ${JSON.stringify(meta[name])}, which no fit makes`);
    return meta[name] as T;
  };
  const rows = due<number>('rows', (value) => isCount(value, MOST_ROWS));
  return {
    rows,
    isRegression: due<boolean>('isRegression', (value) => value === false || (value === true && outputs === 1)),
    neighbours: due<number>('neighbours', (value) => isCount(value, rows)),
    metric: due<KnnModel['metric']>('metric', (value) => knnParams.metric.choices.some((metric) => metric === value)),
    votes: due<KnnModel['votes']>('votes', (value) => knnParams.votes.choices.some((votes) => votes === value)),
    smoothing: due<number>('smoothing', (value) => typeof value === 'number' && value >= 0 && value <= knnParams.smoothing.high),
  };
}

const isCount = (value: Json, most: number): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

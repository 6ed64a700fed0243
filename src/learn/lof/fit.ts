import { setImmediate } from 'node:timers/promises';
import { drawRows, mwError, random, takeRows } from '../../core/index.js';
import type { FitRun, RowsInput } from '../learner.js';
import { pointsOf, spaceOf, takePoints, type Points, type Space } from '../mixed/space.js';
import { treeOrder } from '../neighbours/order.js';
import { searchFor, type Found } from '../neighbours/search.js';
import { relativeWeights } from '../neighbours/weights.js';
import { paceOf, type Pace } from '../pace.js';
import { resolveParams } from '../params.js';
import { densityOf, distanceOf } from './density.js';
import type { LofModel } from './model.js';
import { lofTable, type LofParams } from './params.js';

/**
 * Keeps rows and finds how densely each lies. Throws `MW_LEARN_ROWS` or `MW_LEARN_NOTHING_VARIES` where the rows are too few or all alike, and the
 * signal's reason once it is aborted.
 */
export async function fitLof({ x, weights }: RowsInput<'outlier'>, run: FitRun): Promise<LofModel> {
  const { neighbours, metric, sample } = resolveParams('lof', lofTable, run.params) as unknown as LofParams;
  run.progress?.('placing rows', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  if (x.rows < 2) throw mwError('MW_LEARN_ROWS', { learner: 'lof', rows: x.rows, need: 2 });
  const space = spaceOf(x, weights);
  const kept = drawRows(x.rows, sample, random(run.seed, 'lof', 'kept rows'));
  const points = pointsOf(space, takeRows(x, kept));
  if (!varies(points)) throw mwError('MW_LEARN_NOTHING_VARIES', { learner: 'lof', columns: x.columns.map((c) => c.name) });
  const pace = paceOf(run.signal);
  const row = await treeOrder(space, points, pace);
  const placed = {
    space,
    points: takePoints(points, row),
    row,
    weight: relativeWeights(
      weights,
      row.map((i) => kept[i]),
    ),
    neighbours: Math.min(neighbours, kept.length - 1),
    metric,
  };
  return { ...placed, ...(await densitiesOf(placed, pace, run)) };
}

/** Whether some point differs from the first. */
function varies({ rows, numbers, codes }: Points): boolean {
  const differs = (values: Float64Array | Int32Array): boolean => values.some((value, at) => value !== values[at % (values.length / rows)]);
  return differs(numbers) || differs(codes);
}

type Placed = Omit<LofModel, 'reach' | 'density'>;

async function densitiesOf(placed: Placed, pace: Pace, run: FitRun): Promise<Pick<LofModel, 'reach' | 'density'>> {
  const { points, neighbours, metric } = placed;
  const { rows } = points;
  const found: Found = { point: new Int32Array(rows * neighbours), distance: new Float64Array(rows * neighbours) };
  const of = (i: number): Found => ({
    point: found.point.subarray(i * neighbours, (i + 1) * neighbours),
    distance: found.distance.subarray(i * neighbours, (i + 1) * neighbours),
  });
  const reach = new Float64Array(rows);
  const search = neighbourSearch(placed);
  for (let i = 0; i < rows; i++) {
    const own = of(i);
    search(i, own);
    reach[i] = distanceOf(metric, own.distance[neighbours - 1]);
    if (i % 256 === 0) run.progress?.('finding neighbours', i, rows);
    await pace(rows * widthOf(placed.space));
  }
  const density = Float64Array.from({ length: rows }, (_, i) => densityOf({ ...placed, reach }, of(i)));
  return { reach, density };
}

const widthOf = ({ numbers, codes }: Space): number => numbers.length + codes.length;

/** Writes the neighbours of a kept point, itself left out: of many copies of it, which one is left out makes no difference. */
function neighbourSearch({ space, points, row, neighbours, metric }: Placed): (i: number, out: Found) => void {
  const search = searchFor(space, points, row, neighbours + 1, metric);
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  return (i, out) => {
    const { point, distance } = search(
      points.numbers.subarray(i * width, (i + 1) * width),
      points.codes.subarray(i * codeWidth, (i + 1) * codeWidth),
    );
    const own = Math.max(0, point.indexOf(i));
    for (let n = 0; n < neighbours; n++) {
      const from = n < own ? n : n + 1;
      out.point[n] = point[from];
      out.distance[n] = distance[from];
    }
  };
}

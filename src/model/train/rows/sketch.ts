import { takeRows, type Matrix, type TargetlessTask } from '../../../core/index.js';
import type { SchemaJson } from '../../../data/index.js';
import type { Predictor } from '../../../learn/index.js';
import type { ArtifactArrays } from '../../artifact/index.js';
import type { ModelContent } from '../../content.js';
import {
  sampledRows,
  sketchArrays,
  sketchLevels,
  sketchNumbers,
  sketchTable,
  SKETCH_LIMITS,
  type ReferenceSketch,
} from '../../sketch/index.js';
import { calledOutputs } from '../../use/answer.js';
import type { PreparedRows } from '../prepare.js';
import type { Training } from '../training.js';
import { marginsIn } from './fit-on-rows.js';

/** What the version keeps of the rows that it learned from, and of its answers for the held-out ones. There are no outcomes. */
export async function rowsSketch<T extends TargetlessTask>(
  { plan, ...training }: Training<T>,
  content: ModelContent<T>,
  fitted: Predictor,
  x: Matrix,
  test: Int32Array,
): Promise<ArtifactArrays> {
  const { engine, relation, rows }: PreparedRows = training.prepared;
  const columns = await sketchTable(engine, relation, content.schema as unknown as SchemaJson, content.inputs, rows, plan.seed);
  const margins = marginsIn(fitted, takeRows(x, test));
  const outcomes = { margin: new Float64Array(0), came: new Float64Array(0) };
  return sketchArrays({ columns, prediction: PREDICTIONS[plan.task](margins, content.labels, plan.seed), outcomes });
}

type Sketched = (margins: Float64Array, labels: readonly string[], seed: number) => ReferenceSketch['prediction'];

const scores: Sketched = (margins, _, seed) => sketchNumbers(margins, sampledRows(margins.length, SKETCH_LIMITS.values, seed));

const PREDICTIONS: Readonly<Record<TargetlessTask, Sketched>> = {
  segment: (margins, labels) => {
    const counts = new Float64Array(labels.length);
    for (const k of calledOutputs(margins, labels.length)) counts[k]++;
    return sketchLevels(
      labels.map((label, k) => [label, counts[k]] as const).filter(([, n]) => n > 0),
      0,
    );
  },
  outlier: scores,
  uplift: scores,
};

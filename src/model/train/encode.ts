import type { AnyTask, Matrix } from '../../core/index.js';
import { encodeRelation, fitFeatures, trainingView, type FittedFeatures } from '../../features/index.js';
import { holesOf } from '../../expr/index.js';
import type { PreparedRows } from './prepare.js';
import type { Training } from './training.js';

/** Features fitted on some of the rows, and every row read through them. */
export interface EncodedRows {
  readonly features: FittedFeatures;
  /** How a served row is read: what validation and holdout rows must be judged by. */
  readonly serving: Matrix;
  /** How a training row is read: the same, but target statistics come from other rows. */
  readonly training: Matrix;
}

/** Fits the features on `rows` alone and encodes all rows of the table. One query per depth of learned rules, one or two scans. */
export async function encodeOn<T extends AnyTask>({ prepared, model, plan }: Training<T>, rows: Int32Array): Promise<EncodedRows> {
  const { engine, relation, target } = prepared as PreparedRows;
  const nodes = model.features;
  if (holesOf(Object.values(nodes)).length === 0) {
    const features = await fitFeatures(engine, nodes, undefined);
    const serving = await encodeRelation(engine, relation, features, 'serving');
    return { features, serving, training: serving };
  }
  const view = trainingView(engine, relation, rows, target?.y ?? new Float64Array(prepared.rows), plan.seed);
  try {
    const features = await fitFeatures(engine, nodes, view);
    const serving = await encodeRelation(engine, relation, features, 'serving');
    const training = features.some((f) => f.trainNode) ? await encodeRelation(engine, await view.open(), features, 'training') : serving;
    return { features, serving, training };
  } finally {
    await view.drop();
  }
}

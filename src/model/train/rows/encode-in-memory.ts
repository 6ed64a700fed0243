import type { Matrix, TargetlessTask } from '../../../core/index.js';
import type { FittedFeatures } from '../../../features/index.js';
import { encodeOn } from '../encode.js';
import { refuseOnDisk } from '../on-disk.js';
import type { Training } from '../training.js';

/** Features fitted on some of the rows, and every row read through them, in memory. */
export interface EncodedMatrix {
  readonly features: FittedFeatures;
  readonly serving: Matrix;
}

/** Fits the features on `rows` alone and encodes all rows. Throws `MW_MODEL_MEMORY` when they take more than the run's share: what finds segments and outliers reads no rows from disk. */
export async function encodeInMemory<T extends TargetlessTask>(training: Training<T>, rows: Int32Array): Promise<EncodedMatrix> {
  const { plan, options } = training;
  await using encoded = await encodeOn(training, rows);
  const { features, serving } = encoded;
  if (!serving.matrix) throw refuseOnDisk(plan.candidates[0].learner.name, serving, plan.task, options);
  return { features, serving: serving.matrix };
}

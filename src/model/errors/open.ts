import { headOf } from '../../features/index.js';
import { readErrors } from '../artifact/index.js';
import type { RunOptions } from '../run.js';
import type { RegisteredModel } from '../use/open-model.js';
import type { ErrorModel } from './error-model.js';
import { errorsFrom } from './file.js';

/** The models of a regression's errors; `undefined` for versions of before, and for classifiers. Throws `MW_MODEL_ARTIFACT` when damaged. */
export async function openErrors({ registered, content }: RegisteredModel, run: RunOptions): Promise<ErrorModel | undefined> {
  const arrays = await readErrors(run.workspace.blobs, registered.files);
  return arrays && errorsFrom(arrays, content.features.map(headOf));
}

import { headOf } from '../../features/index.js';
import { readErrors } from '../artifact/index.js';
import type { RunOptions } from '../run.js';
import type { OpenModel } from '../use/open-model.js';
import type { ErrorModel } from './error-model.js';
import { errorsFrom } from './file.js';

/** The models of a regression's errors; `undefined` for versions of before, and for classifiers. Throws `MW_MODEL_ARTIFACT` when damaged. */
export async function openErrors({ model, version, content }: OpenModel, run: RunOptions): Promise<ErrorModel | undefined> {
  const { blobs, registry } = run.workspace;
  const arrays = await readErrors(blobs, (await registry.resolve(`${model}@${version}`)).files);
  return arrays && errorsFrom(arrays, content.features.map(headOf));
}

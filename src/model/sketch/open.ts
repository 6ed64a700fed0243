import { mwError } from '../../core/index.js';
import { readSketch } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { sketchFrom } from './file.js';
import type { ReferenceSketch } from './reference-sketch.js';

/**
 * What a version keeps of its training rows; `undefined` for versions of before sketches. Throws `MW_MODEL_ARTIFACT` when the file is
 * damaged.
 */
export async function sketchOfVersion(version: Pick<Version, 'files'>, run: RunOptions): Promise<ReferenceSketch | undefined> {
  const arrays = await readSketch(run.workspace.blobs, version.files);
  return arrays && sketchFrom(arrays);
}

/** The same where nothing can be done without it. Throws `MW_MODEL_NO_SKETCH` for versions of before sketches. */
export async function keptSketch(version: Version, run: RunOptions): Promise<ReferenceSketch> {
  const sketch = await sketchOfVersion(version, run);
  if (sketch === undefined) throw mwError('MW_MODEL_NO_SKETCH', { model: `${version.model}@${version.version}` });
  return sketch;
}

/** The same by reference: `churn`, `churn@3`, `churn@champion`. */
export async function openSketch(ref: string, run: RunOptions): Promise<ReferenceSketch | undefined> {
  return sketchOfVersion(await run.workspace.registry.resolve(ref), run);
}

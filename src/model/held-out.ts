import { mwError } from '../core/index.js';
import { readHoldout, type ArtifactArrays } from './artifact/index.js';
import type { Version } from './registry/index.js';
import type { RunOptions } from './run.js';

/** What a version without a target keeps of the rows that its judged fit never saw. */
export interface HeldOut {
  /** Number of each row among the rows of its data. */
  readonly row: Int32Array;
  /** What its metric is the mean of, `NaN` where that is undefined or was not asked; absent where it is no mean of rows. */
  readonly each?: Float64Array;
  /** Outliers: the score of each row; uplift: the effect that is predicted of it. */
  readonly scores?: Float64Array;
  /** Uplift: what became of each row, and 1 where it was treated. */
  readonly y?: Float64Array;
  readonly treated?: Float64Array;
  /** Uplift: the number of each row's group; absent without declared groups, and from versions of before. */
  readonly unit?: Int32Array;
  /** The same of the version that was champion then, in the place of `each` or `scores`. It may have learned from some of these rows, which flatters it. */
  readonly incumbent?: Float64Array;
}

/** The arrays that an artifact keeps of it. */
export const heldOutArrays = (heldOut: HeldOut): ArtifactArrays => ({ ...heldOut });

/** The held-out rows of a version. Throws `MW_MODEL_ARTIFACT` when its arrays do not fit together. */
export async function heldOutOf(version: Version, run: RunOptions): Promise<HeldOut | undefined> {
  const arrays = await readHoldout(run.workspace.blobs, version.files);
  if (!arrays) return undefined;
  const { row } = arrays;
  if (!(row instanceof Int32Array)) throw odd('row');
  const kept = PER_ROW.flatMap((name) => {
    const array = arrays[name];
    if (array === undefined) return [];
    if (!(array instanceof (name === 'unit' ? Int32Array : Float64Array) && array.length === row.length)) throw odd(name);
    return [[name, array] as const];
  });
  return { row, ...Object.fromEntries(kept) };
}

const PER_ROW = ['each', 'scores', 'y', 'treated', 'unit', 'incumbent'] as const;

const odd = (name: string): Error =>
  mwError('MW_MODEL_ARTIFACT', { file: 'holdout.safetensors', reason: `"${name}" is not what its rows need` });

import { mwError, outputsFor } from '../core/index.js';
import { readHoldout, type ArtifactArrays } from './artifact/index.js';
import type { ModelContent } from './content.js';
import type { Version } from './registry/index.js';
import type { RunOptions } from './run.js';

/** The predictions for rows that the judged fit never saw, as an artifact keeps them: what gates and comparisons pair. */
export interface Holdout {
  /** Number of each row among the labelled rows of its data. */
  readonly row: Int32Array;
  /** The target, as a learner is given it. */
  readonly y: Float64Array;
  /** Calibrated, rows × outputs. */
  readonly margins: Float64Array;
  /** The margins of the champion of that time on the same rows; absent when there was none. */
  readonly incumbent?: Float64Array;
  /** Number of each row's group; absent without declared groups. */
  readonly unit?: Int32Array;
  /** Absent without declared weights. */
  readonly weight?: Float64Array;
  /** In which declared slices each row is: bit k for the k-th of {@link sliceBits}. Absent without slices, and from versions of before. */
  readonly slices?: Int32Array;
  /** The amounts of each row, `NaN` where they are not known; absent where all rows have the same. */
  readonly cost?: Float64Array;
  readonly valueIfRight?: Float64Array;
  readonly costIfWrong?: Float64Array;
}

/** The slices that a row's bits stand for: by name, the first 31. */
export const sliceBits = (slices: Readonly<Record<string, unknown>>): readonly string[] => Object.keys(slices).toSorted().slice(0, 31);

/** Margins per row of a model with a target. */
export const outputsIn = ({ task, labels }: Pick<ModelContent, 'task' | 'labels'>): number => outputsFor(task, labels.length);

/** The arrays that an artifact keeps of it. */
export const holdoutArrays = (holdout: Holdout): ArtifactArrays => ({ ...holdout });

/** The holdout of a version; `undefined` when its artifact has none. Throws `MW_MODEL_ARTIFACT` when its arrays do not fit together. */
export async function holdoutOf(version: Version, content: ModelContent, run: RunOptions): Promise<Holdout | undefined> {
  const arrays = await readHoldout(run.workspace.blobs, version.files);
  if (!arrays) return undefined;
  const rows = arrays['row']?.length ?? 0;
  const wide = rows * outputsIn(content);
  const due: Readonly<Record<keyof Holdout, readonly [unknown, number]>> = {
    row: [Int32Array, rows],
    y: [Float64Array, rows],
    margins: [Float64Array, wide],
    incumbent: [Float64Array, wide],
    unit: [Int32Array, rows],
    weight: [Float64Array, rows],
    slices: [Int32Array, rows],
    cost: [Float64Array, rows],
    valueIfRight: [Float64Array, rows],
    costIfWrong: [Float64Array, rows],
  };
  for (const [name, [type, length]] of Object.entries(due)) {
    const array = arrays[name];
    if (array === undefined && !['row', 'y', 'margins'].includes(name)) continue;
    if (array?.constructor !== type || array.length !== length)
      throw mwError('MW_MODEL_ARTIFACT', { file: 'holdout.safetensors', reason: `"${name}" is not what ${rows} rows need` });
  }
  return arrays as unknown as Holdout;
}

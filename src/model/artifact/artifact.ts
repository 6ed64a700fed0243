import type { Json } from '../../core/index.js';
import type { Blob } from '../../store/index.js';
import type { ArtifactArrays } from './safetensors.js';

/** The format that {@link writeArtifact} writes. Older ones open for ever, newer ones are refused. */
export const ARTIFACT_FORMAT = 1;

/** What every fitted content has; the rest of it belongs to those who train and predict. */
export interface ArtifactHead {
  readonly name: string;
  readonly task: string;
  readonly learner: string;
}

/** A fitted content as it is read back: JSON, of which only the head is known to be there. */
export type ArtifactContent = ArtifactHead & { readonly [key: string]: Json };

/** Rows with the answers that the model gave when it was trained; replayed at every load. */
export interface Golden {
  /** 0: equal to the bit. Otherwise the greatest allowed difference relative to the greater of 1 and the answer. */
  readonly tolerance: number;
  /** Rows as the model takes them. */
  readonly rows: readonly Json[];
  /** Per row, the outputs: finite numbers. */
  readonly expected: readonly (readonly number[])[];
}

/**
 * A trained model as data. Nothing in it is ever executed.
 * - `content`: everything that predicting needs, and the settings: equal for the same data, seed and settings
 * - `record`: how it came about and how good it is (metrics with intervals, baseline, lineage, times): not in the digest
 * - `arrays`: the bulk of the content
 * - `holdout`: the predictions for rows that the evaluated fit never saw, for gates to pair; not in the digest
 * - `sketch`: what is kept of the training rows, for later rows to be compared with; not in the digest, for no prediction depends on it
 * - `errors`: of a regression, models of its errors, to foresee them without labels; not in the digest either
 */
export interface Artifact<C extends ArtifactHead = ArtifactContent> {
  readonly content: C;
  readonly record: Json;
  readonly arrays: ArtifactArrays;
  readonly golden: Golden;
  readonly holdout?: ArtifactArrays;
  readonly sketch?: ArtifactArrays;
  readonly errors?: ArtifactArrays;
}

/** The files of an artifact; the last three may be absent. */
export type ArtifactFile =
  | 'model.json'
  | 'arrays.safetensors'
  | 'golden.json'
  | 'holdout.safetensors'
  | 'sketch.safetensors'
  | 'errors.safetensors';

/** Which blob holds which file. */
export type ArtifactFiles = Readonly<Partial<Record<ArtifactFile, Blob>>>;

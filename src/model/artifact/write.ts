import { canonicalJson, mwError, type Json } from '../../core/index.js';
import { failpoint, type Blob, type Blobs } from '../../store/index.js';
import { ARTIFACT_FORMAT, type Artifact, type ArtifactFile, type ArtifactFiles, type ArtifactHead } from './artifact.js';
import { artifactDigest } from './digest.js';
import { ARTIFACT_LIMITS } from './limits.js';
import { writeSafetensors, type ArtifactArrays } from './safetensors.js';
import { readStrictJson } from './strict-json.js';

/** A stored artifact: what it is, and which blobs hold it. */
export interface StoredArtifact {
  readonly digest: string;
  readonly files: ArtifactFiles;
}

/**
 * Stores an artifact as blobs; when the promise resolves, all of them are durable. Storing the same one again writes
 * nothing. What could not be read again (NaN, a lone surrogate, too deep, too large) is refused before anything is
 * written: with a `TypeError`, or `MW_MODEL_ARTIFACT`.
 */
export async function writeArtifact<C extends ArtifactHead>(blobs: Blobs, artifact: Artifact<C>): Promise<StoredArtifact> {
  const { content, record, golden, holdout, sketch, errors } = artifact;
  const digest = artifactDigest(artifact);
  const model = { format: ARTIFACT_FORMAT, digest, content, record };
  const bytes: Partial<Record<ArtifactFile, Uint8Array>> = {
    'arrays.safetensors': arraysFile(artifact.arrays, 'arrays.safetensors'),
    'golden.json': jsonFile(golden, 'golden.json'),
    ...(holdout ? { 'holdout.safetensors': arraysFile(holdout, 'holdout.safetensors') } : {}),
    ...(sketch ? { 'sketch.safetensors': arraysFile(sketch, 'sketch.safetensors') } : {}),
    ...(errors ? { 'errors.safetensors': arraysFile(errors, 'errors.safetensors') } : {}),
    'model.json': jsonFile(model, 'model.json'),
  };
  const files: Partial<Record<ArtifactFile, Blob>> = {};
  for (const [file, content] of Object.entries(bytes) as [ArtifactFile, Uint8Array][]) {
    files[file] = await blobs.put(content);
    failpoint('artifact.file');
  }
  return { digest, files };
}

function jsonFile(value: unknown, file: ArtifactFile): Uint8Array {
  const bytes = Buffer.from(canonicalJson(value as Json));
  readStrictJson(bytes, file, ARTIFACT_LIMITS[file]);
  return bytes;
}

function arraysFile(arrays: ArtifactArrays, file: ArtifactFile): Uint8Array {
  const bytes = writeSafetensors(arrays);
  const { maxBytes } = ARTIFACT_LIMITS[file];
  if (bytes.length > maxBytes)
    throw mwError('MW_MODEL_ARTIFACT', { file, reason: `${bytes.length} bytes, more than the ${maxBytes} allowed` }, { where: file });
  return bytes;
}

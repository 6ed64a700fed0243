import { canonicalJson, type Json } from '../../core/index.js';
import { failpoint, type Blob, type Blobs } from '../../store/index.js';
import { ARTIFACT_FORMAT, type Artifact, type ArtifactFile, type ArtifactHead } from './artifact.js';
import { artifactDigest } from './digest.js';
import { writeSafetensors } from './safetensors.js';

/** A stored artifact: what it is, and which blobs hold it. */
export interface StoredArtifact {
  readonly digest: string;
  /** The blob of each file. */
  readonly files: Readonly<Partial<Record<ArtifactFile, Blob>>>;
}

/**
 * Stores an artifact as blobs; when the promise resolves, all of them are durable. Storing the same one again writes
 * nothing. A `TypeError` means content that JSON cannot hold (NaN, undefined, a lone surrogate).
 */
export async function writeArtifact<C extends ArtifactHead>(blobs: Blobs, artifact: Artifact<C>): Promise<StoredArtifact> {
  const digest = artifactDigest(artifact);
  const { content, record, golden, holdout } = artifact;
  const model = json({ format: ARTIFACT_FORMAT, digest, content: content as unknown as Json, record });
  const arrays = await blobs.put(writeSafetensors(artifact.arrays));
  failpoint('artifact.arrays');
  const rows = await blobs.put(json(golden as unknown as Json));
  failpoint('artifact.golden');
  const files: Partial<Record<ArtifactFile, Blob>> = { 'arrays.safetensors': arrays, 'golden.json': rows };
  if (holdout) {
    files['holdout.safetensors'] = await blobs.put(writeSafetensors(holdout));
    failpoint('artifact.holdout');
  }
  files['model.json'] = await blobs.put(model);
  failpoint('artifact.model');
  return { digest, files };
}

const json = (value: Json): Uint8Array => Buffer.from(canonicalJson(value));

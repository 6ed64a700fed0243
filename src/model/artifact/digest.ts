import { digestOf, sha256, type Json } from '../../core/index.js';
import type { Artifact, ArtifactHead } from './artifact.js';
import { bytesOf, dtypeOf } from './safetensors.js';

/**
 * What a trained model is, in 64 characters: sha256 over the canonical JSON of the fitted content, each array's type,
 * length and sha256, and the golden rows. Times, hosts, paths, commits, parents and metrics are outside it, so the same
 * data, seed and settings give the same digest anywhere.
 */
export function artifactDigest<C extends ArtifactHead>({
  content,
  arrays,
  golden,
}: Pick<Artifact<C>, 'content' | 'arrays' | 'golden'>): string {
  const bulk = Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, { dtype: dtypeOf(array), length: array.length, sha256: sha256(bytesOf(array)) }]),
  );
  return digestOf({ content, arrays: bulk, golden } as unknown as Json);
}

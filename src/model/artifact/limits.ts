import type { ArtifactFile } from './artifact.js';
import type { JsonLimits } from './strict-json.js';

const MEBI = 1024 * 1024;
const json = { maxBytes: 64 * MEBI, maxDepth: 512 };
const arrays = { maxBytes: 2047 * MEBI, maxDepth: 3 };

/** How large and how deep each file of an artifact may be; beyond it, neither written nor read. */
export const ARTIFACT_LIMITS: Readonly<Record<ArtifactFile, JsonLimits>> = {
  'model.json': json,
  'golden.json': json,
  'arrays.safetensors': arrays,
  'holdout.safetensors': arrays,
  'sketch.safetensors': { maxBytes: 128 * MEBI, maxDepth: 3 },
  'errors.safetensors': { maxBytes: 16 * MEBI, maxDepth: 3 },
};

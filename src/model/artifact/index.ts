export {
  ARTIFACT_FORMAT,
  type Artifact,
  type ArtifactContent,
  type ArtifactFile,
  type ArtifactFiles,
  type ArtifactHead,
  type Golden,
} from './artifact.js';
export { artifactDigest } from './digest.js';
export { replayGolden } from './golden.js';
export { readArtifact, readErrors, readHoldout, readSketch } from './read.js';
export { readSafetensors, writeSafetensors, type ArtifactArray, type ArtifactArrays } from './safetensors.js';
export { readStrictJson, type JsonLimits } from './strict-json.js';
export { writeArtifact, type StoredArtifact } from './write.js';

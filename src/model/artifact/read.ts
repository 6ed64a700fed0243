import { mwError, type Json } from '../../core/index.js';
import type { Blobs } from '../../store/index.js';
import { ARTIFACT_FORMAT, type Artifact, type ArtifactContent, type ArtifactFile, type ArtifactFiles, type Golden } from './artifact.js';
import { artifactDigest } from './digest.js';
import { ARTIFACT_LIMITS } from './limits.js';
import { readSafetensors, type ArtifactArrays } from './safetensors.js';
import { readStrictJson } from './strict-json.js';

type Fields = { readonly [key: string]: Json };

/**
 * The artifact in these blobs, without its holdout predictions (see {@link readHoldout}). Everything is verified before it
 * is returned: each file's sha256, sizes, depth and form, and that the files belong together (the digest).
 * Raises `MW_MODEL_FORMAT_NEWER`, `MW_MODEL_ARTIFACT`, or a blob's own error. What the content means is for the caller to check.
 */
export async function readArtifact(blobs: Blobs, files: ArtifactFiles): Promise<Artifact & { readonly digest: string }> {
  const { digest, content, record } = modelOf(await json(blobs, files, 'model.json'));
  const golden = goldenOf(await json(blobs, files, 'golden.json'));
  const arrays = readSafetensors(await bytes(blobs, files, 'arrays.safetensors'), 'arrays.safetensors');
  const artifact = { content, record, arrays, golden };
  if (artifactDigest(artifact) !== digest) throw damaged('model.json', 'its digest is not that of its content, arrays and golden rows');
  return { ...artifact, digest };
}

/** The holdout predictions kept with an artifact, or `undefined` when it has none. Verified like the rest. */
export async function readHoldout(blobs: Blobs, files: ArtifactFiles): Promise<ArtifactArrays | undefined> {
  if (files['holdout.safetensors'] === undefined) return undefined;
  return readSafetensors(await bytes(blobs, files, 'holdout.safetensors'), 'holdout.safetensors');
}

/** The arrays of the sketch kept with an artifact, or `undefined` when it has none. Their meaning is for the caller to check. */
export async function readSketch(blobs: Blobs, files: ArtifactFiles): Promise<ArtifactArrays | undefined> {
  if (files['sketch.safetensors'] === undefined) return undefined;
  return readSafetensors(await bytes(blobs, files, 'sketch.safetensors'), 'sketch.safetensors');
}

/** The arrays of the models of errors kept with an artifact, or `undefined` when it has none. Their meaning is for the caller to check. */
export async function readErrors(blobs: Blobs, files: ArtifactFiles): Promise<ArtifactArrays | undefined> {
  if (files['errors.safetensors'] === undefined) return undefined;
  return readSafetensors(await bytes(blobs, files, 'errors.safetensors'), 'errors.safetensors');
}

function modelOf(json: Json): { digest: string; content: ArtifactContent; record: Json } {
  if (!isFields(json)) throw damaged('model.json', 'not an object');
  const { format, digest, content, record, ...rest } = json;
  if (!Number.isSafeInteger(format) || (format as number) < 1) throw damaged('model.json', 'no format number');
  if ((format as number) > ARTIFACT_FORMAT)
    throw mwError('MW_MODEL_FORMAT_NEWER', { found: format as number, known: ARTIFACT_FORMAT }, { where: 'model.json' });
  if (Object.keys(rest).length > 0) throw damaged('model.json', `unknown fields ${Object.keys(rest).join(', ')}`);
  if (typeof digest !== 'string' || record === undefined || !isContent(content)) throw damaged('model.json', 'a field is missing');
  return { digest, content, record };
}

function goldenOf(json: Json): Golden {
  if (!isFields(json)) throw damaged('golden.json', 'not an object');
  const { tolerance, rows, expected, ...rest } = json;
  const whole = Array.isArray(rows) && Array.isArray(expected) && rows.length === expected.length && Object.keys(rest).length === 0;
  const strict = typeof tolerance === 'number' && tolerance >= 0 && tolerance <= 1e-9;
  if (!whole || !strict || !(expected as Json[]).every(isNumbers)) throw damaged('golden.json', 'not rows with expected numbers');
  return { tolerance, rows: rows as Json[], expected: expected as number[][] };
}

const isNumbers = (value: Json): boolean => Array.isArray(value) && value.every((item) => typeof item === 'number');
const isFields = (value: Json | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isContent = (value: Json | undefined): value is ArtifactContent =>
  isFields(value) && ['name', 'task', 'learner'].every((key) => typeof value[key] === 'string');

async function json(blobs: Blobs, files: ArtifactFiles, file: ArtifactFile): Promise<Json> {
  return readStrictJson(await bytes(blobs, files, file), file, ARTIFACT_LIMITS[file]);
}

async function bytes(blobs: Blobs, files: ArtifactFiles, file: ArtifactFile): Promise<Uint8Array> {
  const blob = files[file];
  if (!blob) throw damaged(file, 'the file is missing');
  return blobs.get(blob.sha256, ARTIFACT_LIMITS[file].maxBytes);
}

const damaged = (file: string, reason: string) => mwError('MW_MODEL_ARTIFACT', { file, reason }, { where: file });

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256, type Json } from '../../core/index.js';
import { folderBlobs, type Blobs } from '../../store/index.js';
import type { Artifact, ArtifactFile } from './artifact.js';
import { artifactDigest } from './digest.js';
import { readArtifact, readHoldout } from './read.js';
import { writeArtifact } from './write.js';

const artifact = {
  content: { name: 'churn', task: 'binary', learner: 'linear', seed: 7, labels: ['No', 'Yes'], schema: { tenure: { type: 'int' } } },
  record: { metrics: { auc: { value: 0.84, low: 0.82, high: 0.86 } }, lineage: { parent: null, seconds: 3.5 } },
  arrays: { weights: Float64Array.of(0.1, -2), levels: Uint8Array.of(3) },
  golden: { tolerance: 0, rows: [{ tenure: 1 }], expected: [[-0.25]] },
  holdout: { row: Int32Array.of(4, 9), margin: Float64Array.of(0.5, -0.5) },
} satisfies Artifact;

let folder: string;
let blobs: Blobs;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mw-artifact-'));
  blobs = await folderBlobs(folder, () => 1e12);
});
afterAll(() => rmSync(folder, { recursive: true }));

const bad = (content: object) => writeArtifact(blobs, { ...artifact, content: { ...artifact.content, ...content } });
const bytesDigest = (array: ArrayBufferView) => sha256(new Uint8Array(array.buffer));
const without = (json: Record<string, Json>, field: string): Json =>
  Object.fromEntries(Object.entries(json).filter(([key]) => key !== field));

describe('an artifact', () => {
  it('comes back as it was written, its holdout apart', async () => {
    const { digest, files } = await writeArtifact(blobs, artifact);
    const { holdout, ...rest } = artifact;
    expect(await readArtifact(blobs, files)).toEqual({ ...rest, digest });
    expect(await readHoldout(blobs, files)).toEqual(holdout);
    expect(Object.keys(files).toSorted()).toEqual(['arrays.safetensors', 'golden.json', 'holdout.safetensors', 'model.json']);
  });

  it('may have no holdout', async () => {
    const { holdout: _none, ...rest } = artifact;
    const { files } = await writeArtifact(blobs, rest);
    expect(await readHoldout(blobs, files)).toBeUndefined();
  });

  it('that could not be read again is not written', async () => {
    await expect(bad({ x: NaN })).rejects.toThrow(TypeError);
    await expect(bad({ x: undefined })).rejects.toThrow(TypeError);
    let deep: Json = 1;
    for (let i = 0; i < 600; i++) deep = [deep];
    await expect(bad({ deep })).rejects.toMatchObject({ code: 'MW_MODEL_ARTIFACT' });
  });
});

describe('the digest', () => {
  it('is sha256 of the canonical JSON of content, arrays and golden rows', () => {
    const due = digestOf({
      content: artifact.content,
      golden: artifact.golden,
      arrays: {
        weights: { dtype: 'F64', length: 2, sha256: bytesDigest(artifact.arrays.weights) },
        levels: { dtype: 'U8', length: 1, sha256: bytesDigest(artifact.arrays.levels) },
      },
    });
    expect(artifactDigest(artifact)).toBe(due);
  });

  it('does not change with the record, the holdout or the order of keys', () => {
    const { name, task, ...others } = artifact.content;
    const same = { ...artifact, content: { ...others, task, name }, record: { anything: 'else' }, holdout: {} };
    expect(artifactDigest(same)).toBe(artifactDigest(artifact));
  });

  it('changes with any content, array, element type or golden row', () => {
    const digests = [
      artifact,
      { ...artifact, content: { ...artifact.content, seed: 8 } },
      { ...artifact, arrays: { ...artifact.arrays, weights: Float64Array.of(0.1, -2 - 2 ** -51) } },
      { ...artifact, arrays: { ...artifact.arrays, levels: Uint16Array.of(3) } },
      { ...artifact, arrays: { weights: artifact.arrays.weights } },
      { ...artifact, golden: { ...artifact.golden, expected: [[-0.5]] } },
      { ...artifact, golden: { ...artifact.golden, tolerance: 1e-12 } },
    ].map(artifactDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

/** The artifact's files with one of them replaced by other JSON, stored under its own sha256. */
async function withJson(file: ArtifactFile, change: (json: Record<string, Json>) => Json) {
  const { files } = await writeArtifact(blobs, artifact);
  const json = JSON.parse(Buffer.from(await blobs.get(files[file]!.sha256)).toString()) as Record<string, Json>;
  return { ...files, [file]: await blobs.put(Buffer.from(canonicalJson(change(json)))) };
}

describe('what is not whole is never used', () => {
  it.each(['model.json', 'golden.json', 'arrays.safetensors'] as const)('%s with any byte changed, or cut off', async (file) => {
    const { files } = await writeArtifact(blobs, artifact);
    const { sha256: name } = files[file]!;
    const path = join(folder, name.slice(0, 2), name);
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 1 << (at % 8);
      writeFileSync(path, changed);
      await expect(readArtifact(blobs, files)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_DAMAGED', where: path });
    }
    writeFileSync(path, bytes.subarray(0, -1));
    await expect(readArtifact(blobs, files)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_DAMAGED' });
    rmSync(path);
    await expect(readArtifact(blobs, files)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
    writeFileSync(path, bytes);
    await expect(readArtifact(blobs, files)).resolves.toBeDefined();
  });

  it('files of two artifacts are not mixed', async () => {
    const { files } = await writeArtifact(blobs, artifact);
    const other = await writeArtifact(blobs, { ...artifact, arrays: { ...artifact.arrays, weights: Float64Array.of(1, 1) } });
    const mixed = { ...files, 'arrays.safetensors': other.files['arrays.safetensors']! };
    await expect(readArtifact(blobs, mixed)).rejects.toMatchObject({
      code: 'MW_MODEL_ARTIFACT',
      message: expect.stringContaining('digest'),
    });
    const { 'golden.json': _gone, ...fewer } = files;
    await expect(readArtifact(blobs, fewer)).rejects.toMatchObject({ code: 'MW_MODEL_ARTIFACT', where: 'golden.json' });
  });

  it('a newer format is named, whatever else it holds', async () => {
    const files = await withJson('model.json', () => ({ format: 2, all: 'new' }));
    await expect(readArtifact(blobs, files)).rejects.toMatchObject({ code: 'MW_MODEL_FORMAT_NEWER', params: { found: 2, known: 1 } });
  });

  it.each<[string, (json: Record<string, Json>) => Json]>([
    ['no object', () => []],
    ['no format', (json) => without(json, 'format')],
    ['a broken format', (json) => ({ ...json, format: 0.5 })],
    ['a format in text', (json) => ({ ...json, format: '1' })],
    ['an unknown field', (json) => ({ ...json, script: 'x' })],
    ['no content', (json) => without(json, 'content')],
    ['no record', (json) => without(json, 'record')],
    ['a head that is no text', (json) => ({ ...json, content: { name: 1, task: 'binary', learner: 'linear' } })],
    ['another digest', (json) => ({ ...json, digest: 'a'.repeat(64) })],
  ])('model.json with %s', async (_, change) => {
    await expect(withJson('model.json', change).then((files) => readArtifact(blobs, files))).rejects.toMatchObject({
      code: 'MW_MODEL_ARTIFACT',
      where: 'model.json',
    });
  });

  it.each<[string, (json: Record<string, Json>) => Json]>([
    ['no object', () => null],
    ['fewer answers than rows', (json) => ({ ...json, expected: [] })],
    ['a loose tolerance', (json) => ({ ...json, tolerance: 0.1 })],
    ['a negative tolerance', (json) => ({ ...json, tolerance: -1 })],
    ['answers in text', (json) => ({ ...json, expected: [['1']] })],
    ['an unknown field', (json) => ({ ...json, script: 'x' })],
  ])('golden.json with %s', async (_, change) => {
    await expect(withJson('golden.json', change).then((files) => readArtifact(blobs, files))).rejects.toMatchObject({
      code: 'MW_MODEL_ARTIFACT',
      where: 'golden.json',
    });
  });
});

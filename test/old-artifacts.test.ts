import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArtifact, readHoldout, replayGolden, type ArtifactFile } from '../src/model/artifact/index.js';
import { folderBlobs, type Blob, type Blobs } from '../src/store/index.js';

const NAMES: readonly ArtifactFile[] = ['model.json', 'arrays.safetensors', 'golden.json', 'holdout.safetensors'];

let folder: string;
let blobs: Blobs;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mw-old-'));
  blobs = await folderBlobs(folder, () => 1e12);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function stored(format: string): Promise<Record<string, Blob>> {
  const files: Record<string, Blob> = {};
  for (const name of NAMES) files[name] = await blobs.put(readFileSync(new URL(`fixtures/artifacts/${format}/${name}`, import.meta.url)));
  return files;
}

describe('an artifact of format 1', () => {
  it('opens, and is what it was', async () => {
    const artifact = await readArtifact(blobs, await stored('v1'));
    expect(artifact.digest).toBe('2bf4f9a2863d3c0f1391c60ba1f5ff08c07fc011ef7e2fad9537847bdc6f5dde');
    expect(artifact.content).toMatchObject({ name: 'churn', task: 'binary', learner: 'linear', labels: ['No', 'Yes'], seed: 7 });
    expect(artifact.record).toMatchObject({ metrics: { auc: { value: 0.84, low: 0.82, high: 0.86 } } });
    expect(artifact.arrays).toEqual({
      weights: Float64Array.of(-0.0625, 0.1),
      bias: Float64Array.of(0.5),
      levels: Uint8Array.of(0, 255),
      children: Int32Array.of(-1, 2),
      counts: Uint32Array.of(4294967295),
      bins: Uint16Array.of(65535),
      gains: Float32Array.of(0.1),
    });
  });

  it('has its holdout and its golden rows', async () => {
    const files = await stored('v1');
    expect(await readHoldout(blobs, files)).toEqual({
      row: Int32Array.of(4, 9),
      y: Float64Array.of(0, 1),
      margin: Float64Array.of(-0.25, 0.75),
    });
    const { golden, arrays } = await readArtifact(blobs, files);
    await replayGolden(golden, (rows) => rows.map((row) => [arrays.bias[0] + arrays.weights[0] * (row as { tenure: number }).tenure]));
  });
});

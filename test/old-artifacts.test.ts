import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArtifact, readHoldout, replayGolden, type ArtifactFile } from '../src/model/artifact/index.js';
import { openRecommender, type Recommended, type RecommendWish, type RegisteredRecommender, type Taken } from '../src/model/index.js';
import type { Json } from '../src/core/index.js';
import { folderBlobs, type Blob, type Blobs } from '../src/store/index.js';
import { openRun } from './support/model-run.js';

const NAMES: readonly ArtifactFile[] = ['model.json', 'arrays.safetensors', 'golden.json', 'holdout.safetensors'];

let folder: string;
let blobs: Blobs;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mw-old-'));
  blobs = await folderBlobs(folder, () => 1e12);
});
afterAll(() => rmSync(folder, { recursive: true }));

const stored = (format: string): Promise<Record<string, Blob>> => storedIn(new URL(`fixtures/artifacts/${format}/`, import.meta.url));

async function storedIn(folder: URL): Promise<Record<string, Blob>> {
  const files: Record<string, Blob> = {};
  for (const name of NAMES) files[name] = await blobs.put(readFileSync(new URL(name, folder)));
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

describe('recommenders of format 1', () => {
  const home = new URL('fixtures/recommenders/v1/', import.meta.url);

  it('are one of every method that there was', () => {
    expect(readdirSync(home).toSorted()).toEqual([
      'als',
      'blend',
      'bpr',
      'ease',
      'hybrid',
      'item_knn',
      'popularity',
      'ranker',
      'slim',
      'stan',
      'user_knn',
      'vsknn',
    ]);
  });

  it.each(readdirSync(home))('%s opens, its golden lists hold, and it recommends what it did', async (learner) => {
    const opened = await opensRecommender(learner, new URL(`${learner}/`, home));
    const kept = JSON.parse(readFileSync(new URL(`${learner}/lists.json`, home), 'utf8')) as KeptLists;
    expect([opened.digest, opened.content.learner]).toEqual([kept.digest, learner]);
    for (const { wish, items } of kept.lists) {
      const history = wish.history === 'of the user' ? opened.historyOf(wish.user) : wish.history;
      const list = opened.recommend({ ...wish, history });
      expect(list.items.map(({ item }) => item)).toEqual(items.map(({ item }) => item));
      list.items.forEach(({ score, propensity, reasons }, place) => {
        expect(score).toBeCloseTo(items[place].score, 9);
        expect([propensity, reasons?.map(({ text }) => text)]).toEqual([
          items[place].propensity,
          items[place].reasons?.map(({ text }) => text),
        ]);
      });
    }
  });
});

interface KeptLists {
  readonly digest: string;
  readonly lists: readonly {
    readonly wish: Omit<RecommendWish, 'history'> & { readonly user: string; readonly history: 'of the user' | readonly Taken[] };
    readonly items: readonly Recommended[];
  }[];
}

/** The recommender whose files lie in a folder, opened as any registered version is: golden lists and all. */
async function opensRecommender(learner: string, from: URL): Promise<RegisteredRecommender> {
  const files = await storedIn(from);
  const { digest, record } = JSON.parse(readFileSync(new URL('model.json', from), 'utf8')) as { digest: string; record: Json };
  const version = { model: 'shop', version: 1, digest, run: 'r1', task: 'recommend', learner, record, createdAt: 0, files, alias: null };
  const { run, close } = await openRun();
  const { workspace } = run;
  const registry = { ...workspace.registry, resolve: async () => version };
  return openRecommender('shop', { ...run, workspace: { ...workspace, blobs, registry } }).finally(close);
}

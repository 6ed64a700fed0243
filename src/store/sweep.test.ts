import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderBlobs } from './blobs/folder.js';
import { openStore } from './open.js';
import { SWEEP_GRACE_MS, sweepBlobs } from './sweep.js';
import { addBlobRefs, removeBlobRefs } from './tables/blob-refs.js';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

it('removes what nobody needs once it is old: orphans and unfinished uploads, and nothing else', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-sweep-'));
  const now = 1e12;
  const clock = () => now;
  await using store = await openStore({ root, clock });
  const folder = join(root, '.millwright', 'blobs');
  const blobs = await folderBlobs(folder, clock);
  const put = async (text: string, ageMs: number) => {
    const blob = await blobs.put(Buffer.from(text));
    const at = (now - ageMs) / 1000;
    utimesSync(join(folder, blob.sha256.slice(0, 2), blob.sha256), at, at);
    return blob;
  };
  const [needed, shared, orphan] = [await put('needed', 1e9), await put('shared', 1e9), await put('orphan', SWEEP_GRACE_MS + 1000)];
  const young = await put('young', SWEEP_GRACE_MS - 1000);
  const part = join(folder, orphan.sha256.slice(0, 2), `${orphan.sha256}.0123456789abcdef.part`);
  writeFileSync(part, 'unfin');
  utimesSync(part, 1, 1);
  await store.write((tx) => addBlobRefs(tx, 'churn@1', { a: needed, b: shared }));
  await store.write((tx) => addBlobRefs(tx, 'churn@2', { b: shared }));

  expect(await sweepBlobs(store, blobs, clock)).toEqual({ removed: 2, bytes: 11 });
  const left = async () => (await all(blobs.list())).map((entry) => entry.sha256).toSorted();
  expect(await left()).toEqual([needed, shared, young].map((blob) => blob.sha256).toSorted());
  await store.write((tx) => removeBlobRefs(tx, 'churn@1'));
  expect(await sweepBlobs(store, blobs, clock)).toEqual({ removed: 1, bytes: 6 });
  expect(await left()).toEqual([shared, young].map((blob) => blob.sha256).toSorted());
  rmSync(root, { recursive: true });
});

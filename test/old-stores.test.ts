import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openRegistry } from '../src/model/registry/index.js';
import { folderBlobs, openStore, verifyAudit } from '../src/store/index.js';

const clock = (): number => 2e12;

it('a database of schema 1 opens, is taken forward, and holds what it held', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-old-store-'));
  mkdirSync(join(root, '.millwright'));
  copyFileSync(fileURLToPath(new URL('fixtures/stores/v1/millwright.db', import.meta.url)), join(root, '.millwright', 'millwright.db'));
  await using store = await openStore({ root, clock });
  const registry = await openRegistry(store, await folderBlobs(join(root, '.millwright', 'blobs'), clock), clock);

  const [churn] = await registry.models();
  expect(churn.aliases).toEqual({ champion: 2, shadow: 1 });
  expect(churn.versions.map(({ version, createdAt }) => [version, createdAt])).toEqual([
    [1, 1795254248500],
    [2, 1795254250000],
  ]);
  expect((await registry.lineage('churn')).ancestors.map((row) => row.version)).toEqual([1]);
  expect((await registry.history('churn', 'champion')).map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    'move 1',
    'move 2',
    'move 3',
    'rollback 2',
  ]);
  expect((await registry.runs()).map(({ model, status, version }) => [model, status, version])).toEqual([
    ['price', 'failed', null],
    ['churn', 'finished', 3],
    ['churn', 'finished', 2],
    ['churn', 'finished', 1],
  ]);
  expect(await store.read(verifyAudit)).toEqual({ rows: 9, brokenAt: null });
  expect(await registry.rollback('churn')).toMatchObject({ from: 2, to: 1 });
  rmSync(root, { recursive: true });
});

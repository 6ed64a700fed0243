import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openRegistry } from '../src/model/registry/index.js';
import { folderBlobs, listTokens, openStore, readPredictions, verifyAudit, type Store } from '../src/store/index.js';

const clock = (): number => 2e12;

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

/** A copy of a database of before, opened by the store of now. */
async function opened(version: string): Promise<Store> {
  const root = mkdtempSync(join(tmpdir(), 'mw-old-store-'));
  roots.push(root);
  mkdirSync(join(root, '.millwright'));
  const fixture = fileURLToPath(new URL(`fixtures/stores/${version}/millwright.db`, import.meta.url));
  copyFileSync(fixture, join(root, '.millwright', 'millwright.db'));
  return openStore({ root, clock });
}

it('a database of schema 2 keeps its log: shadows of then have no outcome, and those of now do', async () => {
  await using store = await opened('v2');
  const rows = await store.read((tx) => readPredictions(tx, { model: 'churn' }));
  expect(rows.map(({ id, route, shadowOf, outcome }) => [id, route, shadowOf, outcome?.value ?? null])).toEqual([
    ['a', 'champion', null, 'No'],
    ['b', 'shadow', null, null],
    ['c', 'champion', null, null],
  ]);
  expect((await store.read(listTokens)).map(({ id, scopes }) => [id, scopes])).toEqual([['t1', ['predict']]]);
});

it('a database of schema 1 opens, is taken forward, and holds what it held', async () => {
  await using store = await opened('v1');
  const registry = await openRegistry(store, await folderBlobs(join(roots.at(-1)!, '.millwright', 'blobs'), clock), clock);

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
});

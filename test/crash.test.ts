import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArtifact } from '../src/model/artifact/index.js';
import { openRegistry } from '../src/model/registry/index.js';
import { folderBlobs, openStore, sweepBlobs, verifyAudit, type StoreOptions } from '../src/store/index.js';
import { runToEnd, start, type Ended } from './support/child.js';
import { droppingSchemas } from './support/schemas.js';
import { smallArtifact } from './support/small-artifact.js';

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const STORY = ['opened', 'version 1', 'champion 1', 'version 2', 'champion 2', 'champion 1', 'deleted 2', 'closed'];
const later = (): number => 2e12;

function tell(root: string, failpoint: string | undefined, schema?: string): Promise<Ended> {
  const env = { ...process.env, ...(failpoint === undefined ? {} : { MILLWRIGHT_FAILPOINT: failpoint }) };
  return runToEnd('registry-child.ts', [root, 'story', ...(schema === undefined ? [] : [schema])], { env });
}

/** The names of the steps that the story passes, in order. */
async function stepsOf(schema?: string): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'mw-crash-'));
  const { out, err } = await tell(root, 'trace', schema);
  rmSync(root, { recursive: true });
  expect(out).toEqual(STORY);
  return err.filter((line) => line.startsWith('failpoint ')).map((line) => line.slice(10));
}

/** Opens what a killed process left behind, and finds each change either wholly there or not at all. */
async function inspect(root: string, options: Partial<StoreOptions>, acknowledged: readonly string[]): Promise<void> {
  await using store = await openStore({ root, clock: later, ...options });
  const blobs = await folderBlobs(join(root, '.millwright', 'blobs'), later);
  const registry = await openRegistry(store, blobs, later);
  assert.equal((await store.inspect()).intact, true);
  const audit = (await registry.audit()).map(({ action, subject }) => `${action} ${subject}`).toReversed();
  const changes = [
    'register churn@1',
    'alias.move churn@champion',
    'register churn@2',
    'alias.move churn@champion',
    'alias.rollback churn@champion',
    'version.delete churn@2',
  ];
  const told = acknowledged.filter((line) => /^(version|champion|deleted)/.test(line)).length;
  assert.deepEqual(audit, changes.slice(0, audit.length));
  assert.ok(audit.length === told || audit.length === told + 1, `${audit.length} changes are there, ${told} were acknowledged`);
  assert.equal((await store.read(verifyAudit)).brokenAt, null);

  const versions = audit.length < 1 ? [] : audit.length < 3 || audit.length === 6 ? [1] : [1, 2];
  const champion = [undefined, undefined, 1, 1, 2, 1, 1][audit.length];
  const found = (await registry.models())[0];
  assert.deepEqual(found?.versions.map((row) => row.version) ?? [], versions);
  assert.equal(found?.aliases.champion, champion);
  const runs = await registry.runs();
  assert.deepEqual(
    runs.filter((run) => run.status === 'running'),
    [],
  );
  assert.deepEqual(
    runs.flatMap((run) => run.version ?? []).toReversed(),
    [1, 2].slice(0, audit.filter((row) => row.startsWith('register')).length),
  );

  await sweepBlobs(store, blobs, later, 0);
  for (const version of versions) await readArtifact(blobs, (await registry.resolve(`churn@${version}`)).files);
  const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
  const next = await registry.register('churn', smallArtifact('churn', 5), run);
  assert.equal(next.version, audit.filter((row) => row.startsWith('register')).length + 1);
  for await (const entry of blobs.list()) assert.notEqual(entry.sha256, null, 'an unfinished upload survived the sweep');
}

/** Kills a process at the given steps, each on a new database, and inspects every one of them. */
async function killAt(steps: readonly number[], names: readonly string[], schemaOf: (step: number) => string | undefined): Promise<void> {
  const queue = [...steps];
  const work = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const root = mkdtempSync(join(tmpdir(), 'mw-crash-'));
      const schema = schemaOf(step);
      const ended = await tell(root, `kill@${step}`, schema);
      assert.equal(ended.signal, 'SIGKILL', `step ${step} of ${names.length}: ${ended.out.join(', ')} ${ended.err.join(' ')}`);
      const options = schema === undefined ? {} : { databaseUrl, schema };
      await inspect(root, options, ended.out).catch((error: unknown) => {
        throw new Error(`killed at step ${step}, ${names[step - 1]}: ${(error as Error).message}`, { cause: error });
      });
      rmSync(root, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
}

/** Every step; unless MILLWRIGHT_TEST_FULL is set, of the steps that storing each of eight files repeats only the first and the last. */
function stepsToKill(names: readonly string[]): number[] {
  const full = process.env.MILLWRIGHT_TEST_FULL !== undefined;
  const end = (name: string, i: number): boolean => names.indexOf(name) === i || names.lastIndexOf(name) === i;
  return names.flatMap((name, i) => (full || !isAboutFiles(name) || end(name, i) ? [i + 1] : []));
}

const isAboutFiles = (name: string): boolean => name.startsWith('blob.') || name.startsWith('artifact.');

describe('kill -9 at every step of every change leaves the whole change or nothing, and opens again by itself', () => {
  it('on SQLite', async () => {
    const names = await stepsOf();
    expect(new Set(names).size).toBeGreaterThanOrEqual(30);
    await killAt(stepsToKill(names), names, () => undefined);
  }, 300_000);

  describe.skipIf(!databaseUrl)('(needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
    const schemas = droppingSchemas('crash');
    it('on PostgreSQL', async () => {
      const names = await stepsOf(schemas.next());
      // What happens to files does not depend on the database.
      const steps = stepsToKill(names).filter((step) => !isAboutFiles(names[step - 1]));
      expect(steps.length).toBeGreaterThan(30);
      await killAt(steps, names, schemas.next);
    }, 300_000);
  });
});

/** Two processes open one new project and register ten versions each. */
async function both(schema?: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'mw-both-'));
  const args = [root, 'many', ...(schema === undefined ? [] : [schema])];
  const [a, b] = await Promise.all([runToEnd('registry-child.ts', args), runToEnd('registry-child.ts', args)]);
  const numbers = [...a.out, ...b.out].map((line) => Number(line.replace('version ', ''))).toSorted((x, y) => x - y);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect([...a.out].toSorted()).not.toEqual([...b.out].toSorted());
  rmSync(root, { recursive: true });
}

describe('two processes at once', () => {
  it('open a new project and train: each version has its own number, none is lost', () => both(), 60_000);

  describe.skipIf(!databaseUrl)('(needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
    const schemas = droppingSchemas('both');
    it('do so on PostgreSQL as well', () => both(schemas.next()), 60_000);
  });
});

it('a run whose process was killed is interrupted at the next opening, and not before', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mw-hang-'));
  const child = start('registry-child.ts', [root, 'hang']);
  const line = await new Promise<string>((resolve) => child.stdout!.once('data', (bytes: Buffer) => resolve(String(bytes).trim())));
  const statuses = async (): Promise<string[]> => {
    await using store = await openStore({ root, clock: later });
    const registry = await openRegistry(store, await folderBlobs(join(root, '.millwright', 'blobs'), later), later);
    return (await registry.runs()).map((run) => `run ${run.id} ${run.status}`);
  };
  expect(await statuses()).toEqual([`${line} running`]);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(await statuses()).toEqual([`${line} interrupted`]);
  expect(existsSync(join(root, '.millwright', 'millwright.db'))).toBe(true);
  rmSync(root, { recursive: true });
}, 30_000);

describe('kill -9 while a model is trained again', () => {
  const clock = (): number => 2e12;

  /** Opens what was left behind: the champion is the one before or the new one, and all that was written agrees. */
  async function inspectRetraining(root: string, names: readonly string[], step: number): Promise<void> {
    await using store = await openStore({ root, clock });
    const blobs = await folderBlobs(join(root, '.millwright', 'blobs'), clock);
    const registry = await openRegistry(store, blobs, clock);
    const passed = names.slice(0, step);
    const [{ versions, aliases }] = await registry.models();
    const moved = passed.includes('alias.committed', passed.indexOf('retrain.trained'));
    assert.equal(aliases.champion, moved ? 2 : 1);
    assert.ok(versions.length === (passed.includes('retrain.trained') ? 2 : versions.length) && versions.length <= 2);
    assert.equal((await store.read(verifyAudit)).brokenAt, null);
    assert.deepEqual(await registry.runs({ status: 'running' }), []);
    for (const { version } of versions) await readArtifact(blobs, (await registry.resolve(`churn@${version}`)).files);
  }

  it('leaves the champion as it was or the new one wholly in its place, and the next retraining goes through', async () => {
    const base = mkdtempSync(join(tmpdir(), 'mw-again-'));
    expect((await runToEnd('retrain-child.ts', [base, 'first'])).out).toEqual([]);
    const copy = (): string => {
      const root = mkdtempSync(join(tmpdir(), 'mw-again-'));
      cpSync(base, root, { recursive: true });
      return root;
    };
    const again = (root: string, failpoint?: string): Promise<Ended> =>
      runToEnd('retrain-child.ts', [root, 'again'], { env: { ...process.env, ...(failpoint ? { MILLWRIGHT_FAILPOINT: failpoint } : {}) } });
    const whole = copy();
    const { out, err } = await again(whole, 'trace');
    expect(out[0]).toMatch(/^champion 2 /);
    const names = err.filter((line) => line.startsWith('failpoint ')).map((line) => line.slice(10));
    const due = [
      'retrain.begun',
      'register.audited',
      'retrain.trained',
      'alias.begun',
      'alias.audited',
      'alias.committed',
      'retrain.decided',
    ];
    const kill = async (name: string): Promise<void> => {
      const step = names.lastIndexOf(name) + 1;
      assert.ok(step > 0, `${name} is passed`);
      const root = copy();
      const ended = await again(root, `kill@${step}`);
      assert.equal(ended.signal, 'SIGKILL', name);
      await inspectRetraining(root, names, step);
      const next = await again(root);
      assert.match(next.out[0] ?? '', /^champion [23] /, `${name}: ${next.out.join(' ')}`);
      rmSync(root, { recursive: true });
    };
    await Promise.all(
      [due.filter((_, i) => i % 2 === 0), due.filter((_, i) => i % 2 === 1)].map(async (half) => {
        for (const name of half) await kill(name);
      }),
    );
    for (const root of [base, whole]) rmSync(root, { recursive: true });
  }, 120_000);
});

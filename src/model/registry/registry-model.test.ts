import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { droppingSchemas } from '../../../test/support/schemas.js';
import { smallArtifact } from '../../../test/support/small-artifact.js';
import { folderBlobs, openStore, verifyAudit, type Store } from '../../store/index.js';
import { openRegistry } from './open.js';
import type { Registry } from './registry.js';

/** What the registry should hold, as plain as it can be said. `before` is what a rollback would find, newest last. */
interface Wanted {
  last: Record<string, number>;
  versions: Record<string, Set<number>>;
  at: Record<string, number>;
  before: Record<string, number[]>;
  changes: number;
}

interface Real {
  store: Store;
  registry: Registry;
  reopen(): Promise<void>;
  readonly seeds: { next: number };
}

type Command = fc.AsyncCommand<Wanted, Real>;
const MODELS = ['churn', 'price'] as const;
const ALIASES = ['champion', 'shadow'] as const;
const code = (call: Promise<unknown>): Promise<string> => call.then(() => 'done').catch((error: { code: string }) => error.code);
const command = (words: string, run: (m: Wanted, r: Real) => Promise<void>): Command => ({ check: () => true, run, toString: () => words });

const register = (model: string): Command =>
  command(`register ${model}`, async (m, { registry, seeds }) => {
    const run = await registry.startRun({ model, kind: 'train', settings: null });
    const { version } = await registry.register(model, smallArtifact(model, seeds.next++), run);
    m.last[model] = (m.last[model] ?? 0) + 1;
    m.changes++;
    (m.versions[model] ??= new Set()).add(version);
    expect(version).toBe(m.last[model]);
  });

/** `expectRight`: whether the caller knows where the alias points, believes something false, or does not say. */
const move = (model: string, alias: string, to: number | null, expectRight: boolean | undefined): Command =>
  command(`move ${model}@${alias} to ${to} ${expectRight}`, async (m, { registry }) => {
    const name = `${model}@${alias}`;
    const from = m.at[name] ?? null;
    const believed = expectRight === undefined ? {} : { expect: expectRight ? from : 99 };
    const answer = await code(registry.moveAlias({ model, alias, to, ...believed }));
    if (!m.last[model]) return expect(answer).toBe('MW_MODEL_UNKNOWN');
    if (!m.versions[model].size) return expect(answer).toBe('MW_MODEL_NO_VERSION');
    if (expectRight === false) return expect(answer).toBe('MW_MODEL_ALIAS_MOVED');
    if (to !== null && !m.versions[model].has(to)) return expect(answer).toBe('MW_MODEL_VERSION_UNKNOWN');
    if (to === null && from === null) return expect(answer).toBe('MW_MODEL_ALIAS_UNKNOWN');
    expect(answer).toBe('done');
    if (to === from) return;
    m.changes++;
    if (from !== null) (m.before[name] ??= []).push(from);
    if (to === null) delete m.at[name];
    else m.at[name] = to;
  });

const rollback = (model: string, alias: string): Command =>
  command(`rollback ${model}@${alias}`, async (m, { registry }) => {
    const name = `${model}@${alias}`;
    const answer = await code(registry.rollback(model, alias));
    if (!m.last[model]) return expect(answer).toBe('MW_MODEL_UNKNOWN');
    if (!m.versions[model].size) return expect(answer).toBe('MW_MODEL_NO_VERSION');
    if (!(name in m.at) && !m.before[name]) return expect(answer).toBe('MW_MODEL_ALIAS_UNKNOWN');
    const stack = (m.before[name] ?? []).filter((version) => m.versions[model].has(version) && version !== m.at[name]);
    if (stack.length === 0) return expect(answer).toBe('MW_MODEL_NO_ROLLBACK');
    expect(answer).toBe('done');
    m.changes++;
    const target = stack.at(-1)!;
    m.before[name] = m.before[name].slice(0, m.before[name].lastIndexOf(target));
    m.at[name] = target;
  });

const remove = (model: string, version: number): Command =>
  command(`delete ${model}@${version}`, async (m, { registry }) => {
    const answer = await code(registry.deleteVersion(model, version));
    if (!m.last[model]) return expect(answer).toBe('MW_MODEL_UNKNOWN');
    if (!m.versions[model].size) return expect(answer).toBe('MW_MODEL_NO_VERSION');
    if (!m.versions[model].has(version)) return expect(answer).toBe('MW_MODEL_VERSION_UNKNOWN');
    if (ALIASES.some((alias) => m.at[`${model}@${alias}`] === version)) return expect(answer).toBe('MW_MODEL_VERSION_IN_USE');
    expect(answer).toBe('done');
    m.changes++;
    m.versions[model].delete(version);
  });

const reopen = command('reopen', (_, real) => real.reopen());

async function agree(m: Wanted, { registry, store }: Real): Promise<void> {
  const models = await registry.models();
  const seen = models.map(({ model, aliases, versions }) => ({ model, aliases, versions: versions.map((row) => row.version) }));
  const due = MODELS.filter((model) => m.last[model]).map((model) => {
    const aliases = ALIASES.flatMap((alias) => (`${model}@${alias}` in m.at ? [[alias, m.at[`${model}@${alias}`]] as const] : []));
    return { model, aliases: Object.fromEntries(aliases), versions: [...m.versions[model]].toSorted((a, b) => a - b) };
  });
  expect(seen).toEqual(due);
  for (const { model, aliases, versions } of due)
    if (versions.length > 0) expect((await registry.resolve(model)).version).toBe(aliases.champion ?? versions.at(-1));
  expect(await store.read(verifyAudit)).toEqual({ rows: m.changes, brokenAt: null });
}

const model = fc.constantFrom(...MODELS);
const alias = fc.constantFrom(...ALIASES);
const version = fc.integer({ min: 1, max: 5 });
const commands = fc.commands(
  [
    model.map(register),
    fc
      .tuple(model, alias, fc.option(version, { freq: 6 }), fc.constantFrom(undefined, undefined, true, false))
      .map((args) => move(...args)),
    fc.tuple(model, alias).map((args) => rollback(...args)),
    fc.tuple(model, version).map((args) => remove(...args)),
    fc.constant(reopen),
  ],
  { maxCommands: 40, size: 'max' },
);

async function history(cmds: Iterable<Command>, open: (root: string) => Promise<Store>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'mw-model-'));
  const blobs = await folderBlobs(join(root, 'blobs'), () => 1);
  const wanted: Wanted = { last: {}, versions: {}, at: {}, before: {}, changes: 0 };
  const real: Real = {
    store: await open(root),
    registry: undefined as never,
    seeds: { next: 1 },
    reopen: async () => {
      await real.store.close();
      real.store = await open(root);
      real.registry = await openRegistry(real.store, blobs, () => 1);
    },
  };
  await real.reopen();
  try {
    await fc.asyncModelRun(() => ({ model: wanted, real }), cmds);
    await agree(wanted, real);
  } finally {
    await real.store.close();
    rmSync(root, { recursive: true });
  }
}

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;

describe('any history of changes leaves the registry as a plain model says', () => {
  it('on SQLite', async () => {
    await fc.assert(
      fc.asyncProperty(commands, (cmds) => history(cmds, (root) => openStore({ root, clock: () => 1 }))),
      { numRuns: 60 },
    );
  }, 60_000);

  describe.skipIf(!databaseUrl)('(needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
    const schemas = droppingSchemas('model');
    it('on PostgreSQL', async () => {
      const property = fc.asyncProperty(commands, (cmds) => {
        const schema = schemas.next();
        return history(cmds, (root) => openStore({ root, databaseUrl: databaseUrl!, schema, clock: () => 1 }));
      });
      await fc.assert(property, { numRuns: 15 });
    }, 60_000);
  });
});

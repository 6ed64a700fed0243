import {
  aliasVersion,
  blobRefs,
  findRun,
  listAliases,
  listAudit,
  listVersions,
  modelNames,
  type Tx,
  type VersionRow,
} from '../../store/index.js';
import { unknownAlias } from './aliases.js';
import { requireVersion, requireVersions } from './find.js';
import { parseRef } from './ref.js';
import { versionName, type Lineage, type Registry, type RegistryContext, type Resolved } from './registry.js';

/** The part of the registry that only reads. */
export function looking({ store }: RegistryContext): Pick<Registry, 'resolve' | 'models' | 'versions' | 'lineage' | 'audit'> {
  return {
    resolve: (ref) => store.read((tx) => resolve(tx, ref)),
    models: () => store.read(summaries),
    versions: (model) => store.read((tx) => requireVersions(tx, model)),
    lineage: (ref) => store.read((tx) => lineage(tx, ref)),
    audit: (page) => store.read((tx) => listAudit(tx, page)),
  };
}

async function resolve(tx: Tx, text: string): Promise<Resolved> {
  const ref = parseRef(text);
  const { model } = ref;
  const alias = ref.kind === 'alias' ? ref.alias : ref.kind === 'default' ? 'champion' : null;
  const pointed = alias === null ? undefined : await aliasVersion(tx, model, alias);
  if (ref.kind === 'alias' && pointed === undefined) throw await unknownAlias(tx, model, ref.alias);
  const version = ref.kind === 'version' ? ref.version : pointed;
  const row = version === undefined ? (await requireVersions(tx, model)).at(-1)! : await requireVersion(tx, model, version);
  const files = await blobRefs(tx, versionName(model, row.version));
  return { ...row, files, alias: pointed === undefined ? null : alias };
}

async function summaries(tx: Tx): Promise<Registry['models'] extends () => Promise<infer R> ? R : never> {
  const [names, versions, aliases] = [await modelNames(tx), await listVersions(tx), await listAliases(tx)];
  return names.map((model) => ({
    model,
    aliases: Object.fromEntries(aliases.filter((row) => row.model === model).map((row) => [row.alias, row.version])),
    versions: versions.filter((row) => row.model === model),
  }));
}

async function lineage(tx: Tx, ref: string): Promise<Lineage> {
  const version = await resolve(tx, ref);
  const versions = await listVersions(tx, version.model);
  const ancestors: VersionRow[] = [];
  for (let parent = parentOf(version); parent; parent = parentOf(ancestors.at(-1)!)) {
    const row = versions.find((one) => one.version === parent);
    if (!row || ancestors.includes(row)) break;
    ancestors.push(row);
  }
  const aliases = (await listAliases(tx, version.model)).filter((row) => row.version === version.version).map((row) => row.alias);
  return { version, run: (await findRun(tx, version.run))!, ancestors, aliases };
}

/** The record's `lineage.parent`: `churn@2`, the version that this one was made to replace. */
function parentOf({ model, record }: VersionRow): number | undefined {
  const parent = (record as { lineage?: { parent?: unknown } } | null)?.lineage?.parent;
  const [of, version] = typeof parent === 'string' ? parent.split('@') : [];
  return of === model ? Number(version) : undefined;
}

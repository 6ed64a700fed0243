import { didYouMean, mwError } from '../../core/index.js';
import { findVersion, listVersions, modelNames, type Tx, type VersionRow } from '../../store/index.js';
import { versionName } from './registry.js';

/** The versions of a model, oldest first, at least one; raises `MW_MODEL_UNKNOWN` or `MW_MODEL_NO_VERSION`. */
export async function requireVersions(tx: Tx, model: string): Promise<VersionRow[]> {
  const versions = await listVersions(tx, model);
  if (versions.length > 0) return versions;
  const known = await modelNames(tx);
  if (known.includes(model)) throw mwError('MW_MODEL_NO_VERSION', { model }, { where: model });
  throw mwError('MW_MODEL_UNKNOWN', { model, hint: didYouMean(model, known), known }, { where: model });
}

/** One version of a model; raises `MW_MODEL_VERSION_UNKNOWN`, or what {@link requireVersions} raises. */
export async function requireVersion(tx: Tx, model: string, version: number): Promise<VersionRow> {
  const found = await findVersion(tx, model, version);
  if (found) return found;
  const known = (await requireVersions(tx, model)).map((row) => row.version);
  throw mwError('MW_MODEL_VERSION_UNKNOWN', { model, version, known }, { where: versionName(model, version) });
}

import { aliasVersion } from '../../../store/index.js';
import type { RunOptions } from '../../run.js';

/** `churn@1`, the version that is champion; `undefined` when none is. */
export async function championName(model: string, { workspace }: RunOptions): Promise<{ readonly name: string } | undefined> {
  const version = await workspace.store.read((tx) => aliasVersion(tx, model, 'champion'));
  return version === undefined ? undefined : { name: `${model}@${version}` };
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packageVersion, type AnyTask } from '../../core/index.js';
import type { Lineage } from '../record.js';
import type { PreparedRows } from './prepare.js';
import type { Training } from './training.js';

/** Where the model comes from: data, code, seed, parent, machine. Outside the digest. */
export function lineageOf<T extends AnyTask>(
  { prepared, plan, options }: Training<T>,
  incumbent: { readonly name: string } | undefined,
  fits: Lineage['fits'],
  commit: string | null,
): Lineage {
  return {
    data: (prepared as PreparedRows).loaded.fingerprint,
    commit,
    seed: plan.seed,
    parent: incumbent?.name ?? null,
    trainedAt: new Date(options.clock()).toISOString(),
    ...machine(),
    fits,
  };
}

/** By what a version was made. */
export const machine = (): Pick<Lineage, 'millwright' | 'node' | 'platform'> => ({
  millwright: packageVersion(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

/** The commit of the checkout that holds the project, `+` behind it when there are changes; null outside a checkout. */
export async function commitOf(root: string): Promise<string | null> {
  const git = async (...words: string[]) => (await promisify(execFile)('git', ['-C', root, ...words], { timeout: 2000 })).stdout.trim();
  try {
    const commit = await git('rev-parse', 'HEAD');
    return (await git('status', '--porcelain', '--untracked-files=no', '.')) === '' ? commit : `${commit}+`;
  } catch {
    return null;
  }
}

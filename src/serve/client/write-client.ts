import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mwError } from '../../core/index.js';
import { writeWhole } from '../../model/index.js';
import { CLIENT_MARK, clientSource, type ClientModel } from './client-source.js';

/** A client that was written. */
export interface WrittenClient {
  readonly out: string;
  readonly models: readonly { readonly model: string; readonly version: number }[];
}

/** Writes a client of models, whole or not at all. Throws `MW_SERVE_CLIENT_TAKEN` where another file is that no client is. */
export async function writeClient(models: readonly ClientModel[], out: string): Promise<WrittenClient> {
  const path = resolve(out);
  if (!/\.m?ts$/.test(path)) throw mwError('MW_SERVE_CLIENT_NAME', { out }, { where: out });
  const there = await readFile(path, 'utf8').catch(() => undefined);
  if (there !== undefined && !there.startsWith(CLIENT_MARK)) throw mwError('MW_SERVE_CLIENT_TAKEN', { out }, { where: out });
  const text = clientSource(models);
  await writeWhole(path, (part) => writeFile(part, text));
  return { out, models: models.map(({ model, version }) => ({ model, version })) };
}

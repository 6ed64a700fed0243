import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './files.js';

/** A module of `scripts/`, which is plain JavaScript, under the type that the caller knows it has. */
export async function script<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join(root, 'scripts', name)).href)) as T;
}

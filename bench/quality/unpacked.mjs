// A data set of the acceptance manifest as files: train, test with and without labels.
import { mkdirSync } from 'node:fs';

const shared = new URL('../../../shared/', import.meta.url);

export async function unpacked(entry, folder) {
  const { materialise } = await import(new URL('accept/data.mjs', shared).href);
  mkdirSync(folder, { recursive: true });
  return materialise(entry, new URL('data', shared).pathname, folder);
}

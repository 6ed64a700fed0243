import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Paths below a folder of the repository that end as given, relative to the repository, with `/`, in order. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|fixtures)\//.test(path))
    .toSorted();
}

/** Sources that ship: `src/` without tests. */
export const shippedFiles = (): readonly string[] => filesBelow('src', '.ts').filter((path) => !path.endsWith('.test.ts'));

import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endingOf } from '../use/ending.js';
import { makeFolder, writeWhole } from '../use/write-whole.js';

/** Throws `MW_CLI_OUTPUT_FORMAT` for a file whose name does not end as a page's does. */
export const checkPage = (out: string): void => void endingOf(out, ['html', 'htm']);

/** Writes a page, whole or not at all, and makes the folders above it. Throws `MW_MODEL_OUT`. */
export async function writePage(path: string, html: string): Promise<void> {
  await makeFolder(dirname(path));
  await writeWhole(path, (part) => writeFile(part, html));
}

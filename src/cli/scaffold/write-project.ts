import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileReason, mwError, packageVersion, type AnyTask } from '../../core/index.js';
import type { Sniffed } from '../../data/index.js';
import { isLearned } from './feature-lines.js';
import { linkPackage } from './link-package.js';
import { modelFile } from './model-file.js';
import { plainFiles, SAYS, type ReadmeWords } from './plain-files.js';

export interface ProjectOptions {
  /** The model's name: its file is `models/NAME.ts`. */
  readonly name: string;
  /** The data, as the program names it: relative to the project's folder, or absolute. */
  readonly dataPath: string;
  readonly task: AnyTask;
}

/**
 * Writes a new project: a program that trains at once and type-checks, and the running package linked into `node_modules`, so that
 * nothing is fetched. The folder is made whole beside its place and then renamed: after a failure there is nothing.
 * Throws `MW_CLI_FOLDER_TAKEN` for a folder with something in it, `MW_CLI_PROJECT_EMPTY` when no column is left to learn from,
 * `MW_CLI_PROJECT_WRITE` when the disk refuses.
 */
export async function writeProject(dir: string, sniffed: Sniffed, options: ProjectOptions): Promise<void> {
  const place = resolve(dir);
  if (!sniffed.columns.some(isLearned))
    throw mwError('MW_CLI_PROJECT_EMPTY', {
      target: sniffed.target ?? null,
      ids: sniffed.columns.filter((c) => c.role === 'id').map((c) => c.name),
    });
  await writeFiles(place, options.name, modelFile(sniffed, options), SAYS[options.task]);
}

/** Writes a project around the text of its program: `says` tells in half a sentence what that is. */
export async function writeFiles(place: string, name: string, program: string, says: ReadmeWords): Promise<void> {
  await refuseTaken(place);
  const files = {
    ...plainFiles({ name, says, dir: basename(place), version: packageVersion() }),
    [`models/${name}.ts`]: program,
  };
  await inOneStep(place, async (temporary) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(temporary, path)), { recursive: true });
      await writeFile(join(temporary, path), content, { flag: 'wx' });
    }
    await linkPackage(temporary);
  });
}

/** Throws unless the place is free or an empty folder. Cheap, so that it can be asked before the data are read. */
export async function refuseTaken(place: string): Promise<void> {
  const found = await stat(place).catch(() => undefined);
  if (found && !(found.isDirectory() && (await readdir(place)).length === 0))
    throw mwError('MW_CLI_FOLDER_TAKEN', { dir: place }, { where: place });
}

async function inOneStep(place: string, write: (temporary: string) => Promise<void>): Promise<void> {
  let made: string | undefined;
  let temporary: string | undefined;
  try {
    made = await mkdir(dirname(place), { recursive: true });
    temporary = await mkdtemp(join(dirname(place), `.${basename(place)}-`));
    await write(temporary);
    await rmdir(place).catch(() => {});
    await rename(temporary, place);
  } catch (cause) {
    const leftover = made ?? temporary;
    if (leftover !== undefined) await rm(leftover, { recursive: true, force: true }).catch(() => {});
    throw mwError('MW_CLI_PROJECT_WRITE', { dir: place, reason: fileReason(cause) }, { where: place, cause });
  }
}

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, fileReason, MillwrightError, mwError, systemClock } from '../../core/index.js';

const PREFIX = 'millwright-engine-';

/**
 * A new private folder (mode 0700) below `parent`, by default the system's temporary folder. Its name carries the process id:
 * folders that killed processes left behind a day ago or earlier are removed on the way. Throws `MW_DATA_TEMP` or `MW_DATA_DISK`.
 */
export function makeTempFolder(parent: string = tmpdir()): string {
  try {
    sweep(parent);
  } catch {
    // Another user's leftovers are not ours to remove.
  }
  try {
    return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  } catch (error) {
    throw tempFailure(parent, error);
  }
}

/** A failure to write into a temporary folder as one of our errors. */
export function tempFailure(folder: string, error: unknown): MillwrightError {
  if (error instanceof MillwrightError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return mwError('MW_DATA_DISK', {}, { where: folder, cause: error });
  return mwError('MW_DATA_TEMP', { folder, reason: fileReason(error) }, { where: folder, cause: error });
}

/** Removes a folder made by {@link makeTempFolder}. */
export const removeTempFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^millwright-engine-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid) && isOld(join(parent, name))) removeTempFolder(join(parent, name));
  }
}

/** A process of another container looks dead from here, so only age makes sure. */
const isOld = (folder: string): boolean => systemClock() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > DAY_MS;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

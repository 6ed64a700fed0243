import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../core/index.js';

const PREFIX = 'millwright-engine-';
const DAY_MS = 86_400_000;

/**
 * A new private folder (mode 0700) below `parent`, by default the system's temporary folder. Its name carries the process id:
 * folders that killed processes left behind a day ago or earlier are removed on the way.
 */
export function makeTempFolder(parent: string = tmpdir()): string {
  sweep(parent);
  return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
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

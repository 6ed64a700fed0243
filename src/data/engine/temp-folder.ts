import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'millwright-engine-';

/**
 * A new private folder (mode 0700) below `parent`, by default the system's temporary folder. Its name carries the process id:
 * folders that killed processes left behind are removed on the way.
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
    if (pid > 0 && !isAlive(pid)) removeTempFolder(join(parent, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { fsyncSync, writeSync } from 'node:fs';
import { blockAt, headerOf, spoolPaths, withSpool } from './read.js';

/**
 * Writes blanks over every record in a project's spools that `meant` names, also in those that a running process still writes, and gives how
 * many there were. The lines keep their places, so a writer or a reader at work is not disturbed.
 */
export function eraseFromSpools(root: string, meant: (record: string) => boolean): number {
  let erased = 0;
  for (const path of spoolPaths(root)) erased += withSpool(path, 'r+', (file) => eraseIn(file, meant)) ?? 0;
  return erased;
}

function eraseIn(file: number, meant: (record: string) => boolean): number {
  const begin = headerOf(file)?.end;
  if (begin === undefined) return 0;
  let erased = 0;
  for (let block = blockAt(file, begin); block.lines.length > 0; block = blockAt(file, block.end))
    for (const { start, end, record } of block.lines)
      if (record && meant(record)) {
        writeSync(file, Buffer.alloc(end - start - 1, ' '), 0, end - start - 1, start);
        erased++;
      }
  if (erased > 0) fsyncSync(file);
  return erased;
}

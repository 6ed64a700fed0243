import { rmSync } from 'node:fs';
import { hasEnded, thisOwner } from '../../../store/index.js';
import { blockAt, headerOf, spoolId, spoolPaths, withSpool, type SpoolBlock } from './read.js';

/** A spool that nobody writes any more. */
export interface Orphan {
  /** Of the log that it belonged to. */
  readonly id: string;
  /** What its log dropped, and what is damaged in the part read so far. A last line that was not written whole was never promised: it does not count. */
  readonly dropped: number;
  /** Gives the next records; no lines at the end, or when another process has finished with it. */
  next(): SpoolBlock;
  /** All of it is stored elsewhere. */
  remove(): void;
}

/** The spools whose process has ended or let them go, other than `own`. */
export function* orphans(root: string, own: string): Iterable<Orphan> {
  const here = thisOwner();
  for (const path of spoolPaths(root)) {
    if (spoolId(path) === own) continue;
    const found = headerAt(path);
    if (found && (found.header.released || hasEnded(found.header.owner, here))) yield orphan(path, found.end, found.header.dropped);
  }
}

/** Also `undefined` when the file may not be read: it is then for another user's log. */
function headerAt(path: string): ReturnType<typeof headerOf> {
  try {
    return withSpool(path, 'r', headerOf);
  } catch {
    return undefined;
  }
}

function orphan(path: string, start: number, dropped: number): Orphan {
  let end = start;
  return {
    id: spoolId(path),
    get dropped() {
      return dropped;
    },
    next: () => {
      const block = withSpool(path, 'r', (file) => blockAt(file, end)) ?? { lines: [], end };
      dropped += block.lines.filter(({ record }) => record === undefined).length;
      end = block.end;
      return block;
    },
    remove: () => rmSync(path, { force: true }),
  };
}

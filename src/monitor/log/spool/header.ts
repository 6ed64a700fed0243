import { writeSync } from 'node:fs';
import type { Owner } from '../../../store/index.js';

/** The first line of a spool: whose it is, and how many rows found no room in it. */
export interface SpoolHeader {
  readonly dropped: number;
  /** Its owner let it go: whoever comes next may drain it. */
  readonly released: boolean;
  readonly owner: Owner;
}

const DROPPED_AT = '{"dropped":'.length;
const DIGITS = 15;
const RELEASED_AT = DROPPED_AT + DIGITS + ',"released":'.length;

/** The line, with room for its two changing fields, so that each is written over in place. */
export function headerLine({ dropped, released, owner }: SpoolHeader): string {
  return `{"dropped":${String(dropped).padStart(DIGITS)},"released":${Number(released)},"owner":${JSON.stringify(owner)}}\n`;
}

/** `undefined` when the line is none. */
export function readHeader(line: string): SpoolHeader | undefined {
  try {
    const { dropped, released, owner } = JSON.parse(line) as { dropped: number; released: number; owner: Owner };
    return Number.isSafeInteger(dropped) && typeof owner?.pid === 'number' ? { dropped, released: released === 1, owner } : undefined;
  } catch {
    return undefined;
  }
}

export function writeDropped(file: number, dropped: number): void {
  writeSync(file, String(dropped).padStart(DIGITS), DROPPED_AT);
}

export function writeReleased(file: number): void {
  writeSync(file, '1', RELEASED_AT);
}

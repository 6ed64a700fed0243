import { crc32 } from 'node:zlib';

const NEWLINE = 10;
const SPACE = 32;

/** A record as a line of a spool: its length in bytes, its CRC-32 in hexadecimal, itself. */
export function lineOf(record: string): string {
  return `${Buffer.byteLength(record)} ${crc32(record).toString(16)} ${record}\n`;
}

/** A line found in a spool: where it lies, and its record; `null` when it was erased, `undefined` when it is damaged. */
export interface FoundLine {
  readonly start: number;
  /** After its newline. */
  readonly end: number;
  readonly record: string | null | undefined;
}

/** The whole lines of some bytes that begin at a line's start. A last line without a newline is left out: it is not whole. */
export function* linesOf(bytes: Buffer): Iterable<FoundLine> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0) return;
    yield { start, end: newline + 1, record: recordIn(bytes.subarray(start, newline)) };
    start = newline + 1;
  }
}

function recordIn(line: Buffer): string | null | undefined {
  if (line.every((byte) => byte === SPACE)) return null;
  const [head, length, crc] = /^(\d{1,10}) ([0-9a-f]{1,8}) /.exec(line.toString('latin1', 0, 20)) ?? [];
  if (head === undefined) return undefined;
  const body = line.subarray(head.length);
  if (body.length !== Number(length) || crc32(body).toString(16) !== crc) return undefined;
  return body.toString('utf8');
}
